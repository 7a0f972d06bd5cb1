import { IsUUID } from 'class-validator';
import type { TextId, UserId } from '@aisha/domain';
import { TEXT_USES, type TextUse } from '@aisha/kinds';
import { KnownValue } from '@aisha/kinds/fields';

/** "Read this file": the one that was fetched under these ids. Nobody has paid for it. The answer is show-text. */
export class ReadText {
  @IsUUID() userId!: UserId;
  @IsUUID() textId!: TextId;

  /** Goes back with the answer: which conversation waits for it. */
  @KnownValue(TEXT_USES) usedFor!: TextUse;
}
