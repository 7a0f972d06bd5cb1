import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Min, ValidateNested } from 'class-validator';
import { type Language, LANGUAGES, type TextId, type UserId } from '@aisha/domain';
import { TEXT_REFUSALS, TEXT_USES, type TextRefusal, type TextUse } from '@aisha/kinds';
import { KnownValue, OpenValue } from '@aisha/kinds/fields';

/** The size of a text, which decides the price of an order about it, and its language. */
export class SizedText {
  @IsInt() @Min(1) characters!: number;
  /** Russian for a text with a Russian letter near its beginning; null for any other text (`languageByLetters`). */
  @IsOptional() @OpenValue(LANGUAGES, { fallback: 'ru' }) language: Language | null = null;
}

/** "This is how long the text in your file is, or why there is none." */
export class ShowText {
  @IsUUID() userId!: UserId;
  @IsUUID() textId!: TextId;

  /** The conversation that waits for the text. */
  @KnownValue(TEXT_USES) usedFor!: TextUse;

  /** Null when there is no text; `refusal` says why. */
  @IsOptional() @ValidateNested() @Type(() => SizedText) text: SizedText | null = null;
  @IsOptional() @OpenValue(TEXT_REFUSALS, { fallback: 'unavailable' }) refusal: TextRefusal | null = null;
}
