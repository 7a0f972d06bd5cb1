import { writeAtEnd, type Transaction } from '@aisha/database';
import type { AspectRatio, AvatarId, PictureQuality, UserId } from '@aisha/domain';
import { write } from '../engine/conversation';

/** What a person last chose for their pictures. */
interface PictureChoices {
  /** The avatar; null to draw without one. */
  readonly avatarId?: AvatarId | null;
  readonly aspectRatio?: AspectRatio;
  readonly pictureCount?: number;
  readonly quality?: PictureQuality;
  /** Whether ideas become prompts with light, lens and more. */
  readonly enhance?: boolean;
}

/**
 * Stores these choices at the end of the transaction, because the transaction itself does not read them. A choice that is absent stays as it
 * is.
 */
export function remembers(tx: Transaction, userId: UserId, choices: PictureChoices): void {
  const { avatarId, aspectRatio, pictureCount, quality, enhance } = choices;
  writeAtEnd(
    tx,
    `UPDATE bot.person SET last_avatar_id = coalesce($2, last_avatar_id), last_aspect_ratio = coalesce($3, last_aspect_ratio),
       last_picture_count = coalesce($4, last_picture_count), last_without_avatar = coalesce($5, last_without_avatar),
       last_quality = coalesce($6, last_quality), last_enhance = coalesce($7, last_enhance)
     WHERE user_id = $1`,
    [
      userId,
      avatarId ?? null,
      aspectRatio ?? null,
      pictureCount ?? null,
      avatarId === undefined ? null : avatarId === null,
      quality ?? null,
      enhance ?? null,
    ],
    `choices ${userId}`,
  );
}

/** Stores choices with which the person's next offer of pictures begins. */
export const remember = write('remember', (tx, userId, choices: PictureChoices) => {
  remembers(tx, userId, choices);
  return Promise.resolve();
});
