import type { SentResult } from '@aisha/database/bot';
import type { FileKind, KeptFile } from '@aisha/database/files';
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

/** Of these an order has made one alone: whatever it brought shows it, as another file or in another format. */
const ONE_FOR_AN_ORDER: readonly FileKind[] = ['transcript', 'document', 'speech', 'restoration'];

/** The messages that show a person's file, and what goes with it: of a picture its enlarged copies. */
export const messagesShowingFile = async (
  readers: Readers,
  userId: UserId,
  { kind, id, orderId, filePath }: KeptFile,
): Promise<readonly SentResult[]> => {
  if (kind === 'picture') return messagesShowing(readers, userId, [{ id: id as PictureId, orderId, filePath }]);
  const shown = await readers.deliveries.showing(userId, [{ orderId, filePath }], [SCREEN]);
  return ONE_FOR_AN_ORDER.includes(kind) ? [...shown, ...(await readers.deliveries.resultsOf(userId, orderId))] : shown;
};

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
