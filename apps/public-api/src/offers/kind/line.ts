import type { Message } from '@aisha/contracts';
import type { OrderId, UploadedFileId } from '@aisha/domain';
import type { OrderLine } from '@aisha/kinds';

/** The units of an order, and the message that starts it. */
export interface Line extends OrderLine {
  readonly start: (orderId: OrderId) => Message;
  /** The sent file that the order takes. */
  readonly fileId?: UploadedFileId;
}
