import { Type } from 'class-transformer';
import { IsOptional, IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import type { UserId } from '@aisha/domain';
import { KnownValue } from '@aisha/kinds/fields';
import { Continuation } from '../continuation';

/**
 * Files that are free of charge, each sort with a budget of its own: photos of avatars, photos to be described or worked on, recordings to
 * be measured, texts to be read, selfies that prove whose face an avatar shows, and pictures of reports.
 */
const FREE_FILES = [
  'avatar-photos',
  'photo-ideas',
  'sent-photos',
  'recordings',
  'texts',
  'selfies',
  'reports',
] as const;
export type FreeFiles = (typeof FREE_FILES)[number];

/**
 * The messages for a budget that is used up, one of which the gateway sends instead of the file's own: `atOnce` when too many files are
 * under way, `today` when the files of a day are used up, `storageFull` when the person's storage is full.
 */
export class OverBudget {
  @ValidateNested() @Type(() => Continuation) atOnce!: Continuation;
  @ValidateNested() @Type(() => Continuation) today!: Continuation;
  /** Sent when the person's storage is full. Absent: we do not keep the file, so the storage does not count. */
  @IsOptional() @ValidateNested() @Type(() => Continuation) storageFull?: Continuation;
}

/**
 * "Bring this file from Telegram, or from where we keep it, to a place in storage." The gateway sends it to itself, so that updates are
 * handled without waiting for downloads. It is for files that cost nothing. `onStored` is sent once the file lies in storage, `onFailed`
 * when the gateway cannot fetch it.
 */
export class FetchFile {
  @IsUUID() userId!: UserId;

  /** Telegram's file_id; or the reference of a file that we keep of the person, which is copied. */
  @IsString() @Length(1, 512) fileId!: string;

  /** Storage reference under which the gateway stores the file. */
  @IsString() @Length(1, 512) target!: string;

  @ValidateNested() @Type(() => Continuation) onStored!: Continuation;
  @ValidateNested() @Type(() => Continuation) onFailed!: Continuation;
  /** Sent when a file that we keep has been deleted before it could be copied; without it, `onFailed` is sent. Since 2026-11-22. */
  @IsOptional() @ValidateNested() @Type(() => Continuation) onDeleted?: Continuation;

  /**
   * The id of the photo, recording or text, under which the file takes one place in the budget. The answer about the file frees the place.
   * Since 2026-11-23.
   */
  @IsOptional() @IsUUID() countedFor?: string;

  /** The budget that the file is counted in; photos of avatars when absent. Since 2026-11-22. */
  @IsOptional() @KnownValue(FREE_FILES) countedAs?: FreeFiles;

  /** The messages for used-up budgets; one of them is sent instead of the file's own message. */
  @ValidateNested() @Type(() => OverBudget) overBudget!: OverBudget;
}
