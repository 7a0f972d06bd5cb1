import type { OrderId, UserId } from '@aisha/domain';
import { eventually } from '@aisha/testing';
import type { Trainer } from './trainer-harness';

/** The end of a paid order, in the form of `endOf`. */
export const PAID = { settled: [{ delivered: 1, reason: null }], announced: 1, explained: [] };
export const givenBack = (code: string) => ({
  settled: [{ delivered: 0, reason: code }],
  announced: 0,
  explained: [code],
});
export const NOTHING_YET = { settled: [], announced: 0, explained: [] };

/** Options for a FAL whose trainings take half an hour. */
export const SLOW = { timeScale: { queue: 0.01, training: 10 } };
/** Options for a FAL that leaves everything in its queue. */
export const NEVER_STARTS = { timeScale: { queue: 1_000 } };

/** Orders a training and waits until FAL has it. */
export const atFal = async (trainer: Trainer, overrides: Parameters<Trainer['readyAvatar']>[0] = {}) => {
  const avatar = await trainer.readyAvatar(overrides);
  const order = trainer.orderOf(avatar);
  await trainer.do('start-training', order);
  await trainer.work();
  return { avatar, order, hint: hintOf(order.orderId) };
};

/** The hint that a callback gives about an order. */
export const hintOf = (orderId: OrderId, requestId: string | null = null) => ({
  orderId,
  kind: 'training' as const,
  requestId,
  source: 'webhook' as const,
});

/** Waits until the newest request at FAL is finished there; resolves to its id. */
export const finishedAtFal = (trainer: Trainer): Promise<string> =>
  eventually(() => {
    const job = trainer.fal.jobs().at(-1);
    return job?.state === 'COMPLETED' && job.requestId;
  }) as Promise<string>;

/** Orders a training that waits in our queue. */
export const queued = async (trainer: Trainer, overrides: Parameters<Trainer['readyAvatar']>[0] = {}) => {
  const order = trainer.orderOf(await trainer.readyAvatar(overrides));
  trainer.clock.advance(1_000); // so that each order is younger than the one before
  await trainer.do('start-training', order);
  await trainer.settled();
  return order;
};

export const cancel = (trainer: Trainer, { orderId, userId }: { orderId: OrderId; userId: UserId }) =>
  trainer.do('cancel-order', { kind: 'training', orderId, userId });

/** What the card of an order has shown of its progress, the first step first. */
export const toldOf = async (trainer: Trainer, { orderId }: { orderId: OrderId }) =>
  (await trainer.sent('show-progress'))
    .filter((told) => told['orderId'] === orderId)
    .map(({ step, ahead, mayCancel }) => ({ step, ahead, mayCancel }));
