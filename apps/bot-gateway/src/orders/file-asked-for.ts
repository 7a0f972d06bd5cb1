import type { OrderId } from '@aisha/domain';

/** A second tap within this time brings no second file. */
const SAME_FILE_MS = 5_000;

/** The delivery options of a file of an order that a person requests by a button. */
export const fileAskedFor = (orderId: OrderId) => ({ class: 'result', orderId, onceWithinMs: SAME_FILE_MS }) as const;
