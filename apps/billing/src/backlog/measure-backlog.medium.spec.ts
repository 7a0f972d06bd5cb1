import { describe, expect, it } from '@jest/globals';
import { BacklogReader, COUNTED_AT_MOST } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { ORDER_KIND, ORDER_KINDS } from '@aisha/kinds';
import { RECEIVER_SCHEMAS } from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { register } from 'prom-client';
import { MeasureBacklog } from './measure-backlog';

/** Postgres without a running app: every figure is about an app that has no process. */
const setup = async () => {
  const { database, fixtures, admin } = await onPostgres('billing');
  const measure = new MeasureBacklog(new BacklogReader(database), Logger.silent());
  const figures = async (name: string, wanted: Record<string, string>): Promise<number[]> =>
    (await register.getSingleMetric(name)!.get()).values
      .filter(({ labels }) => Object.entries(wanted).every(([label, value]) => labels[label] === value))
      .map(({ value }) => value);
  return {
    fixtures,
    admin,
    /** Measures again, and returns the value of the only series with these labels. */
    told: async (name: string, labels: Record<string, string>): Promise<number> => {
      await measure.run();
      const [value, ...others] = await figures(name, labels);
      expect(others).toEqual([]);
      return value!;
    },
    /** The sum that an autoscaler reads. */
    sum: async (name: string, labels: Record<string, string>): Promise<number> => {
      await measure.run();
      return (await figures(name, labels)).reduce((all, one) => all + one, 0);
    },
    longJob: (schema: string, job: string, more = 'now(), NULL') =>
      admin.query(
        `INSERT INTO ${schema}.long_job (message_id, job, payload, owner, turn, not_before, lease_until)
         VALUES ($1, $2, '{}', 'anna', 0, ${more})`,
        [newId(), job],
      ),
  };
};

describe('orders that wait', () => {
  it('open orders are counted by app, kind and state, with the age of the oldest', async () => {
    const { fixtures, told } = await setup();
    const hourAgo = new Date(Date.now() - 3_600_000);
    await fixtures.generation({ createdAt: hourAgo });
    await fixtures.generation({});
    await fixtures.generation({ state: 'waiting', slotTakenAt: new Date(), submitStartedAt: new Date() });
    await fixtures.generation({ state: 'succeeded', finishedAt: new Date() });

    const generations = { app: 'image-generator', kind: 'generation' };
    expect(await told('aisha_orders_open', { ...generations, state: 'queued' })).toBe(2);
    expect(await told('aisha_orders_open', { ...generations, state: 'waiting' })).toBe(1);
    expect(await told('aisha_orders_open', { ...generations, state: 'running' })).toBe(0);
    const oldest = await told('aisha_orders_oldest_open_seconds', { ...generations, state: 'queued' });
    expect(oldest).toBeGreaterThanOrEqual(3_600);
    expect(await told('aisha_orders_oldest_open_seconds', { ...generations, state: 'running' })).toBe(0);
  });

  it.each(ORDER_KINDS)('an open order of every kind is counted until it has ended: %s', async (kind) => {
    const { fixtures, admin, sum } = await setup();
    await fixtures[kind]({ userId: newId<UserId>() });
    const labels = { app: ORDER_KIND[kind].worker };
    expect(await sum('aisha_orders_open', labels)).toBe(1);

    await admin.query(`UPDATE ${ORDER_KIND[kind].table} SET state = 'cancelled', finished_at = now()`);

    expect(await sum('aisha_orders_open', labels)).toBe(0);
  });
});

describe('long jobs that wait', () => {
  it('the long jobs of every app are counted as waiting, active or delayed, with the age of the oldest that waits', async () => {
    const { told, longJob } = await setup();
    for (const schema of Object.values(RECEIVER_SCHEMAS)) {
      await longJob(schema, 'one', `now() - interval '1 hour', NULL`);
      await longJob(schema, 'one', `now(), now() - interval '1 second'`); // the process that worked on the job has died
      await longJob(schema, 'another', `now() - interval '2 hours', now() + interval '1 minute'`);
      await longJob(schema, 'another', `now() + interval '1 hour', NULL`);
    }

    for (const app of Object.keys(RECEIVER_SCHEMAS)) {
      const open = (state: string) => told('aisha_long_jobs_open', { app, state });
      expect([app, await open('waiting'), await open('active'), await open('delayed')]).toEqual([app, 2, 1, 1]);
      const oldest = await told('aisha_long_jobs_oldest_seconds', { app });
      expect(oldest).toBeGreaterThanOrEqual(3_600);
      expect(oldest).toBeLessThan(7_200);
    }
  });

  it('photos that wait for their check count as long jobs of the trainer', async () => {
    const { told, admin } = await setup();
    const photo = `INSERT INTO trainer.waiting_photo (photo_id, avatar_id, user_id, lease_until)
      SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), lease FROM unnest($1::timestamptz[]) AS lease`;
    await admin.query(photo, [[null, null, new Date(Date.now() + 60_000)]]);

    expect(await told('aisha_long_jobs_open', { app: 'avatar-trainer', state: 'waiting' })).toBe(2);
    expect(await told('aisha_long_jobs_open', { app: 'avatar-trainer', state: 'active' })).toBe(1);
    expect(await told('aisha_long_jobs_open', { app: 'image-generator', state: 'waiting' })).toBe(0);
  });
});

it('an outgoing message counts as unhandled, and no longer counts once it is abandoned', async () => {
  const { told, admin } = await setup();
  const messages = () => told('aisha_messages_unhandled', { app: 'photo-enhancer' });
  expect(await messages()).toBe(0);

  await admin.query(
    `INSERT INTO enhancer.outbox (id, receiver, job, payload) VALUES ($1, 'billing', 'settle-hold', '{}')`,
    [newId()],
  );
  expect(await messages()).toBe(1);

  await admin.query(`UPDATE enhancer.outbox SET abandoned_at = now()`);
  expect(await messages()).toBe(0);
});

it('waiting work is counted only up to a limit, while the age of the oldest order is exact', async () => {
  const { told, admin, fixtures } = await setup();
  await admin.query(
    `INSERT INTO enhancer.outbox (id, receiver, job, payload)
     SELECT gen_random_uuid(), 'billing', 'settle-hold', '{}' FROM generate_series(0, $1)`,
    [COUNTED_AT_MOST],
  );
  await admin.query(
    `INSERT INTO enhancer.long_job (message_id, job, payload, owner, turn)
     SELECT gen_random_uuid(), 'any', '{}', 'anna', 0 FROM generate_series(0, $1)`,
    [COUNTED_AT_MOST],
  );
  const { orderId } = await fixtures.generation({ createdAt: new Date(Date.now() - 3_600_000) });
  const columns = (
    await admin.query<{ name: string }>(
      `SELECT quote_ident(column_name) AS name FROM information_schema.columns
     WHERE table_schema = 'generator' AND table_name = 'image_generation' AND column_name NOT IN ('order_id', 'created_at')`,
    )
  )
    .map(({ name }) => name)
    .join(', ');
  await admin.query(
    `INSERT INTO generator.image_generation (order_id, created_at, ${columns})
     SELECT gen_random_uuid(), now(), ${columns} FROM generator.image_generation, generate_series(0, $2) WHERE order_id = $1`,
    [orderId, COUNTED_AT_MOST],
  );

  expect(await told('aisha_messages_unhandled', { app: 'photo-enhancer' })).toBe(COUNTED_AT_MOST);
  expect(await told('aisha_long_jobs_open', { app: 'photo-enhancer', state: 'waiting' })).toBe(COUNTED_AT_MOST);
  const queued = { app: 'image-generator', kind: 'generation', state: 'queued' };
  expect(await told('aisha_orders_open', queued)).toBe(COUNTED_AT_MOST);
  expect(await told('aisha_orders_oldest_open_seconds', queued)).toBeGreaterThanOrEqual(3_600);
});

it('a consent that was withdrawn a minute ago is counted, so that apps without a process are started; half an hour later it is not', async () => {
  const { told, fixtures } = await setup();
  const agreedAt = new Date(Date.now() - 3_600_000);
  const withdrawn = async (minutesAgo: number): Promise<void> => {
    const { userId } = await fixtures.person();
    await fixtures.consent({ userId, agreedAt, withdrawnAt: new Date(Date.now() - minutesAgo * 60_000) });
  };
  await withdrawn(30);
  expect(await told('aisha_consents_withdrawn', {})).toBe(0);

  await withdrawn(1);

  expect(await told('aisha_consents_withdrawn', {})).toBe(1);
});
