import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { BroadcastText } from '@aisha/contracts/bot-gateway';
import { LANGUAGES, type Language, type Segment } from '@aisha/domain';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsUrl,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { ActBody } from '../acts/act.sender';

const Link = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ description: 'Where the button leads.' }),
    IsOptional(),
    IsUrl({ protocols: ['https'], require_protocol: true }),
  );

/** The segment of a broadcast. Without any field it is everybody who gets news. */
export class SegmentFields {
  @ApiPropertyOptional({ description: 'Who has bought credits.' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => value === true || value === 'true')
  @IsBoolean()
  paid?: boolean;

  @ApiPropertyOptional({ description: 'Who has ordered nothing for so many days.' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3_650)
  idleDays?: number;

  @ApiPropertyOptional({ enum: LANGUAGES })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language;
}

/** What an operator sees before a draft is saved: its segment. The link is refused here as the draft would be. */
export class AudienceQuery extends SegmentFields {
  @Link()
  url?: string;
}

export const segmentOf = ({ paid, idleDays, language }: SegmentFields): Segment => ({
  ...(paid && { paid }),
  ...(idleDays !== undefined && { idleDays }),
  ...(language && { language }),
});

export class DraftBody extends ActBody {
  @ApiProperty({
    type: [Object],
    description: 'What it says, by language; who speaks another one reads English, or else the first.',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => BroadcastText)
  texts!: BroadcastText[];

  @Link()
  url?: string;

  @ApiProperty({ type: SegmentFields })
  @ValidateNested()
  @Type(() => SegmentFields)
  segment!: SegmentFields;
}

export class StartBody extends ActBody {
  @ApiPropertyOptional({ description: 'When it begins; now without it.' })
  @IsOptional()
  @IsISO8601()
  at?: string;
}
