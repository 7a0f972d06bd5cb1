import { describe, expect, it } from '@jest/globals';
import type { TelegramId } from '@aisha/domain';
import { onPostgres } from '@aisha/testing';
import { RateLimiterStore } from './rate-limiter.store';
import { limitsTimes, RateLimits, TELEGRAM_LIMITS } from './rate-limits';
import type { EngineConfig } from '../settings/engine.config';
import { ShardsConfig } from '../settings/shards.config';

const setup = async (limits = TELEGRAM_LIMITS) => {
  const { database, admin } = await onPostgres('bot');
  const limiter = new RateLimiterStore(database, limits);
  await limiter.open();
  return {
    limiter,
    otherReplica: new RateLimiterStore(database, limits),
    /** Grants this many calls, with dates in the future, so that none of them leaves the window meanwhile. */
    granted: (calls: number) =>
      admin.query(
        `UPDATE bot.send_window SET granted_at = array_fill(now() + interval '1 minute', ARRAY[$1::int]),
           granted_rank = array_fill(1::smallint, ARRAY[$1::int])`,
        [calls],
      ),
    /** Counts a message to a chat. Returns how long the next one has to wait; the number is negative while the chat has free messages. */
    pausedMs: async (chatId: number): Promise<number> => {
      await limiter.mayWriteTo(chatId as TelegramId);
      const [row] = await admin.query<{ ms: number }>(
        `SELECT round(extract(epoch FROM paced_until - now()) * 1000)::int AS ms FROM bot.chat_queue WHERE chat_id = $1`,
        [chatId],
      );
      return row!.ms;
    },
  };
};

describe("Telegram's limits", () => {
  it('the rate limits are Telegram’s figures, which this test states a second time (telegram.md §9)', () => {
    expect(TELEGRAM_LIMITS).toEqual({ perSecond: 30, chatIntervalMs: 1_000, chatBurst: 4, groupIntervalMs: 3_000 });
    expect(limitsTimes(2)).toEqual({ perSecond: 60, chatIntervalMs: 500, chatBurst: 8, groupIntervalMs: 1_500 });
  });

  it('the rate limits let thirty calls through in a second, and then make the caller wait', async () => {
    const { limiter, granted } = await setup();

    await granted(29);
    expect(await limiter.take(1)).toHaveProperty('grant');
    await granted(30);
    expect(await limiter.take(0)).toHaveProperty('waitMs');
  });

  it.each([4, 7])(
    'each of %d installations gets its share of calls, rounded down, so that all together make thirty at most',
    async (shares) => {
      const config = { ...new ShardsConfig(), TELEGRAM_INSTALLATIONS: shares };
      const limits = new RateLimits({ TELEGRAM_PACE: 1 } as EngineConfig, config);
      const { limiter, granted } = await setup(limits);
      const share = Math.floor(30 / shares);

      await granted(share - 1);
      expect(await limiter.take(1)).toHaveProperty('grant');
      await granted(share);
      expect(await limiter.take(1)).toHaveProperty('waitMs');
      expect(limits.perSecond * shares).toBeLessThanOrEqual(30);
    },
  );

  it('a pause keeps every replica and every class of message from calling for its whole time, also when the installation has only a share of the calls', async () => {
    const { limiter, otherReplica } = await setup({ ...TELEGRAM_LIMITS, perSecond: 4 });

    await limiter.pause(60_000);
    await limiter.pause(1_000); // a shorter pause does not end a longer one

    for (const caller of [limiter, otherReplica])
      for (const rank of [0, 1, 2, 3, 4])
        expect(await caller.take(rank)).toMatchObject({ waitMs: expect.closeTo(60_000, -4) });
    expect(await otherReplica.mayWriteTo(7 as TelegramId)).toBe(false);
  });

  it('the rate limits do not delay a chat whose message was not sent because all calls of the second were taken', async () => {
    const { limiter, granted } = await setup();
    const group = -5 as TelegramId;

    await granted(30);
    expect(await limiter.mayWriteTo(group)).toBe(false);
    await granted(0);
    expect([await limiter.mayWriteTo(group), await limiter.mayWriteTo(group)]).toEqual([true, false]);
  });

  it('the rate limits let a private chat have four messages at once, and a group only one message', async () => {
    const { pausedMs } = await setup();

    const free = await pausedMs(5); // three more messages are free, about a second each
    expect(free).toBeLessThanOrEqual(-2_000);
    expect(free).toBeGreaterThan(-30_000);
    expect(await pausedMs(-5)).toBeGreaterThan(-3_000); // a group has no free calls
  });
});
