import { ORDER_KIND, type OrderKind } from '@aisha/kinds';
import type { StartOf } from '@aisha/kinds/messages';
import type { Message, Payload } from './inbox';
import { REMOTE_ORDER_JOBS } from './order-jobs';

type OrderJobs = typeof REMOTE_ORDER_JOBS;

/** Writes a message about an order to the worker of the order's kind. */
const toItsWorker =
  <Job extends keyof OrderJobs>(job: Job) =>
  (payload: Payload<InstanceType<OrderJobs[Job]>>): Message => ({
    receiver: ORDER_KIND[payload.kind].worker,
    job,
    payload: { ...payload },
  });

/** The message that begins an order of a kind: billing forwards it to the kind's worker. */
export const startOrder = <Kind extends OrderKind>(kind: Kind, payload: Payload<StartOf<Kind>>): Message => ({
  receiver: ORDER_KIND[kind].worker,
  job: `start-${kind}`,
  payload: { ...payload },
});

/** "The provider may have something for this order." */
export const finishOrder = toItsWorker('finish-order');

/** "Stop this order." */
export const cancelOrder = toItsWorker('cancel-order');

/** "An operator wants this order cancelled or retried." */
export const operateOrder = toItsWorker('operate-order');

/** "Forget this result." */
export const deleteResult = toItsWorker('delete-result');
