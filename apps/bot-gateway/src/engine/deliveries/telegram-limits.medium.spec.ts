import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { InboxServer } from '@aisha/messaging';
import type { FakeTelegram, Person } from '@aisha/fakes/telegram';
import { afterThisTest, eventually, onRedis, queueDrivers } from '@aisha/testing';
import { botHarness } from '../../../spec/bot-harness';
import { AppModule } from '../../app.module';

/** More than Telegram takes in two seconds. */
const PEOPLE = 70;
const MESSAGES_OF_ONE = 8;
const PATIENT = { timeoutMs: 60_000 };

/** Messages that Telegram took for a person. */
const answersTo = (telegram: FakeTelegram, person: Person): number =>
  telegram.recorder.list({ method: 'sendMessage', chatId: person.id }).filter(({ status }) => status === 200).length;

/** One more gateway as it is deployed. */
const startGateway = async (): Promise<void> => {
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), {
    logger: false,
    abortOnError: false,
  });
  afterThisTest(() => app.close());
  app.connectMicroservice({ strategy: app.get(InboxServer) });
  await app.startAllMicroservices();
  await app.init();
};

const drivers = queueDrivers().filter(({ isHere }) => isHere);

describe.each(drivers)('two gateways with the queue in $name, and a Telegram that holds to its limits', ({ name }) => {
  it('answer a crowd, and a person who sends much at once, without a single 429', async () => {
    const { postgres, telegram, token, storage, joins } = await botHarness();
    telegram.limitFlood(true);
    Object.assign(process.env, storage, {
      LOG_LEVEL: process.env['SPEC_LOG'] ?? 'silent',
      DATABASE_URL: postgres.url,
      REDIS_URL: name === 'redis' ? (await onRedis()).url : '',
      TELEGRAM_BOT_TOKEN: token,
      TELEGRAM_API_ROOT: telegram.url,
      TELEGRAM_MODE: 'polling',
    });
    await startGateway();
    await startGateway();
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
