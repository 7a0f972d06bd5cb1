import type { PaidOrder } from '@aisha/database';
import type { Policy } from '@aisha/orders';

/** Of orders whose text a language model reads part by part. */
export const readingPolicy: Policy<PaidOrder> = {
  atOnce: 2,
  preparedAhead: 0, // no preparation: a run does all the work
  attempts: 5,
  leaseMs: 30_000,
  deadlineMs: () => 0, // one request after the other, each with a time-out of its own
  unansweredSlotMs: 0,
  resultPatienceMs: 5 * 60_000, // one part that fails while the others are done
  pollMs: () => 0,
};
