import { Type } from 'class-transformer';
import { IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import type { UserId } from '@aisha/domain';
import { Continuation } from '../continuation';

/**
 * "Bring this file from Telegram into storage, then send it on." To itself: updates are handled without waiting for downloads.
 * `onStored` is sent once the file lies in storage, `onFailed` when it cannot be had.
 */
export class FetchFile {
  @IsUUID() userId!: UserId;

  /** Telegram's file_id. */
  @IsString() @Length(1, 512) fileId!: string;

  /** Where to put it (storage reference). */
  @IsString() @Length(1, 512) target!: string;

  @ValidateNested() @Type(() => Continuation) onStored!: Continuation;
  @ValidateNested() @Type(() => Continuation) onFailed!: Continuation;
}
