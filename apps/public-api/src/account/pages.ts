import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';

const asNumber = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value;

/** Which page of a list is asked for. */
export class PageQuery {
  @ApiPropertyOptional({ description: 'The “next” of the page before.', format: 'uuid' })
  @IsOptional()
  @IsUUID()
  before?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 100, default: 20 })
  @Transform(asNumber)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 20;
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
