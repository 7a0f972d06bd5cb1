import { describe, expect, it } from '@jest/globals';
import { newId } from '@aisha/platform';
import type { UserId } from '@aisha/domain';
import { unpaidOf } from '@aisha/testing';
import { onTrainer, type Trainer } from '../../spec/trainer-harness';
import { SLOW } from '../../spec/trainings';

const TIMES = 10; // few orders, because each stores ten photos; by FAL's list price one order already uses up a day's free work
/** The limit of a person's free work in a day, in cents: it covers one training. */
const CENTS = 250;

type Ordered = ReturnType<Trainer['orderOf']>;
const ENDS: Readonly<Record<string, (trainer: Trainer, order: Ordered) => Promise<unknown>>> = {
  'cancelled while FAL trains': (trainer, { orderId, userId }) =>
    trainer.do('cancel-order', { kind: 'training', orderId, userId }),
  'consent withdrawn while FAL trains': (trainer, { orderId, userId }) =>
    trainer.do('cancel-order', { kind: 'training', orderId, userId, isWithdrawn: true }),
  'avatar deleted while FAL trains': (trainer, { avatarId, userId }) =>
    trainer.do('delete-avatar', { avatarId, userId }),
};

describe('a person whose trainings end unpaid again and again', () => {
  it.each(Object.keys(ENDS))(
    'a person whose trainings end unpaid again and again costs us no more than a day’s free work: %s',
    async (end) => {
      const trainer = await onTrainer({ fal: SLOW, freeWorkCents: CENTS, concurrency: TIMES, probes: false });
      const userId = newId<UserId>();

      for (let turn = 0; turn < TIMES; turn += 1) {
        const order = trainer.orderOf(await trainer.readyAvatar({ userId }));
        await trainer.do('start-training', order);
        await trainer.work();
        await ENDS[end]!(trainer, order);
      }

      const unpaid = await unpaidOf(trainer.admin, userId, 'training');
      expect(unpaid.orders).toBe(TIMES);
      expect(unpaid.given).toBeGreaterThan(0);
      expect(unpaid.given).toBeLessThanOrEqual(CENTS);
      expect(unpaid.cents).toBeLessThanOrEqual(CENTS);
      expect(unpaid.charged + unpaid.open).toBe(TIMES - 1); // a cancel is granted only if the rest of the free work covers it
    },
  );
});
