import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { InboxServer } from '@aisha/messaging';
import { afterThisTest, eventually, quickMinutes, type PostgresHarness } from '@aisha/testing';
import { botHarness } from '../spec/bot-harness';
import { AppModule } from './app.module';

/** The app as it is deployed, from its environment up, with what `plant` wrote before it began. */
const setup = async (plant: (postgres: PostgresHarness) => Promise<void> = () => Promise.resolve()) => {
  const harness = await botHarness();
  await plant(harness.postgres);
  Object.assign(process.env, {
    ...harness.storage,
    LOG_LEVEL: process.env['SPEC_LOG'] ?? 'silent',
    DATABASE_URL: harness.postgres.url,
    REDIS_URL: '', // a queue of its own, in its own database
    TELEGRAM_BOT_TOKEN: harness.token,
    TELEGRAM_API_ROOT: harness.telegram.url,
  });
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

describe('the clocks of the bot gateway', () => {
  it('forgets old updates, messages, cards and changes by itself', async () => {
    quickMinutes();
    const kept = { telegram_update: 1, delivery: 1, card: 0, pending_change: 0, handled: 0 };

    const { postgres } = await setup(async ({ admin, fixtures }) => {
      const { userId } = await fixtures.person();
      await admin.query(
        `INSERT INTO bot.telegram_update VALUES (1, 1, '{}', now() - interval '8 days', now() - interval '8 days')`,
      );
      await admin.query(
        `INSERT INTO bot.telegram_update (update_id, chat_id, payload, handled_at, held_until)
         VALUES (2, 1, '{"message": "a face"}', now(), now() - interval '1 minute')`,
      );
      for (const status of ['sent', 'undelivered']) {
        await admin.query(
          `INSERT INTO bot.delivery (user_id, chat_id, class, content, status, created_at)
           VALUES ($1, 1, 'answer', '{}', $2, now() - interval '31 days')`,
          [userId, status],
        );
      }
      await admin.query(
        `INSERT INTO bot.card VALUES ('order:old', $1, 1, '{}', now() - interval '31 days', now() - interval '31 days')`,
        [userId],
      );
      await admin.query(
        `INSERT INTO bot.pending_change VALUES ($1, 'removed', gen_random_uuid(), NULL, gen_random_uuid())`,
        [userId],
      );
      await admin.query(`INSERT INTO bot.handled VALUES ('old', 'show-receipt', now() - interval '9 days')`);
    });

    await eventually(async () => {
      const counts = Object.keys(kept).map((table) => `(SELECT count(*)::int FROM bot.${table}) AS ${table}`);
      expect(await postgres.admin.query(`SELECT ${counts.join(', ')}`)).toEqual([kept]);
      expect(await postgres.admin.tablesWith('a face')).toEqual([]);
    });
  });
});
