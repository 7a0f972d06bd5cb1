import { describe, expect, it } from '@jest/globals';
import type { Schema } from '@aisha/database';
import { HoldReader } from '@aisha/database/billing';
import { AppError, ERROR_CODE_NAMES, type UserId } from '@aisha/domain';
import { leastCostOf, ORDER_KIND, ORDER_KINDS, type OrderKind } from '@aisha/kinds';
import { KIND_FIXTURE } from '@aisha/kinds/fixtures';
import type { PaidOrder } from '@aisha/kinds/tables';
import { freeWorkOf, ManualClock, onPostgres } from '@aisha/testing';
import { Outbox } from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { onBehalfOf } from '@aisha/providers';
import { PROVIDER } from '../spec/engine-harness';
import { costsOf, localPolicy, LocalWork, ordersOf, type OrderReference, type Result } from '.';
import { bearerOf } from './free-work.store';

const TIMES = 50;
const A_DAY_CENTS = 50;
const UNITS = 4;

/** The codes of the ends that a person can bring about at will: the person's balance of free work bears their cost. */
const ENDS = ERROR_CODE_NAMES.filter((code) => bearerOf(code) === 'balance');

/**
 * The list price of an order, in millionths of a dollar: high enough that a day's free work is used up before the last
 * end.
 */
const costOf = (kind: OrderKind): number => Math.max(leastCostOf(kind), (2 * A_DAY_CENTS * 10_000) / TIMES);
const schemaOf = (kind: OrderKind): Schema => ORDER_KIND[kind].table.split('.')[0] as Schema;

/** Work of any kind; the provider was asked for all units of its orders. */
class AskedWork extends LocalWork<PaidOrder, OrderReference, Result> {
  readonly policy = { ...localPolicy, atOnce: 1, attempts: 3 };
  constructor(
    readonly kind: OrderKind,
    readonly entity: new () => PaidOrder,
  ) {
    super();
  }
  row = () => Promise.reject(new Error('not started here'));
  refusal = () => Promise.resolve(null);
  run = () => Promise.reject(new Error('not run here'));
  keep = () => Promise.resolve({ words: [] });
  asked = (_tx: unknown, { units }: PaidOrder) => Promise.resolve(units);
}

/** The engines of all kinds, each with its app's own login, on one database. */
const setup = async () => {
  const postgres = await onPostgres('billing');
  const clock = new ManualClock(new Date());
  const log = Logger.silent();
  const doorsOf = async (kind: OrderKind) => {
    const schema = schemaOf(kind);
    const database = await postgres.as(schema);
    const costs = costsOf({ schema, database, clock, log }, freeWorkOf(A_DAY_CENTS));
    const parts = {
      schema,
      database,
      holds: new HoldReader(database),
      outbox: new Outbox(schema),
      clock,
      log,
      ...costs,
    };
    const work = new AskedWork(kind, KIND_FIXTURE[kind].entity);
    const { outcome, store } = ordersOf({ [kind]: work }, parts, { everyMs: 60_000, stopGraceMs: 0 }).engine(work);
    /** Makes an order, has the provider work on it, and ends it in one of the ways in which the person can end orders unpaid. */
    return async (userId: UserId, turn: number): Promise<void> => {
      const { orderId } = await postgres.fixtures.order(kind, { userId, units: kind === 'training' ? 1 : UNITS });
      await postgres.fixtures.hold({ orderId, kind, item: ORDER_KIND[kind].items[0] });
      const call = { provider: PROVIDER, model: 'any', microDollars: costOf(kind) } as const;
      await costs.calls.book({ ...onBehalfOf({ orderId, userId }, kind), ...call });
      await outcome.fail((await store.find(orderId))!, new AppError(ENDS[turn % ENDS.length]!));
    };
  };
  const spent = async (userId: UserId) => {
    const [row] = await postgres.admin.query<{ free: number; charged: number; called: number }>(
      `SELECT (SELECT coalesce(sum(micro_dollars), 0)::int FROM (${unionOf('free_work')}) f WHERE user_id = $1) AS free,
              (SELECT coalesce(sum(micro_dollars), 0)::int FROM (${unionOf('provider_call')}) c WHERE user_id = $1) AS called,
              (SELECT count(*)::int FROM (${ORDERS}) o WHERE user_id = $1 AND charged = units) AS charged`,
      [userId],
    );
    return row!;
  };
  return { doorsOf, spent };
};

const SCHEMAS = [...new Set(ORDER_KINDS.map(schemaOf))];
const unionOf = (table: string): string =>
  SCHEMAS.map((schema) => `SELECT user_id, micro_dollars FROM ${schema}.${table}`).join(' UNION ALL ');
const ORDERS = ORDER_KINDS.map((kind) => `SELECT user_id, units, charged FROM ${ORDER_KIND[kind].table}`).join(
  ' UNION ALL ',
);

describe('a person whose orders end unpaid fifty times, in every way', () => {
  it.each(ORDER_KINDS)(
    'a person whose orders end unpaid fifty times, in every way, costs us no more than a day’s free work: %s',
    async (kind) => {
      const { doorsOf, spent } = await setup();
      const end = await doorsOf(kind);
      const userId = newId<UserId>();

      for (let turn = 0; turn < TIMES; turn += 1) await end(userId, turn);

      const { free, charged, called } = await spent(userId);
      expect(called).toBe(TIMES * costOf(kind));
      expect(free).toBeLessThanOrEqual(A_DAY_CENTS * 10_000);
      expect(charged).toBeGreaterThan(0);
      expect(charged).toBe(TIMES - free / costOf(kind)); // all orders that were not given away
    },
  );

  it('a person whose orders of all kinds end unpaid costs us no more than one day’s free work over all apps together', async () => {
    const { doorsOf, spent } = await setup();
    const userId = newId<UserId>();
    const doors = await Promise.all(ORDER_KINDS.map(doorsOf));

    await Promise.all(
      doors.map(async (end) => {
        for (let turn = 0; turn < 10; turn += 1) await end(userId, turn);
      }),
    );

    const { free, charged } = await spent(userId);
    expect(free).toBeGreaterThan(0);
    expect(free).toBeLessThanOrEqual(A_DAY_CENTS * 10_000);
    expect(charged).toBeGreaterThan(0);
  });
});
