import 'reflect-metadata'; // class-transformer's @Type needs it, and this may be the first file of the contracts that is loaded
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  IsUrl,
  IsUUID,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { BROADCAST_BUTTON_AT_MOST, BROADCAST_TEXT_AT_MOST, LANGUAGES, type Language } from '@aisha/domain';
import { KnownValue } from '@aisha/kinds/fields';
import { ByOperator } from '../by-operator';

/** What a broadcast says in one language. */
export class BroadcastText {
  @KnownValue(LANGUAGES) language!: Language;
  @IsString() @Length(1, BROADCAST_TEXT_AT_MOST) text!: string;
  /** The words of the button that opens `url`; absent: no button. */
  @IsOptional() @IsString() @Length(1, BROADCAST_BUTTON_AT_MOST) button?: string;
}

/** The people who get a broadcast: everybody when no field is set. */
export class BroadcastSegment {
  @IsOptional() @IsBoolean() paid?: boolean;
  @IsOptional() @IsInt() @Min(1) @Max(3_650) idleDays?: number;
  @IsOptional() @KnownValue(LANGUAGES) language?: Language;
}

/** "An operator drafts a broadcast", or changes a draft: it is sent to nobody yet. Added 2026-11-25. */
export class DraftBroadcast extends ByOperator {
  @IsUUID() broadcastId!: string;

  /** Each language once. A person whose language is missing reads the English text, or the first one if there is no English. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => BroadcastText)
  texts!: BroadcastText[];

  @IsOptional() @IsUrl({ protocols: ['https'], require_protocol: true }) url?: string;

  @ValidateNested() @Type(() => BroadcastSegment) segment!: BroadcastSegment;
}
