import { describe, expect, it } from '@jest/globals';
import { Database } from '@aisha/database';
import type { FakeTelegram, Person } from '@aisha/fakes/telegram';
import { afterThisTest, eventually } from '@aisha/testing';
import { botHarness } from '../../../spec/bot-harness';
import { TELEGRAM_LIMITS } from './rate-limits';

/** More than Telegram takes in two seconds. */
const PEOPLE = 70;
const MESSAGES_OF_ONE = 8;
const PATIENT = { timeoutMs: 60_000 };

/** Messages that Telegram took for a person. */
const answersTo = (telegram: FakeTelegram, person: Person): number =>
  telegram.recorder.list({ method: 'sendMessage', chatId: person.id }).filter(({ status }) => status === 200).length;

describe('two gateways and a Telegram that holds to its limits', () => {
  it('answer a crowd, and a person who sends much at once, without a single 429', async () => {
    const { postgres, telegram, replica, joins } = await botHarness();
    telegram.limitFlood(true);
    const another = await Database.connect({ url: postgres.url, role: 'bot' });
    afterThisTest(() => another.close());
    await replica({ rateLimits: TELEGRAM_LIMITS });
    await replica({ rateLimits: TELEGRAM_LIMITS, database: another });
    const people = await Promise.all(Array.from({ length: PEOPLE }, (_, n) => joins(`Person ${n}`)));
    const [talker] = people as [Person];

    await Promise.all(people.map((person) => person.sends('/start')));
    for (let n = 0; n < MESSAGES_OF_ONE; n += 1) await talker.sends('/help');

    await eventually(async () => {
      expect(people.filter((person) => answersTo(telegram, person) === 0)).toEqual([]);
      const [left] = await postgres.admin.query(
        `SELECT (SELECT count(*)::int FROM bot.telegram_update WHERE handled_at IS NOT NULL) AS handled,
                (SELECT count(*)::int FROM bot.delivery WHERE status IN ('pending', 'sending')) AS unsent`,
      );
      expect(left).toEqual({ handled: PEOPLE + MESSAGES_OF_ONE, unsent: 0 });
    }, PATIENT);
    expect(telegram.recorder.list().filter(({ status }) => status === 429)).toEqual([]);
  });
});
