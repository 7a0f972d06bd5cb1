import { IsOptional, IsUUID } from 'class-validator';
import type { PhotoId, UserId } from '@aisha/domain';
import { SENT_PHOTO_USES } from '@aisha/kinds';
import { KnownValue } from '@aisha/kinds/fields';
import { ASKING_APPS, type AskingApp } from '../asking-app';

/** Why a photo is made smaller: to be described as an idea, or to be worked on. */
const PHOTO_PURPOSES = ['idea', ...SENT_PHOTO_USES] as const;
type PhotoPurpose = (typeof PHOTO_PURPOSES)[number];

/**
 * "Make this photo fit for its purpose." The photo was fetched under these ids. The trainer decodes it and keeps a smaller JPEG without
 * metadata. For an idea describe-photo follows, or show-photo-idea when the photo cannot be described; for any other use show-sent-photo.
 */
export class ShrinkPhoto {
  @IsUUID() userId!: UserId;
  @IsUUID() photoId!: PhotoId;

  /** What the photo is for. Since 2026-11-23; before, every photo was for an idea. */
  @IsOptional() @KnownValue(PHOTO_PURPOSES) purpose?: PhotoPurpose = 'idea';

  /** The app that gets the answer; the gateway when absent. Since 2026-11-25. */
  @IsOptional() @KnownValue(ASKING_APPS) answerTo?: AskingApp;
}
