import { describe, expect, it } from '@jest/globals';
import type { FakeTelegram, Person } from '@aisha/fakes/telegram';
import { freePort } from '@aisha/embedded';
import { eventually, onRedis, queueDrivers } from '@aisha/testing';
import { startedApp } from '@aisha/testing/app';
import { botHarness } from '../../../spec/bot-harness';
import { environmentOf } from '../../../spec/started-gateway';
import { AppModule } from '../../app.module';

/** How many people get a message: more than Telegram allows in two seconds. */
const PEOPLE = 70;
const MESSAGES_OF_ONE = 8;
/** Answering all of them takes six seconds, and two minutes when sixteen other processes want the same two processors. */
const PATIENT = { timeoutMs: 150_000 };

/** How many messages to a person Telegram has accepted. */
const answersTo = (telegram: FakeTelegram, person: Person): number =>
  telegram.recorder.list({ method: 'sendMessage', chatId: person.id }).filter(({ status }) => status === 200).length;

const drivers = queueDrivers().filter(({ isHere }) => isHere);

describe.each(drivers)('two gateways with the queue in $name, and a Telegram that enforces its limits', ({ name }) => {
  it('two gateways answer a crowd, and a person who sends much at once, without one 429', async () => {
    const harness = await botHarness();
    const { postgres, telegram, joins } = harness;
    telegram.limitFlood(true);
    const REDIS_URL = name === 'redis' ? (await onRedis()).url : '';
    for (let replica = 1; replica <= 2; replica += 1) {
      const HEALTH_PORT = String(await freePort());
      await startedApp(AppModule, { environment: { ...environmentOf(harness), REDIS_URL, HEALTH_PORT } });
    }
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
