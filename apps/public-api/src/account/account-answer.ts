import { ApiProperty } from '@nestjs/swagger';
import type { PricedItem } from '@aisha/kinds';

/** The credits of the key's owner. */
export class BalanceAnswer {
  @ApiProperty({ description: 'Credits that can be spent now.', example: 42.5 }) available!: number;
  @ApiProperty({ description: 'Credits that are reserved for orders under way.', example: 3 }) held!: number;
  @ApiProperty({
    description: 'Credits that are owed, because they were spent before the money for them went back.',
    example: 0,
  })
  debt!: number;
}

/** The price of one unit of an item. */
export class PriceAnswer {
  @ApiProperty({ type: String, description: 'What is ordered, such as a picture with an avatar.', example: 'picture' })
  item!: PricedItem;
  @ApiProperty({ description: 'Credits for each unit.', example: 3 }) credits!: number;
}

export class PricesAnswer {
  @ApiProperty({ type: [PriceAnswer] }) prices!: PriceAnswer[];
}

/** An avatar, without its photos. */
export class AvatarAnswer {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ description: 'The name that its person gave it.' }) name!: string;
  @ApiProperty({ enum: ['portrait', 'style'], description: 'A face, or a manner.' }) type!: string;
  @ApiProperty({ description: '“completed”: it has a model of its own.' }) status!: string;
  @ApiProperty({ description: 'Whether it is stopped: nothing is drawn with it then.' }) isStopped!: boolean;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

export class AvatarPage {
  @ApiProperty({ type: [AvatarAnswer] }) avatars!: AvatarAnswer[];
  @ApiProperty({ type: String, nullable: true, description: 'Send it as “before” for the next page; null at the end.' })
  next!: string | null;
}

/** A transcript by its title, without its words. */
export class TranscriptAnswer {
  @ApiProperty({ format: 'uuid', description: 'The “transcriptId” of orders.' }) id!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The title that its person gave it.' }) title!:
    string | null;
  @ApiProperty({ description: 'How many characters of text it has.' }) characters!: number;
  @ApiProperty({ type: String, nullable: true, description: 'ISO 639-1, of most of it.' }) language!: string | null;
  @ApiProperty({ format: 'date-time' }) createdAt!: string;
}

export class TranscriptPage {
  @ApiProperty({ type: [TranscriptAnswer] }) transcripts!: TranscriptAnswer[];
  @ApiProperty({ type: String, nullable: true, description: 'Send it as “before” for the next page; null at the end.' })
  next!: string | null;
}
