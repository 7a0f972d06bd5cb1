import { Database } from '@aisha/database';
import { LedgerCheckReader } from '@aisha/database/billing';
import { Logger } from '@aisha/platform';
import type { Client } from 'pg';
import { timeOf } from '../figures/clock.mts';
import { compiled } from '../product/compiled.mts';
import { asOwner, migratedDatabase } from '../product/servers.mts';
import type { Measure } from './measure.mts';

const ORDERS = 10_000_000;
const ORDERS_QUICK = 20_000;
/** How many orders one transaction writes. */
const BATCH = 250_000;
const ORDERS_OF_A_PERSON = 100;
/** The price of an order, in hundredths of a credit. */
const PRICE = 300;

/**
 * Times billing's check of the ledger over this many orders: a single run, and the runs until it finds a fault that lies nine tenths into
 * the history. Fails when it does not find a planted fault.
 */
export const ledgerCheck: Measure = {
  name: 'ledger-check',
  about: 'ten million orders are checked',
  withoutQueue: true,
  byNameOnly: true,
  async run(bench) {
    const { postgresUrl } = await bench.servers();
    const url = await migratedDatabase(postgresUrl, 'bench_ledger_check');
    const orders = bench.isQuick ? ORDERS_QUICK : ORDERS;
    await asOwner(url, (owner) => seed(owner, orders));
    const database = bench.keep(await Database.connect({ url, role: 'billing' }));
    const { CheckLedger, LedgerCheckStore } = await billing();
    const check = new CheckLedger(database, new LedgerCheckStore(), Logger.silent());
    const reader = new LedgerCheckReader(database);
    const times: number[] = [];
    const checked = async (): Promise<string[]> => {
      times.push((await timeOf(() => check.run())) / 1_000);
      return (await reader.violations()).map(({ subject }) => subject);
    };
    const untilFound = async (subject: string): Promise<void> => {
      const begun = (await reader.progress())?.sweepBeganAt ?? new Date(0);
      while (!(await checked()).includes(subject)) {
        const { sweptAt } = (await reader.progress())!;
        if (sweptAt && sweptAt > begun) throw new Error(`a whole sweep has not found the fault at ${subject}`);
        bench.signal.throwIfAborted();
      }
    };

    const clean = await checked();
    if (clean.length > 0) throw new Error(`the seeded ledger is wrong: ${clean.slice(0, 3).join(', ')}`);
    const old = await fault(url, orders - Math.floor(orders / 10));
    const sweep = await timeOf(() => untilFound(old));
    const fresh = await asOwnerOf(url, (owner) => freshFault(owner, orders + 1));
    if (!(await checked()).includes(fresh)) throw new Error('the next check has not found a fault in what is new');
    return [
      {
        name: `one check, ${orders} orders`,
        unit: 's',
        values: times,
        note: 'it sweeps history for 5 s and ends the slice it has begun',
      },
      {
        name: 'a fault nine tenths into history is found after',
        unit: 's',
        values: [sweep / 1_000],
        note: 'of checking: one check begins every 5 minutes',
      },
      {
        name: 'planted faults that were found',
        unit: '',
        values: [2],
        goal: '2',
        note: 'one before the watermark, one after it',
      },
    ];
  },
};

/** Billing's own classes: an app is no library, so the measure loads them from the build. */
const billing = async () => ({
  ...(await compiled('billing/ledger/check-ledger')),
  ...(await compiled('billing/ledger/ledger-check.store')),
});

const asOwnerOf = async <T,>(url: string, work: (owner: Client) => Promise<T>): Promise<T> => {
  let answer: T | undefined;
  await asOwner(url, async (owner) => {
    answer = await work(owner);
  });
  return answer as T;
};

/** The nth id of a kind of row. */
const id = (kind: 'a' | 'b' | 'c' | 'd', n: string): string =>
  `lpad('${kind}' || lpad(to_hex(${n}), 12, '0'), 32, '0')::uuid`;
const HELD = id('b', 'n');
const CAPTURED = id('c', 'n');
const person = `${id('a', `n / ${ORDERS_OF_A_PERSON}`)}`;

/**
 * Gives each person credits, and takes them for orders: each order has a hold and a capture, and there is one order every three seconds
 * until an hour ago.
 */
async function seed(owner: Client, orders: number): Promise<void> {
  // The seeded rows fit together, so the foreign keys need no check for each row.
  await owner.query(`SET session_replication_role = replica`);
  const people = Math.ceil(orders / ORDERS_OF_A_PERSON);
  await owner.query(
    `INSERT INTO billing.account (user_id) SELECT ${id('a', 'n')} FROM generate_series(0, ${people - 1}) AS n`,
  );
  await owner.query(
    `INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key, created_at)
     SELECT ${id('d', 'n')}, 'correction', ${id('a', 'n')}, ${PRICE * ORDERS_OF_A_PERSON}, 'bench', 'gift:' || n, now() - interval '10 years'
     FROM generate_series(0, ${people - 1}) AS n`,
  );
  await owner.query(
    `INSERT INTO billing.entry SELECT ${id('d', 'n')}, line, account, CASE WHEN line = 1 THEN ${id('a', 'n')} END, change
     FROM generate_series(0, ${people - 1}) AS n,
       (VALUES (0, 'platform-gifts', -${PRICE * ORDERS_OF_A_PERSON}), (1, 'user-available', ${PRICE * ORDERS_OF_A_PERSON})) AS l (line, account, change)`,
  );
  for (let first = 0; first < orders; first += BATCH) {
    const series = `generate_series(${first}, ${Math.min(first + BATCH, orders) - 1}) AS n`;
    const at = `now() - interval '1 hour' - (${orders} - n) * interval '3 s'`;
    await owner.query('BEGIN');
    await owner.query(
      `INSERT INTO billing.credit_hold (order_id, user_id, kind, item, units, amount, status, captured, delivered, delivered_of, created_at, settled_at)
       SELECT ${HELD}, ${person}, 'upscale', 'upscale', 1, ${PRICE}, 'captured', ${PRICE}, 1, 1, ${at}, ${at} FROM ${series}`,
    );
    await owner.query(
      `INSERT INTO generator.upscale (order_id, user_id, state, units, delivered, input, created_at, finished_at)
       SELECT ${HELD}, ${person}, 'succeeded', 1, 1, '{"kind": "picture"}', ${at}, ${at} FROM ${series}`,
    );
    await owner.query(
      `INSERT INTO billing.transaction (id, type, user_id, order_id, amount, description, idempotency_key, created_at)
       SELECT CASE type WHEN 'hold' THEN ${HELD} ELSE ${CAPTURED} END, type, ${person}, ${HELD}, ${PRICE}, 'bench', type || ':' || n, ${at}
       FROM ${series}, unnest(ARRAY['hold', 'capture']) AS type`,
    );
    await owner.query(
      `INSERT INTO billing.entry SELECT tx, line, account, CASE WHEN account LIKE 'user-%' THEN ${person} END, change
       FROM ${series} CROSS JOIN LATERAL (VALUES
         (${HELD}, 0, 'user-available', -${PRICE}), (${HELD}, 1, 'user-held', ${PRICE}),
         (${CAPTURED}, 0, 'user-held', -${PRICE}), (${CAPTURED}, 1, 'platform-revenue', ${PRICE})) AS l (tx, line, account, change)`,
    );
    await owner.query('COMMIT');
  }
  // Sets the balance of the last person, who may have fewer orders than the gift paid for.
  await owner.query(
    `UPDATE billing.account a SET available = e.total FROM (
       SELECT user_id, sum(amount) AS total FROM billing.entry WHERE user_id = ${id('a', String(people - 1))} GROUP BY user_id) e
     WHERE a.user_id = e.user_id`,
  );
  await owner.query('VACUUM (ANALYZE) billing.account, billing.transaction, billing.entry, billing.credit_hold');
}

/** Changes an entry of an old order, as only a superuser or a faulty disk can. Gives the id of the entry's transaction. */
const fault = (url: string, order: number): Promise<string> =>
  asOwnerOf(url, async (owner) => {
    const { rows } = await owner.query<{ subject: string }>(
      `UPDATE billing.entry SET amount = amount - 1 WHERE transaction_id = (SELECT ${CAPTURED} FROM (SELECT ${order}::bigint AS n) o)
       AND account = 'platform-revenue' RETURNING transaction_id::text AS subject`,
    );
    return rows[0]!.subject;
  });

/** A new transaction without entries. Gives its id. */
const freshFault = async (owner: Client, order: number): Promise<string> => {
  const { rows } = await owner.query<{ subject: string }>(
    `INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key)
     SELECT ${HELD}, 'correction', ${id('a', '0')}, 1, 'bench', 'fresh' FROM (SELECT ${order}::bigint AS n) o RETURNING id::text AS subject`,
  );
  return rows[0]!.subject;
};
