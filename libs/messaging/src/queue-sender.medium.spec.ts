import { describe, expect, it } from '@jest/globals';
import { finishOrder } from '@aisha/contracts';
import type { OrderId } from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import { afterThisTest, onPostgres } from '@aisha/testing';
import { QueueBackend } from './queue-backend';
import { QueueSender } from './queue-sender';

const setup = async () => {
  const { url, admin } = await onPostgres('generator');
  const queues = await QueueBackend.open({ DATABASE_URL: url }, Logger.silent());
  afterThisTest(() => queues.close());
  const sender = new QueueSender(queues);
  return {
    admin,
    hint: (orderId: OrderId, id: string) =>
      sender.send(finishOrder({ kind: 'generation', orderId, requestId: 'request', source: 'webhook' }), { id }),
    waiting: async () => (await queues.depth('image-generator'))['waiting'],
  };
};

describe('messages without an outbox', () => {
  it('equal messages that wait without an outbox leave as one; an equal message after that is sent again', async () => {
    const { hint, waiting } = await setup();
    const [first, second] = [newId<OrderId>(), newId<OrderId>()];

    const told = Array.from({ length: 30 }, (_, n) => hint(n % 3 === 0 ? second : first, `fal:${n}`));
    await Promise.all(told);
    expect(await waiting()).toBe(2);

    await hint(first, 'fal:again');
    expect(await waiting()).toBe(3);
  });

  it('messages without an outbox fail when the queue takes none of them, and later messages arrive', async () => {
    const { admin, hint, waiting } = await setup();
    const orderId = newId<OrderId>();
    await admin.query('ALTER TABLE bullmq.job RENAME TO gone');

    const told = await Promise.allSettled([hint(orderId, 'fal:1'), hint(orderId, 'fal:2')]);
    await admin.query('ALTER TABLE bullmq.gone RENAME TO job');
    await hint(orderId, 'fal:3');

    expect(told).toMatchObject([
      { status: 'rejected', reason: { code: 'queue-unreachable' } },
      { status: 'rejected', reason: { code: 'queue-unreachable' } },
    ]);
    expect(await waiting()).toBe(1);
  });
});
