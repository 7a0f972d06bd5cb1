import { describe, expect, it } from '@jest/globals';
import { RECEIVERS } from '@aisha/contracts';
import { Logger, newId } from '@aisha/platform';
import {
  afterThisTest,
  eventually,
  onPostgres,
  onRedis,
  queueDrivers,
  statementsOf,
  testRedisUrl,
} from '@aisha/testing';
import { Redis } from 'ioredis';
import { register } from 'prom-client';
import { inboxStateOf } from './inbox-state';
import { measureDeadLetters, measureQueueMemory, measureQueues } from './measure-queues';
import { QueueBackend } from './queue-backend';

const metric = async (line: string): Promise<number> => {
  const found = (await register.metrics()).split('\n').find((one) => one.startsWith(`${line} `));
  return Number(found?.split(' ')[1] ?? NaN);
};

describe.each(queueDrivers().filter(({ isHere }) => isHere))('queues that no process serves, on $name', ({ name }) => {
  it('queues that no process serves are all reported, with how many jobs wait and for how long', async () => {
    const config =
      name === 'redis' ? { REDIS_URL: (await onRedis()).url } : { DATABASE_URL: (await onPostgres('billing')).url };
    const queues = await QueueBackend.open(config, Logger.silent());
    afterThisTest(() => queues.close());
    await eventually(() => queues.ping().then(() => true));
    const job = { receiver: 'transcriber' as const, job: 'start-transcription', payload: {}, traceId: null };
    await queues.publish([
      { ...job, id: newId() },
      { ...job, id: newId() },
    ]);

    await measureQueues(queues, RECEIVERS);

    for (const queue of RECEIVERS) {
      const waiting = await metric(`aisha_queue_depth{queue="${queue}",state="waiting"}`);
      expect({ queue, waiting }).toEqual({ queue, waiting: queue === 'transcriber' ? 2 : 0 });
    }
    const oldest = await metric('aisha_queue_oldest_seconds{queue="transcriber"}');
    expect(oldest).toBeGreaterThan(0);
    expect(oldest).toBeLessThan(600);
    expect(await metric('aisha_queue_oldest_seconds{queue="billing"}')).toBe(0);
  });
});

(testRedisUrl() ? it : it.skip)(
  'the memory of a Redis is reported with how much it may use, and not reported while it has no bound',
  async () => {
    const { url } = await onRedis();
    const queues = await QueueBackend.open({ REDIS_URL: url }, Logger.silent());
    const redis = new Redis(url);
    afterThisTest(async () => {
      redis.disconnect();
      await queues.close();
    });
    await eventually(() => queues.ping().then(() => true));
    await redis.config('SET', 'maxmemory', '100mb');

    await measureQueueMemory(queues);

    expect(await metric('aisha_queue_memory_bytes{of="size"}')).toBe(100 * 2 ** 20);
    expect(await metric('aisha_queue_memory_bytes{of="used"}')).toBeGreaterThan(100_000);
    await redis.config('SET', 'maxmemory', '0');
    await measureQueueMemory(queues);
    expect(await metric('aisha_queue_memory_bytes{of="used"}')).toBeNaN();
  },
);

it('the settings, the long jobs and the dead letters of an app are read in one statement', async () => {
  const { database, admin } = await onPostgres('bot');
  await admin.query(`INSERT INTO bot.queue_setting (queue, is_paused, concurrency) VALUES ('fetch-file', true, 3)`);
  await admin.query(
    `INSERT INTO bot.long_job (message_id, job, payload, owner, turn, added_at)
     VALUES ('1', 'fetch-file', '{}', 'anna', 1, now() - interval '1 minute')`,
  );
  const statements = statementsOf(database);

  const { settings, longJobs, deadLetters } = await inboxStateOf(database, 'bot');

  expect(statements).toHaveLength(1);
  expect(settings).toEqual([{ queue: 'fetch-file', isPaused: true, concurrency: 3 }]);
  expect(longJobs).toEqual([
    { job: 'fetch-file', waiting: 1, active: 0, delayed: 0, oldestSeconds: expect.any(Number) },
  ]);
  expect(longJobs[0]!.oldestSeconds).toBeGreaterThanOrEqual(60);
  expect(deadLetters).toEqual({ count: 0, oldestSeconds: 0 });
});

describe('dead letters', () => {
  it('dead letters are counted until an operator decides, with the age of the oldest', async () => {
    const { database, admin } = await onPostgres('billing');
    await admin.query(
      `INSERT INTO billing.dead_letter (message_id, job, payload, code, facts, attempts, died_at) VALUES
         ('1', 'settle-hold', '{}', 'unexpected', '{}', 1, now() - interval '2 hours'),
         ('2', 'settle-hold', '{}', 'unexpected', '{}', 1, now() - interval '1 hour')`,
    );
    const measure = async () => measureDeadLetters((await inboxStateOf(database, 'billing')).deadLetters, 'billing');
    await measure();
    expect(await metric('aisha_dead_letters{schema="billing"}')).toBe(2);
    expect(await metric('aisha_dead_letters_oldest_seconds{schema="billing"}')).toBeGreaterThanOrEqual(7_200);

    await admin.query(`UPDATE billing.dead_letter SET resolved = 'dropped', resolved_at = now()`);
    await measure();
    expect(await metric('aisha_dead_letters_oldest_seconds{schema="billing"}')).toBe(0);
  });
});
