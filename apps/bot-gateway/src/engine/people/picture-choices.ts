import type { AspectRatio, AvatarId, PictureQuality } from '@aisha/domain';

/** What a person chose for their pictures. */
export interface PictureChoices {
  /** Null: to draw without one. */
  readonly avatarId?: AvatarId | null;
  readonly aspectRatio?: AspectRatio;
  readonly pictureCount?: number;
  readonly quality?: PictureQuality;
  /** Whether ideas become prompts with light, lens and more. */
  readonly enhance?: boolean;
}
