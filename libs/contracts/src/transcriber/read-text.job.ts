import { IsUUID } from 'class-validator';
import type { TextId, UserId } from '@aisha/domain';

/** "Read this file": the one that was fetched under these ids. Nobody has paid for it. The answer is show-text. */
export class ReadText {
  @IsUUID() userId!: UserId;
  @IsUUID() textId!: TextId;
}
