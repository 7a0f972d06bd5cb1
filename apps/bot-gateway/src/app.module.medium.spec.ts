import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { InboxServer } from '@aisha/messaging';
import { afterThisTest, eventually, testRedisUrl } from '@aisha/testing';
import { botHarness } from '../spec/bot-harness';
import { AppModule } from './app.module';

/** The app as it is deployed, from its environment up. */
const setup = async () => {
  const harness = await botHarness();
  const redisUrl = testRedisUrl();
  Object.assign(process.env, {
    ...harness.storage,
    LOG_LEVEL: process.env['SPEC_LOG'] ?? 'silent',
    DATABASE_URL: harness.postgres.url,
    REDIS_URL: redisUrl ?? '',
    TELEGRAM_BOT_TOKEN: harness.token,
    TELEGRAM_API_ROOT: harness.telegram.url,
  });
  const { fixtures, admin } = harness.postgres;
  const { userId } = await fixtures.person();
  const deleted = await fixtures.avatar({ userId, photos: 0, deletedAt: new Date(), status: 'cancelled' });
  await admin.query(
    `INSERT INTO bot.card (key, user_id, state) VALUES ('photos:' || $1, $2, '{"name": "Ксантиппа"}')`,
    [deleted.id, userId],
  );
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), {
    logger: false,
    abortOnError: false,
  });
  afterThisTest(() => app.close());
  app.connectMicroservice({ strategy: app.get(InboxServer) });
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  return { ...harness, url: await app.getUrl() };
};

describe('the bot gateway', () => {
  it('starts from its environment, talks to a person and says how what it leans on is', async () => {
    const { joins, url, postgres } = await setup();
    const anna = await joins('Анна');

    await anna.sends('/start');

    await anna.sees(/Привет, Анна/);
    await eventually(async () => expect(await postgres.admin.tablesWith('Ксантиппа')).toEqual([])); // by clock
    const dependencies = (await (await fetch(`${url}/health/dependencies`)).json()) as { name: string; ok: boolean }[];
    expect(dependencies.map(({ name, ok }) => `${name} ${ok}`).sort()).toEqual([
      'postgres true',
      'queue true',
      'storage true',
      'telegram true',
    ]);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/aisha_update_reply_seconds_count [1-9]/);
    expect(metrics).toContain('aisha_deliveries_total{class="answer",outcome="sent"}');
  });
});
