import type { OrderId } from '@aisha/domain';

/** A second tap within this time brings no second file. */
const SAME_FILE_MS = 5_000;

/** How a file of an order is sent that a person asks for by a button. */
export const fileAskedFor = (orderId: OrderId) => ({ class: 'result', orderId, onceWithinMs: SAME_FILE_MS }) as const;
