import { type SentResult, DeliveryReader } from '@aisha/database/bot';
import type { KeptFile } from '@aisha/database/files';
import type { PictureId, UserId } from '@aisha/domain';
import { messagesShowing } from './shown-results';
import { SCREEN } from '../engine/deliveries/deliveries';
import type { Readers } from '../engine/conversation/readers';

/** Finds the messages that show any of these files. All the files are of one kind. */
export type ShownBy = (
  readers: Readers,
  userId: UserId,
  files: readonly Pick<KeptFile, 'id' | 'orderId' | 'filePath'>[],
) => Promise<readonly SentResult[]>;

export const itself: ShownBy = (readers, userId, files) => readers.of(DeliveryReader).showing(userId, files, [SCREEN]);

/**
 * For a file that is the only result of its order: the messages with the file itself, and those with another file or format of the order.
 */
export const itsOrder: ShownBy = async (readers, userId, files) => [
  ...(await itself(readers, userId, files)),
  ...(await readers.of(DeliveryReader).resultsOf(userId, ...files.map(({ orderId }) => orderId))),
];

export const itselfAndLargerCopies: ShownBy = (readers, userId, files) =>
  messagesShowing(
    readers,
    userId,
    files.map(({ id, ...file }) => ({ ...file, id: id as PictureId })),
  );
