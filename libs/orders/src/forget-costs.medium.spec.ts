import { expect, it } from '@jest/globals';
import { RETENTION_MS, type OrderId } from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import { freeWorkOf, ManualClock, onPostgres } from '@aisha/testing';
import { costsOf } from './costs.module';
import { ForgetCosts } from './forget-costs';

const AT = new Date('2026-11-23T12:00:00Z');
const OLD = new Date(AT.getTime() - RETENTION_MS.cost - 1_000);
const KEPT = new Date(AT.getTime() - RETENTION_MS.cost + 1_000);

const setup = async () => {
  const { database, admin } = await onPostgres('generator');
  const called = (count: number, at: Date, orderId: OrderId = newId<OrderId>()) =>
    admin.query(
      `INSERT INTO generator.provider_call (id, order_id, reason, provider, model, listed, micro_dollars, called_at)
       SELECT gen_random_uuid(), $3, 'order', 'openai', 'any', 1, 1, $2 FROM generate_series(1, $1)`,
      [count, at, orderId],
    );
  const given = (at: Date, orderId: OrderId = newId<OrderId>()) =>
    admin.query(
      `INSERT INTO generator.free_work (id, user_id, order_id, reason, borne_by, micro_dollars, begun_at)
       VALUES ($1, $1, $2, 'free-units', 'balance', 1, $3)`,
      [newId(), orderId, at],
    );
  const left = async (table: string) =>
    (await admin.query<{ count: number }>(`SELECT count(*)::int AS count FROM generator.${table}`))[0]?.count;
  const parts = { schema: 'generator', database, clock: new ManualClock(AT), log: Logger.silent() } as const;
  const forget = new ForgetCosts(costsOf(parts, freeWorkOf(50)), parts.clock, parts.log);
  return { admin, called, given, left, forget };
};

it('the costs of requests are kept for their time and then deleted, more than one batch at a time', async () => {
  const { called, given, left, forget } = await setup();
  await called(1_001, OLD);
  await called(2, KEPT);
  await given(OLD);
  await given(KEPT);

  await forget.run();

  expect([await left('provider_call'), await left('free_work')]).toEqual([2, 1]);
});

it('a record of free work stays as long as the record of its order’s requests does', async () => {
  const { called, given, left, forget } = await setup();
  const orderId = newId<OrderId>();
  await given(OLD, orderId);
  await called(1, KEPT, orderId);

  await forget.run();

  expect(await left('free_work')).toBe(1);
});

it.each(['provider_call', 'free_work'])('%s has an index on time, by which old rows are found', async (table) => {
  const { admin } = await setup();
  const time = table === 'provider_call' ? 'called_at' : 'begun_at';

  const indexes = await admin.query<{ indexdef: string }>(
    `SELECT indexdef FROM pg_indexes WHERE schemaname = 'generator' AND tablename = $1`,
    [table],
  );

  expect(indexes.map(({ indexdef }) => indexdef)).toContainEqual(expect.stringMatching(new RegExp(`\\(${time}\\)$`)));
});
