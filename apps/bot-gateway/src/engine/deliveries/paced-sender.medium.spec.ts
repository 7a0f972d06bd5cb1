import { describe, expect, it } from '@jest/globals';
import type { TelegramId, UserId } from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import type { Claimed } from './delivery.store';
import { type BeforeCall, MessageSender, type Outcome, type Silence } from './message-sender';
import { PacedSender } from './paced-sender';
import { GRANT_MS, TELEGRAM_LIMITS } from './rate-limits';
import { RateLimiterStore } from './rate-limiter.store';

/** Longer than a grant is valid. */
const STALL_MS = 4 * GRANT_MS;

/** Keeps the process from doing anything else, as when its processor is taken. */
const stall = (): void => {
  for (const until = performance.now() + STALL_MS; performance.now() < until;);
};

/** A sender that makes its call as soon as it may, on a machine that is stalled just before. */
class StalledSender extends MessageSender {
  sentAt = 0;

  silence(): Silence {
    return { ofAllMs: 0, ofPeopleMs: 0 };
  }

  async send(_userId: UserId, _chatId: TelegramId, _message: unknown, beforeCall: BeforeCall): Promise<Outcome> {
    await beforeCall();
    stall();
    this.sentAt = Date.now();
    return { kind: 'sent', messageIds: [1] };
  }
}

/** A limiter whose every answer comes too late. */
class SlowLimiter extends RateLimiterStore {
  override async take(...asked: Parameters<RateLimiterStore['take']>): ReturnType<RateLimiterStore['take']> {
    const taken = await super.take(...asked);
    stall();
    return taken;
  }
}

const ANSWER = { userId: newId<UserId>(), chatId: 7, rank: 1, class: 'answer', grant: null } as unknown as Claimed;

describe('a call that goes out later than it was granted', () => {
  it.each([
    ['the processor is taken', RateLimiterStore],
    ['each renewal of the grant comes late, too', SlowLimiter],
  ])(
    'a call that goes out late stands once in the window, with the time at which it went out: %s',
    async (_why, Limiter) => {
      const { database, admin } = await onPostgres('bot');
      const limiter = new Limiter(database, TELEGRAM_LIMITS);
      const sender = new StalledSender();
      const paced = new PacedSender(limiter, sender, Logger.silent());
      await paced.open();

      await paced.send(ANSWER, { kind: 'delete', messageIds: [1] }, performance.now());

      const [window] = await admin.query<{ calls: number; at: number }>(
        `SELECT cardinality(granted_at) AS calls, extract(epoch FROM granted_at[1])::float8 * 1000 AS at FROM bot.send_window`,
      );
      expect(window?.calls).toBe(1);
      expect(window?.at).toBeGreaterThanOrEqual(sender.sentAt);
    },
  );

  it('a call that goes out in time keeps the time of its grant, and costs no further statement', async () => {
    const { database, admin } = await onPostgres('bot');
    const limiter = new RateLimiterStore(database, TELEGRAM_LIMITS);
    const paced = new PacedSender(limiter, new StalledSender(), Logger.silent());
    await paced.open();
    const taken = await limiter.take(1);
    const grant = 'grant' in taken ? taken.grant : null;
    const claimAskedAt = performance.now() + 60_000; // no stall makes this grant late

    await paced.send({ ...ANSWER, grant }, { kind: 'delete', messageIds: [1] }, claimAskedAt);

    expect(await admin.query(`SELECT granted_at[1]::text AS grant FROM bot.send_window`)).toEqual([{ grant }]);
  });
});
