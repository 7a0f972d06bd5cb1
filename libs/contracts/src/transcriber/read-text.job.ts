import { IsUUID } from 'class-validator';
import type { TextId, UserId } from '@aisha/domain';
import { TEXT_USES, type TextUse } from '@aisha/kinds';
import { KnownValue } from '@aisha/kinds/fields';

/** "Read this file." The file was fetched under these ids, and the person has not paid for it yet. The answer is show-text. */
export class ReadText {
  @IsUUID() userId!: UserId;
  @IsUUID() textId!: TextId;

  /** The conversation that waits for the text; the answer names it again. */
  @KnownValue(TEXT_USES) usedFor!: TextUse;
}
