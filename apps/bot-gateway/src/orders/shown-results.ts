import { type SentResult, DeliveryReader } from '@aisha/database/bot';
import { DELETABLE_MS, type OrderId, type UserId } from '@aisha/domain';
import { type Picture, UpscaleReader } from '@aisha/kinds/tables';
import { say, type Effect, type Readers } from '../engine/conversation';
import { SCREEN } from '../engine/deliveries/deliveries';

/** Up to which age, in milliseconds, the bot tries to delete a message: the deletion is on its way for up to a minute. */
const DELETED_WITHIN_MS = DELETABLE_MS - 60_000;

/** Whether the bot may still delete the messages from the chat. */
const isDeletable = ({ sentAt }: SentResult, now: Date): boolean =>
  now.getTime() - sentAt.getTime() < DELETED_WITHIN_MS;

/** The messages that the bot may still delete from the chat. */
interface InChat {
  readonly messageIds: readonly number[];
  /** Whether these are all the messages: the bot knows each of them, and none is too old to be deleted. */
  readonly areAll: boolean;
}

export const stillDeletable = (sent: readonly SentResult[], now: Date): InChat => {
  const recent = sent.filter((result) => isDeletable(result, now));
  return {
    messageIds: [...new Set(recent.flatMap(({ messageIds }) => messageIds))],
    areAll: sent.length > 0 && recent.length === sent.length,
  };
};

/** The messages that show the result of an order and that the bot may still delete. */
export const resultInChat = async (
  readers: Readers,
  { person, now }: { readonly person: { readonly userId: UserId }; readonly now: Date },
  orderId: OrderId,
): Promise<InChat> => stillDeletable(await readers.of(DeliveryReader).resultsOf(person.userId, orderId), now);

export const takenFromChat = ({ messageIds }: Pick<InChat, 'messageIds'>): Effect[] =>
  messageIds.length > 0 ? [say({ kind: 'delete', messageIds })] : [];

/**
 * The card key of the albums that the gallery showed before its pages became sheets (decision 233). The bot may delete them for two days after
 * that release.
 */
const GALLERY_ALBUM = 'gallery-album';

/** The messages that show a person's pictures or enlarged copies of them: results, files, gallery pages and screens, but no archives. */
export const messagesShowing = async (
  readers: Readers,
  userId: UserId,
  pictures: readonly Pick<Picture, 'id' | 'orderId' | 'filePath'>[],
): Promise<readonly SentResult[]> => {
  const ids = pictures.map(({ id }) => id);
  const enlarged = await readers.of(UpscaleReader).of(userId, ids);
  return readers.of(DeliveryReader).showing(userId, [...pictures, ...enlarged], [GALLERY_ALBUM, SCREEN]);
};
