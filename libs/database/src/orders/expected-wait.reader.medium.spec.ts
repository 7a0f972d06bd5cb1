import { describe, expect, it } from '@jest/globals';
import type { UserId } from '@aisha/domain';
import { ORDER_KIND, ORDER_KINDS, type UpscaleSize } from '@aisha/kinds';
import { onPostgres } from '@aisha/testing';
import { newId } from '@aisha/platform';
import { ExpectedWaitReader } from './expected-wait.reader';
import { nextTurnOf } from './turns';

const AT_ONCE = 2;
const USUAL = 10;

const onQueue = async () => {
  const { database, fixtures, admin } = await onPostgres('bot');
  const reader = new ExpectedWaitReader(database);
  const of = (userId: UserId, like = '2k') => reader.of(userId, 'upscale', { atOnce: AT_ONCE, like });
  const now = Date.now();
  return {
    of,
    fixtures,
    database,
    admin,
    waitOf: async (userId: UserId) => (await of(userId)).waitSeconds,
    queued: async (userId: UserId, count: number) => {
      for (let n = 0; n < count; n += 1) {
        const [next] = await admin.query<{ turn: number }>(
          `SELECT (${nextTurnOf('generator.upscale', '$1')})::int AS turn`,
          [userId],
        );
        await fixtures.upscale({ userId, ...next });
      }
    },
    /** Makes orders that have ended and took this many seconds. */
    took: async (size: UpscaleSize, ...seconds: readonly number[]) => {
      for (const long of seconds) {
        const startedAt = new Date(now - long * 1_000);
        await fixtures.upscale({
          size,
          state: 'succeeded',
          startedAt,
          submitStartedAt: startedAt,
          finishedAt: new Date(now),
        });
      }
    },
  };
};

describe('the wait that the price screen names', () => {
  it('the wait on the price screen is counted in rounds, each of as many orders as run at once, and is zero when an order could begin now', async () => {
    const { waitOf, queued, took } = await onQueue();
    await took('2k', USUAL, USUAL, USUAL);
    const me = newId<UserId>();
    expect(await waitOf(me)).toBe(0);

    await queued(newId<UserId>(), 1);
    expect(await waitOf(me)).toBe(0);
    for (let n = 0; n < 4; n += 1) await queued(newId<UserId>(), 1);

    expect(await waitOf(me)).toBe(2 * USUAL);
  });

  it('the wait on the price screen is counted by turns: one of a person’s fifty orders is before another person’s first', async () => {
    const { waitOf, queued, took } = await onQueue();
    await took('2k', USUAL, USUAL, USUAL);
    const [eager, modest] = [newId<UserId>(), newId<UserId>()];
    await queued(eager, 50);
    await queued(newId<UserId>(), 1);

    expect(await waitOf(modest)).toBe(USUAL);
    expect(await waitOf(eager)).toBe(25 * USUAL);
  });

  it('the wait on the price screen counts all orders that a person has under way', async () => {
    const { fixtures, waitOf, took } = await onQueue();
    await took('2k', USUAL, USUAL, USUAL);
    const eager = newId<UserId>();
    for (let n = 0; n < 4; n += 1)
      await fixtures.upscale({ userId: eager, state: 'waiting', slotTakenAt: new Date(), submitStartedAt: new Date() });

    expect(await waitOf(newId<UserId>())).toBe(2 * USUAL);
  });

  it('the wait on the price screen leaves out an order that waits for its next request, because the new order goes before it', async () => {
    const { fixtures, waitOf, queued, took } = await onQueue();
    await took('2k', USUAL, USUAL, USUAL);
    const [startedAt, readyAt] = [new Date(0), new Date(1)];
    for (let n = 0; n < 4; n += 1) await fixtures.upscale({ turn: 1, startedAt, readyAt });
    await fixtures.upscale({ turn: 1, startedAt: readyAt, readyAt });
    expect(await waitOf(newId<UserId>())).toBe(0);

    await queued(newId<UserId>(), 1);

    expect(await waitOf(newId<UserId>())).toBe(USUAL);
  });

  it('the wait on the price screen counts a person’s orders at the provider in all kinds that share its slots', async () => {
    const { fixtures, waitOf, queued, took } = await onQueue();
    await took('2k', USUAL, USUAL, USUAL);
    const [eager, modest] = [newId<UserId>(), newId<UserId>()];
    const atProvider = { state: 'waiting', slotTakenAt: new Date(), submitStartedAt: new Date() } as const;
    for (let n = 0; n < 2; n += 1) await fixtures.generation({ userId: eager, ...atProvider });
    await queued(newId<UserId>(), 3);
    expect(await waitOf(eager)).toBe(USUAL);

    await queued(eager, 1);

    expect(await waitOf(modest)).toBe(0);
  });

  it('the wait on the price screen is only a number of orders until three orders have been measured', async () => {
    const { of, queued, took } = await onQueue();
    await took('2k', 20, 30);
    for (let n = 0; n < 3; n += 1) await queued(newId<UserId>(), 1);

    expect(await of(newId<UserId>())).toEqual({ ahead: 3, waitSeconds: null, takesSeconds: null });
  });
});

describe('how long an order will take once it begins', () => {
  it('an order is said to take the median time of orders like it; the wait until it begins is estimated by the median of all orders of the kind', async () => {
    const { of, queued, took } = await onQueue();
    await took('2k', 8, 10, 70);
    await took('4k', 40, 50, 60, 60);
    for (let n = 0; n < 2; n += 1) await queued(newId<UserId>(), 1);

    expect(await of(newId<UserId>(), '2k')).toEqual({ ahead: 2, waitSeconds: 50, takesSeconds: 10 });
    expect(await of(newId<UserId>(), '4k')).toEqual({ ahead: 2, waitSeconds: 50, takesSeconds: 55 });
  });

  it('the time of an order from its start is unknown while fewer than three like it have been measured', async () => {
    const { of, took } = await onQueue();
    await took('2k', 10, 10, 10);
    await took('4k', 40, 50);

    expect((await of(newId<UserId>(), '4k')).takesSeconds).toBeNull();
  });

  it('the time of an order from its start is measured on the twenty newest orders like it', async () => {
    const { of, took, fixtures } = await onQueue();
    const [startedAt, finishedAt] = [new Date(0), new Date(600_000)];
    for (let n = 0; n < 30; n += 1)
      await fixtures.upscale({ state: 'succeeded', startedAt, submitStartedAt: startedAt, finishedAt });
    await took('2k', ...Array.from({ length: 20 }, () => 12));

    expect((await of(newId<UserId>())).takesSeconds).toBe(12);
  });
});

describe('what orders of each kind are timed by', () => {
  it.each(ORDER_KINDS)(
    'orders of each kind are timed by a column of their table that the gateway may read (%s)',
    async (kind) => {
      const { database } = await onQueue();

      const asked = new ExpectedWaitReader(database).of(newId<UserId>(), kind, {
        atOnce: 1,
        like: kind === 'transcription' || ORDER_KIND[kind].timedBy === 'units' ? '1' : 'x',
      });

      expect(await asked).toEqual({ ahead: 0, waitSeconds: 0, takesSeconds: null });
    },
  );

  it.each(ORDER_KINDS)(
    'the column that orders are timed by is indexed together with their end, so that only the newest orders of a value are read (%s)',
    async (kind) => {
      const { admin } = await onQueue();
      const { table, timedBy } = ORDER_KIND[kind];
      const found = await admin.query<{ indexdef: string }>(
        `SELECT indexdef FROM pg_indexes WHERE schemaname || '.' || tablename = $1`,
        [table],
      );

      expect(found.map(({ indexdef }) => indexdef)).toContainEqual(
        expect.stringContaining(`(${timedBy}, finished_at DESC)`),
      );
    },
  );
});
