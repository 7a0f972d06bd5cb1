import type { OrderId } from '@aisha/domain';

/** A second tap within this time, in milliseconds, brings no second file. */
const SAME_FILE_MS = 5_000;

/** The delivery options for a file of an order that the person requests with a button. */
export const fileAskedFor = (orderId: OrderId) => ({ class: 'result', orderId, onceWithinMs: SAME_FILE_MS }) as const;
