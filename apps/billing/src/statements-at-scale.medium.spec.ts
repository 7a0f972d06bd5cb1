import { beforeAll, describe, expect, it } from '@jest/globals';
import { LEDGER_PARTS, type LedgerPart, ORDER_TABLES, PriceReader, SellingReader } from '@aisha/database/billing';
import { StarTransactionReader } from '@aisha/database/bot';
import { type OrderId, type UserId } from '@aisha/domain';
import { ORDER_KINDS, type OrderKind } from '@aisha/kinds';
import { jobContext, ManualClock, onPostgres, type PostgresHarness } from '@aisha/testing';
import { Outbox } from '@aisha/messaging';
import { Logger, newId, SystemClock } from '@aisha/platform';
import { OpenAccountHandler } from './accounts/open-account.handler';
import { SpendingStore } from './spending/spending.store';
import { BillingConfig } from './config';
import { HoldStore } from './holds/hold.store';
import { HoldLimits, PlaceHoldHandler } from './holds/place-hold.handler';
import { SettleForgottenHolds } from './holds/settle-forgotten-holds';
import { SettleHoldHandler } from './holds/settle-hold.handler';
import { Settlement } from './holds/settlement';
import { CheckLedger, LEDGER_CHECK_LIMITS } from './ledger/check-ledger';
import { LedgerCheckStore } from './ledger/ledger-check.store';
import { QuoteCheck } from './prices/quote-check';
import { CreditPurchaseHandler } from './purchases/credit-purchase.handler';
import { RefundPurchaseHandler } from './return-ends/refund-purchase.handler';
import { purchasing } from '../spec/purchasing';

/** How many orders a thousand people had in the past year; each was held and captured. */
const ORDERS = 20_000;
/** Postgres rightly reads a smaller table as a whole, so the test looks only at tables with more rows. */
const LARGE = 1_500;
/** A join may scan this many rows of one side for each row of the other. A join that finds its rows by an index scans fewer. */
const FEW = 100;
/** How many rows a slice has: as small a part of this ledger as a real slice is of a large one. */
const SLICE_ROWS = 20;

/** The id of the order in the middle of the table, which a sweep of a running ledger has usually reached. */
const middleOf = (kind: OrderKind) => `SELECT order_id FROM ${ORDER_TABLES[kind]} ORDER BY order_id OFFSET 10000`;
const MIDDLE: Readonly<Record<LedgerPart, string>> = {
  ...(Object.fromEntries(ORDER_KINDS.map((kind) => [kind, middleOf(kind)])) as Record<OrderKind, string>),
  transactions: 'SELECT id FROM billing.transaction ORDER BY id OFFSET 20000',
  accounts: 'SELECT user_id FROM billing.account ORDER BY user_id OFFSET 500',
  holds: 'SELECT order_id FROM billing.credit_hold ORDER BY order_id OFFSET 10000',
  purchases: 'SELECT telegram_payment_charge_id FROM billing.purchase ORDER BY 1 OFFSET 1000',
  refunds: 'SELECT telegram_payment_charge_id FROM billing.refund ORDER BY 1 OFFSET 1000',
  gains: 'SELECT id FROM billing.gain ORDER BY id OFFSET 1000',
  gifts: 'SELECT id FROM billing.gift ORDER BY id OFFSET 1000',
  returns: 'SELECT id FROM billing.purchase_return ORDER BY id OFFSET 1000',
};

const AT = `now() - interval '1 year' * (1 - i::float8 / ${ORDERS}) - interval '3 hours'`;
const ID = (later: string) =>
  `uuidv7(interval '1 year' * (i::float8 / ${ORDERS} - 1) - interval '3 hours' + interval '${later}')`;

const seed = async ({ admin, fixtures }: PostgresHarness): Promise<void> => {
  await admin.query(`INSERT INTO billing.account SELECT md5(i::text)::uuid, 100000 FROM generate_series(0, 999) i`);
  await admin.query(
    `WITH t AS (INSERT INTO billing.transaction SELECT gen_random_uuid(), 'correction', user_id, NULL, 100000 + 20 * 300, 'seed', user_id, now() - interval '2 years'
                FROM billing.account RETURNING id, user_id)
     INSERT INTO billing.entry SELECT id, 0, 'platform-gifts', NULL::uuid, -100000 - 20 * 300 FROM t
                     UNION ALL SELECT id, 1, 'user-available', user_id, 100000 + 20 * 300 FROM t`,
  );
  await admin.query(
    `CREATE TABLE seeded AS SELECT ${ID('0 s')} AS order_id, md5((i % 1000)::text)::uuid AS user_id, ${AT} AS at,
            ${ID('1 s')} AS hold, ${ID('10 s')} AS capture FROM generate_series(0, ${ORDERS - 1}) i`,
  );
  await admin.query(
    `INSERT INTO billing.credit_hold SELECT order_id, user_id, 'generation', 'picture', 1, 300, 'captured', 300, 1, 1, NULL, at, at + interval '10 s' FROM seeded`,
  );
  await admin.query(
    `INSERT INTO billing.transaction
     SELECT hold, 'hold', user_id, order_id, 300, 'hold', 'hold:' || order_id, at FROM seeded
     UNION ALL SELECT capture, 'capture', user_id, order_id, 300, 'capture', 'capture:' || order_id, at + interval '10 s' FROM seeded`,
  );
  await admin.query(
    `INSERT INTO billing.entry
     SELECT hold, 0, 'user-available', user_id, -300 FROM seeded UNION ALL SELECT hold, 1, 'user-held', user_id, 300 FROM seeded
     UNION ALL SELECT capture, 0, 'user-held', user_id, -300 FROM seeded UNION ALL SELECT capture, 1, 'platform-revenue', NULL, 300 FROM seeded`,
  );
  await admin.query(
    `WITH paid AS (INSERT INTO billing.purchase SELECT 'charge:' || i, md5((i % 1000)::text)::uuid, 'small-1', 150, 300, now() - interval '1 month'
                   FROM generate_series(0, 1999) i RETURNING *),
     t AS (INSERT INTO billing.transaction SELECT gen_random_uuid(), 'purchase', user_id, NULL, credited, 'bought',
                  'purchase:' || telegram_payment_charge_id, created_at FROM paid RETURNING id, user_id, amount)
     INSERT INTO billing.entry SELECT id, 0, 'platform-sales', NULL::uuid, -amount FROM t
                     UNION ALL SELECT id, 1, 'user-available', user_id, amount FROM t`,
  );
  await admin.query('UPDATE billing.account SET available = available + 600');
  await admin.query(
    `INSERT INTO billing.purchase_return
     SELECT gen_random_uuid(), telegram_payment_charge_id, user_id, 0, NULL, 'person', NULL, 'refused', 'seed', created_at, created_at FROM billing.purchase`,
  );
  await admin.query(
    `WITH gained AS (INSERT INTO billing.gain SELECT gen_random_uuid(), user_id, 'referral-inviter', 100, telegram_payment_charge_id, created_at
                     FROM billing.purchase RETURNING *),
     t AS (INSERT INTO billing.transaction SELECT gen_random_uuid(), 'referral', user_id, NULL, credits, 'gained', 'gain:' || id, gained_at
           FROM gained RETURNING id, user_id, amount)
     INSERT INTO billing.entry SELECT id, 0, 'platform-gifts', NULL::uuid, -amount FROM t
                     UNION ALL SELECT id, 1, 'user-available', user_id, amount FROM t`,
  );
  await admin.query(
    `WITH given AS (INSERT INTO billing.gift SELECT gen_random_uuid(), user_id, 100, created_at, created_at + interval '7 days' FROM billing.purchase RETURNING *),
     t AS (INSERT INTO billing.transaction SELECT gen_random_uuid(), 'gift-sent', giver_id, NULL, credits, 'given', 'gift-sent:' || id, made_at
           FROM given RETURNING id, user_id, amount)
     INSERT INTO billing.entry SELECT id, 0, 'user-available', user_id, -amount FROM t
                     UNION ALL SELECT id, 1, 'platform-transit', NULL::uuid, amount FROM t`,
  );
  await admin.query(
    `INSERT INTO billing.promo (code, percent, per_person, valid_from) VALUES ('SALE', 20, 1000, now() - interval '1 year')`,
  );
  // Nearly all of these percents have been added to a purchase.
  await admin.query(
    `INSERT INTO billing.promo_use SELECT gen_random_uuid(), 'SALE', md5((i % 1000)::text)::uuid, 20, NULL,
       CASE WHEN i % 1000 <> 0 THEN 'charge:' || (i % 2000) END, now() FROM generate_series(0, ${ORDERS - 1}) i`,
  );
  await fixtures.generation({ state: 'succeeded', delivered: 1 });
  await fixtures.training({ state: 'succeeded', delivered: 1 });
  await fixtures.transcription({ state: 'succeeded', delivered: 1 });
  for (const table of Object.values(ORDER_TABLES)) {
    await admin.query(
      `INSERT INTO ${table} SELECT made.* FROM ${table} r, seeded,
         jsonb_populate_record(r, jsonb_build_object('order_id', seeded.order_id, 'finished_at', seeded.at)) made`,
    );
    await admin.query(`DELETE FROM ${table} WHERE order_id NOT IN (SELECT order_id FROM seeded)`); // the seed has no hold for such an order
  }
  await admin.query('DROP TABLE seeded');
  // Orders under way: a few new ones, and some whose worker will never settle them.
  for (let order = 0; order < 20; order += 1) {
    const { orderId, userId } = await fixtures.hold({
      createdAt: order < 10 ? new Date(Date.now() - 3 * 3_600_000) : new Date(),
    });
    if (order % 2 === 0) await fixtures.generation({ orderId, userId, state: 'queued' });
  }
  await admin.query('INSERT INTO billing.ledger_check DEFAULT VALUES');
  await admin.query('VACUUM ANALYZE');
};

interface Sent {
  readonly statement: string;
  readonly parameters: readonly unknown[];
}

/** Records every statement, with its parameters, that the app sends to the database from now on. */
const sentTo = ({ database }: PostgresHarness): readonly Sent[] => {
  const sent: Sent[] = [];
  const ignore = (): void => {};
  database.dataSource.setOptions({
    logging: ['query'],
    logger: {
      logQuery: (statement, parameters) => void sent.push({ statement, parameters: (parameters ?? []) as unknown[] }),
      logQueryError: ignore,
      logQuerySlow: ignore,
      logSchemaBuild: ignore,
      logMigration: ignore,
      log: ignore,
    },
  });
  return sent;
};

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Join Filter'?: string;
  readonly 'Plan Rows': number;
  readonly Plans?: readonly Plan[];
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** The reads of a statement that grow with the number of ended orders, or with the product of two sides of a join. */
const costsOf = async ({ admin }: PostgresHarness, { statement, parameters }: Sent): Promise<string[]> => {
  if (!/^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)/.test(statement)) return [];
  const [explained] = await admin.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(`EXPLAIN (FORMAT JSON) ${statement}`, [
    ...parameters,
  ]);
  const large = new Set(
    (
      await admin.query<{ name: string }>(
        `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND reltuples >= ${LARGE}`,
      )
    ).map(({ name }) => name),
  );
  return nodesOf(explained!['QUERY PLAN'][0].Plan).flatMap((node) => {
    const what = `${node['Node Type']} ${node['Relation Name'] ?? node['Join Filter'] ?? ''} in ${statement.trim().replace(/\s+/g, ' ').slice(0, 1500)}`;
    if (node['Node Type'] === 'Seq Scan' && large.has(node['Relation Name'] ?? '')) return [what];
    const isProduct = node['Node Type'] === 'Nested Loop' && node['Join Filter'] !== undefined;
    return isProduct && node.Plans?.some((side) => side['Plan Rows'] > FEW) ? [what] : [];
  });
};

/** Runs everything that billing does: each of its messages and each of its periodic jobs. */
const billingOn = (postgres: PostgresHarness) => {
  const { database } = postgres;
  const clock = new SystemClock();
  const log = Logger.silent();
  const { ledger, accounts, purchases } = purchasing(clock, 10);
  const holds = new HoldStore(ledger, clock);
  const outbox = new Outbox('billing');
  const settlement = new Settlement(accounts, holds, outbox);
  const quotes = new QuoteCheck(new PriceReader(database));
  const placing = new PlaceHoldHandler(
    quotes,
    accounts,
    holds,
    outbox,
    new HoldLimits({ ...new BillingConfig(), MAX_OPEN_ORDERS: 10 }, log, new SpendingStore(clock), clock),
  );
  const userId = newId<UserId>();
  const order = { orderId: newId<OrderId>(), userId, kind: 'generation' as const };
  const input = { kind: 'avatar', avatarId: newId() };
  const payload = { ...order, input, prompt: 'sea', aspectRatio: '1:1', pictureCount: 1 };
  const onHeld = { receiver: 'image-generator' as const, job: 'start-generation', payload };
  const quoted = { item: 'picture' as const, units: 1, quotedCentiCredits: '300', quotedAt: clock.now().toISOString() };
  const paid = { telegramPaymentChargeId: 'charge-1' };
  const refunded = { telegramPaymentChargeId: 'charge-2' };
  const stars = new StarTransactionReader(database);
  return {
    open: () => new OpenAccountHandler(accounts).handle({ userId }, jobContext(postgres)),
    purchase: async () => {
      await postgres.fixtures.stars({ userId, chargeId: 'charge-1' });
      await new CreditPurchaseHandler(stars, accounts, purchases, outbox, log).handle(paid, jobContext(postgres));
    },
    refund: async () => {
      const handler = new CreditPurchaseHandler(stars, accounts, purchases, outbox, log);
      await postgres.fixtures.stars({ userId, chargeId: 'charge-2' });
      await handler.handle(refunded, jobContext(postgres));
      await postgres.fixtures.stars({ userId, chargeId: 'charge-2', kind: 'refund' });
      await new RefundPurchaseHandler(stars, accounts, purchases, outbox, log).handle(refunded, jobContext(postgres));
    },
    hold: () => placing.handle({ ...order, ...quoted, onHeld }, jobContext(postgres)),
    settle: async () => {
      await postgres.fixtures.generation({ orderId: order.orderId, userId, state: 'succeeded', delivered: 1 });
      const settled = { ...order, delivered: 1, of: 1, reason: null };
      await new SettleHoldHandler(settlement, log).handle(settled, jobContext(postgres));
    },
    forgotten: async () => {
      const config = new BillingConfig();
      const since = new ManualClock(new Date(Date.now() - config.SETTLEMENTS_ARRIVE_MS));
      const holds = new SettleForgottenHolds(database, settlement, config, since, log);
      since.advance(config.SETTLEMENTS_ARRIVE_MS);
      await holds.run();
    },
    sold: () => new SellingReader(database).sold(clock.now()),
    check: async () => {
      const limits = { ...LEDGER_CHECK_LIMITS, sliceRows: SLICE_ROWS, sweepForMs: 0 };
      for (const part of LEDGER_PARTS) {
        await postgres.admin.query(`UPDATE billing.ledger_check SET part = $1, after_key = (${MIDDLE[part]} LIMIT 1)`, [
          part,
        ]);
        await new CheckLedger(database, new LedgerCheckStore(), log, limits).run();
      }
    },
  };
};

describe('statements of billing, however many orders have ended', () => {
  let postgres: PostgresHarness;
  let sent: readonly Sent[];
  let billing: ReturnType<typeof billingOn>;
  beforeAll(async () => {
    postgres = await onPostgres('billing', { until: 'file' });
    await seed(postgres);
    sent = sentTo(postgres);
    billing = billingOn(postgres);
  });

  it.each(['open', 'purchase', 'refund', 'hold', 'settle', 'forgotten', 'sold', 'check'] as const)(
    'billing reads no large table as a whole, and joins without reading one side again for each row of the other: %s',
    async (name) => {
      const before = sent.length;

      await billing[name]();

      const costs: string[] = [];
      for (const each of sent.slice(before)) costs.push(...(await costsOf(postgres, each)));
      expect(sent.length).toBeGreaterThan(before);
      expect([...new Set(costs)]).toEqual([]);
    },
  );

  it('the seeded ledger adds up', async () => {
    expect(await postgres.admin.query('SELECT invariant, detail FROM billing.ledger_violation')).toEqual([]);
  });
});
