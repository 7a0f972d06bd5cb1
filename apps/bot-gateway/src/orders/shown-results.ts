import type { SentResult } from '@aisha/database/bot';
import type { KeptFile } from '@aisha/database/files';
import type { Picture } from '@aisha/database/generator';
import type { PictureId, UserId } from '@aisha/domain';
import { SCREEN } from '../engine/conversation/chat';
import type { Readers } from '../readers';

/** Telegram lets a bot delete its messages for 48 hours (core.telegram.org/bots/api#deletemessage); a minute is for the way there. */
const DELETABLE_MS = 48 * 3_600_000 - 60_000;

/** Whether the bot may still take the messages out of the chat. */
export const isDeletable = ({ sentAt }: SentResult, now: Date): boolean =>
  now.getTime() - sentAt.getTime() < DELETABLE_MS;

/** The card key of the album that stands above the gallery's buttons. */
export const GALLERY_ALBUM = 'gallery-album';

/** The messages that show a person's file, and of a picture its enlarged copies. */
export const messagesShowingFile = (
  readers: Readers,
  userId: UserId,
  { kind, id, orderId, filePath }: KeptFile,
): Promise<readonly SentResult[]> =>
  kind === 'picture'
    ? messagesShowing(readers, userId, [{ id: id as PictureId, orderId, filePath }])
    : readers.deliveries.showing(userId, [{ orderId, filePath }], [SCREEN]);

/** The messages that show a person's pictures or enlarged copies of them: results, files, gallery pages and screens, but no archives. */
export const messagesShowing = async (
  readers: Readers,
  userId: UserId,
  pictures: readonly Pick<Picture, 'id' | 'orderId' | 'filePath'>[],
): Promise<readonly SentResult[]> => {
  const ids = pictures.map(({ id }) => id);
  const enlarged = await readers.upscales.of(userId, ids);
  return readers.deliveries.showing(userId, [...pictures, ...enlarged], [GALLERY_ALBUM, SCREEN]);
};
