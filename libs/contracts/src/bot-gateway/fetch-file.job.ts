import { Type } from 'class-transformer';
import { IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import type { UserId } from '@aisha/domain';
import { SealedMessage } from '../sealed-message';

/**
 * "Bring this file from Telegram into storage, then send it on." To itself: updates are handled without waiting for downloads.
 * The sealed message goes out once the file lies in storage, or `onFailed` when it cannot be had.
 */
export class FetchFile {
  @IsUUID() userId!: UserId;

  /** Telegram's file_id. */
  @IsString() @Length(1, 512) fileId!: string;

  /** Where to put it (storage reference). */
  @IsString() @Length(1, 512) target!: string;

  @ValidateNested() @Type(() => SealedMessage) onStored!: SealedMessage;
  @ValidateNested() @Type(() => SealedMessage) onFailed!: SealedMessage;
}
