import { type SentResult, DeliveryReader } from '@aisha/database/bot';
import type { KeptFile } from '@aisha/database/files';
import type { PictureId, UserId } from '@aisha/domain';
import { messagesShowing } from './shown-results';
import { SCREEN } from '../engine/deliveries/deliveries';
import type { Readers } from '../engine/conversation/readers';

export type ShownBy = (readers: Readers, userId: UserId, file: KeptFile) => Promise<readonly SentResult[]>;

export const itself: ShownBy = (readers, userId, { orderId, filePath }) =>
  readers.of(DeliveryReader).showing(userId, [{ orderId, filePath }], [SCREEN]);

/**
 * The messages that show a file which is the only result of its order: those with the file itself, with another file of the order, or with
 * another format.
 */
export const itsOrder: ShownBy = async (readers, userId, file) => [
  ...(await itself(readers, userId, file)),
  ...(await readers.of(DeliveryReader).resultsOf(userId, file.orderId)),
];

export const itselfAndLargerCopies: ShownBy = (readers, userId, { id, orderId, filePath }) =>
  messagesShowing(readers, userId, [{ id: id as PictureId, orderId, filePath }]);
