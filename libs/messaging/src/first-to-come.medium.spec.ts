import { describe, expect, it } from '@jest/globals';
import type { OrderId, UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { eventually, onPostgres } from '@aisha/testing';
import { firstToCome } from './once-per-message';

const setup = async () => {
  const postgres = await onPostgres('trainer');
  const order = { orderId: newId<OrderId>(), userId: newId<UserId>() };
  const ask = (asking: 'start' | 'cancel', of = order) =>
    postgres.database.transaction((tx) => firstToCome(tx, 'trainer', of, asking));
  return { postgres, order, ask };
};

describe('which came first, the start of an order or its cancel', () => {
  it.each([
    ['start', 'cancel'],
    ['cancel', 'start'],
  ] as const)(
    'once the %s of an order has come first, every later call for its start or its cancel gets the same answer',
    async (first, second) => {
      const { ask } = await setup();

      expect([await ask(first), await ask(second), await ask(first), await ask(second)]).toEqual(Array(4).fill(first));
    },
  );

  it('whether the start or the cancel came first is decided for each person separately', async () => {
    const { ask, order } = await setup();
    await ask('cancel', { ...order, userId: newId<UserId>() });

    expect(await ask('start')).toBe('start');
  });

  it.each([
    ['is the first once it is committed', true, 'start'],
    ['has not come when it is rolled back', false, 'cancel'],
  ] as const)('a cancel waits until the start’s transaction ends; the start %s', async (_what, commits, first) => {
    const { postgres, order, ask } = await setup();
    const waiting = () => postgres.admin.waitingForLocks();
    let cancel: ReturnType<typeof ask> | undefined;
    const start = postgres.database.transaction(async (tx) => {
      await firstToCome(tx, 'trainer', order, 'start');
      cancel = ask('cancel');
      await eventually(async () => expect(await waiting()).toHaveLength(1));
      if (!commits) throw new Error('the start fails');
    });
    await Promise.allSettled([start]);

    expect(await cancel).toBe(first);
  });
});
