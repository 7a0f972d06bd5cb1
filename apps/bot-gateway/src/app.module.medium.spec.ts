import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { InboxServer } from '@aisha/messaging';
import { freePort } from '@aisha/embedded';
import { Admin, afterThisTest, eventually, onRedis, testPostgresUrl, testRedisUrl } from '@aisha/testing';
import { botHarness } from '../spec/bot-harness';
import { AppModule } from './app.module';

/** The app as it is deployed, from its environment up. */
const setup = async (environment: Record<string, string> = {}) => {
  const harness = await botHarness();
  const redisUrl = testRedisUrl();
  Object.assign(process.env, {
    ...harness.storage,
    LOG_LEVEL: process.env['SPEC_LOG'] ?? 'silent',
    DATABASE_URL: harness.postgres.url,
    REDIS_URL: redisUrl ?? '',
    TELEGRAM_BOT_TOKEN: harness.token,
    TELEGRAM_API_ROOT: harness.telegram.url,
    TELEGRAM_MODE: 'polling',
    ...environment,
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
      'schema true',
      'storage true',
      'telegram true',
    ]);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/aisha_update_reply_seconds_count [1-9]/);
    expect(metrics).toContain('aisha_deliveries_total{class="answer",outcome="sent"}');
    expect(metrics).toContain('aisha_deliveries_total{class="result",outcome="refused"} 0');
    expect(metrics).toMatch(/aisha_telegram_request_duration_seconds_count\{method="sendMessage",outcome="ok"\} [1-9]/);
    expect(metrics).toMatch(/aisha_database_connections\{state="open"\} [1-9]/);
  });

  (testRedisUrl() ? it : it.skip)(
    'answers people while Redis and the storage are away, also when Telegram calls: it is ready, and degraded',
    async () => {
      const [redis, port] = [await onRedis(), await freePort()];
      const { joins, url, telegram, closeStorage } = await setup({
        REDIS_URL: redis.url,
        TELEGRAM_MODE: 'webhook',
        TELEGRAM_WEBHOOK_URL: `http://127.0.0.1:${port}/telegram`,
        TELEGRAM_WEBHOOK_SECRET: 'a-secret-that-only-telegram-knows',
        BOT_PORT: String(port),
        LISTEN_HOST: '127.0.0.1',
      });
      await eventually(() => telegram.recorder.list({ method: 'setWebhook' }).some(({ status }) => status === 200));
      await redis.stop();
      afterThisTest(() => redis.startAgain()); // the app ends in order
      await closeStorage();
      const anna = await joins('Анна');

      await anna.sends('/start');

      await anna.sees(/Привет, Анна/);
      const health = await eventually(async () => {
        const told = (await (await fetch(`${url}/health/dependencies`)).json()) as { name: string; ok: boolean }[];
        return !told.find(({ name }) => name === 'queue')?.ok && told;
      });
      expect(health).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ name: 'postgres', ok: true, required: true }),
          expect.objectContaining({ name: 'queue', ok: false, required: false, note: 'queue-unreachable' }),
          expect.objectContaining({ name: 'storage', ok: false, required: false, note: 'storage-unreachable' }),
        ]),
      );
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
      expect(await (await fetch(`${url}/metrics`)).text()).toContain(
        'aisha_dependency_up{dependency="queue",required="false"} 0',
      );
    },
  );

  it('is not ready without Postgres, where updates are stored', async () => {
    const { url, postgres } = await setup();
    expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    const name = new URL(postgres.url).pathname.slice(1);
    const server = await Admin.connect(testPostgresUrl());
    afterThisTest(() => server.close());
    await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await server.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND pid <> pg_backend_pid()`,
    );

    expect((await fetch(`${url}/health/ready`)).status).toBe(503);

    await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await eventually(async () => (await fetch(`${url}/health/ready`)).ok);
  });
});
