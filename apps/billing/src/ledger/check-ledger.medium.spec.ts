import { describe, expect, it } from '@jest/globals';
import type { Gauge } from 'prom-client';
import { LedgerCheckReader, type LedgerInvariant } from '@aisha/database/billing';
import { Logger } from '@aisha/platform';
import { onPostgres, statementsOf, type PostgresHarness } from '@aisha/testing';
import { CheckLedger, LEDGER_CHECK_LIMITS } from './check-ledger';
import { checkedUntil, checkFailures, ledgerViolations, succeededAt, sweptAt } from './ledger.metrics';
import { LedgerCheckStore } from './ledger-check.store';

/** How many rows a slice has. Each check reads one slice, so this short history takes many checks, as a long one does. */
const SLICE_ROWS = 2;

const checkOf = ({ database }: Pick<PostgresHarness, 'database'>) =>
  new CheckLedger(database, new LedgerCheckStore(), Logger.silent(), {
    ...LEDGER_CHECK_LIMITS,
    sliceRows: SLICE_ROWS,
    sweepForMs: 0,
  });

/**
 * Six people, each with credits and a hold from long ago. Earlier checks have covered these rows as new ones, and the sweep has covered all
 * of history once.
 */
const setup = async () => {
  const postgres = await onPostgres('billing');
  const { admin, fixtures } = postgres;
  const people = [];
  for (let person = 0; person < 6; person += 1) {
    const { userId } = await fixtures.account({ credits: 20 });
    people.push(await fixtures.hold({ userId, credits: 5 }));
  }
  await admin.query(`UPDATE billing.transaction SET created_at = now() - interval '1 month'`);
  await admin.query(`UPDATE billing.credit_hold SET created_at = now() - interval '1 month'`);
  const ledger = checkOf(postgres);
  const progress = new LedgerCheckReader(postgres.database);
  /** Runs checks until the sweep has gone through all of history once more; returns how many checks that took. */
  const sweep = async (): Promise<number> => {
    const before = (await progress.progress())?.sweepBeganAt;
    for (let checks = 1; ; checks += 1) {
      await ledger.run();
      if ((await progress.progress())?.sweepBeganAt.getTime() !== before?.getTime()) return checks;
      if (checks > 100) throw new Error('the sweep does not come to its end');
    }
  };
  await ledger.run();
  await sweep();
  return {
    postgres,
    people,
    ledger,
    sweep,
    progress: () => progress.progress(),
    violations: async () => (await progress.violations()).map(({ invariant, subject }) => ({ invariant, subject })),
  };
};
type Checked = Awaited<ReturnType<typeof setup>>;

const valueOf = async (gauge: Gauge, invariant?: LedgerInvariant): Promise<number | undefined> =>
  (await gauge.get()).values.find(({ labels }) => !invariant || labels['invariant'] === invariant)?.value;

/** Faults in rows from long before the watermark, as a superuser or a broken disk might write them. */
const OLD_FAULTS: [LedgerInvariant, string, (checked: Checked) => Promise<string>][] = [
  [
    'entries-sum-to-zero',
    'an amount in an old entry',
    async ({ postgres }) => {
      const [changed] = await postgres.admin.query<{ transaction_id: string }>(
        `UPDATE billing.entry SET amount = amount - 1 WHERE account = 'platform-gifts' AND transaction_id =
           (SELECT id FROM billing.transaction ORDER BY id OFFSET 4 LIMIT 1) RETURNING transaction_id`,
      );
      return changed!.transaction_id;
    },
  ],
  [
    'balance-equals-entries',
    'the balance of an inactive person',
    async ({ postgres, people }) => {
      await postgres.admin.query('UPDATE billing.account SET available = available + 1 WHERE user_id = $1', [
        people[3]!.userId,
      ]);
      return people[3]!.userId;
    },
  ],
  [
    'hold-is-not-exceeded',
    'what an old hold was charged',
    async ({ postgres, people }) => {
      await postgres.admin.query('UPDATE billing.credit_hold SET captured = 1 WHERE order_id = $1', [
        people[5]!.orderId,
      ]);
      return people[5]!.orderId;
    },
  ],
  [
    'purchase-is-credited-once',
    'a payment of long ago that was never credited',
    async ({ postgres, people }) => {
      await postgres.admin.query(
        `INSERT INTO billing.purchase VALUES ('charge-old', $1, 'small-1', 150, 100, now() - interval '1 month')`,
        [people[0]!.userId],
      );
      return 'charge-old';
    },
  ],
];

describe('the check of the ledger', () => {
  it.each(OLD_FAULTS)(
    'the check of the ledger finds %s behind the watermark (%s) before the sweep has read all of history once',
    async (invariant, _, plant) => {
      const checked = await setup();
      const subject = await plant(checked);

      const checks = await checked.sweep();

      expect(checks).toBeGreaterThan(3); // so no single check read everything and found the fault
      expect(await checked.violations()).toEqual([{ invariant, subject }]);
      expect(await valueOf(ledgerViolations, invariant)).toBe(1);
    },
  );

  it('the check of the ledger finds a fault in new rows at once, however far the sweep has come', async () => {
    const { postgres, people, ledger, violations } = await setup();
    const [made] = await postgres.admin.query<{ id: string }>(
      `INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key)
       VALUES ('ffffffff-0000-7000-8000-000000000000', 'correction', $1, 1, 'empty', 'empty') RETURNING id`,
      [people[0]!.userId],
    );
    await postgres.admin.query(`UPDATE billing.account SET available = available + 1 WHERE user_id = $1`, [
      people[0]!.userId,
    ]);
    await postgres.admin.query(
      `UPDATE billing.credit_hold SET settled_at = now(), status = 'released' WHERE order_id = $1`,
      [people[4]!.orderId],
    );
    await postgres.admin.query(`INSERT INTO billing.purchase VALUES ('charge-new', $1, 'small-1', 150, 100)`, [
      people[0]!.userId,
    ]);

    await ledger.run();

    expect(new Set(await violations())).toEqual(
      new Set([
        { invariant: 'entries-sum-to-zero', subject: made!.id },
        { invariant: 'balance-equals-entries', subject: people[0]!.userId },
        { invariant: 'hold-is-not-exceeded', subject: people[4]!.orderId },
        { invariant: 'purchase-is-credited-once', subject: 'charge-new' },
      ]),
    );
  });

  it('the check of the ledger finds a fault in a row that is dated before the last check but was written after it', async () => {
    const { postgres, people, ledger, violations } = await setup();
    await postgres.admin.query(
      `INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key, created_at)
       VALUES ('ffffffff-0000-7000-8000-000000000000', 'correction', $1, 1, 'late', 'late', now() - interval '1 minute')`,
      [people[0]!.userId],
    );

    await ledger.run();

    expect(await violations()).toMatchObject([{ invariant: 'entries-sum-to-zero' }]);
  });

  it.each([
    ['an hour', `checked_until - interval '5 minutes'`],
    ['ten days', `now() - interval '1 day'`],
  ])(
    'after a pause of %s a check of the ledger reads rows that are at most a day old as new ones',
    async (pause, since) => {
      const { database, admin } = await onPostgres('billing');
      await admin.query(`INSERT INTO billing.ledger_check (checked_until) VALUES (now() - $1::interval)`, [
        pause.replace('an', '1').replace('ten', '10'),
      ]);

      const [begun, expected] = await database.transaction(async (tx) => [
        await new LedgerCheckStore().begin(tx),
        ...(await tx.query<{ since: Date }[]>(`SELECT ${since} AS since FROM billing.ledger_check`)),
      ]);

      expect(begun).toMatchObject(expected!);
    },
  );

  it('the check of the ledger keeps a violation on the list until it is repaired, however far the sweep has come', async () => {
    const { postgres, people, ledger, sweep, violations } = await setup();
    const { userId } = people[3]!;
    await postgres.admin.query('UPDATE billing.account SET available = available + 1 WHERE user_id = $1', [userId]);
    await sweep();

    await ledger.run();
    expect(await violations()).toEqual([{ invariant: 'balance-equals-entries', subject: userId }]);

    await postgres.admin.query('UPDATE billing.account SET available = available - 1 WHERE user_id = $1', [userId]);
    await ledger.run();
    expect(await violations()).toEqual([]);
    expect(await valueOf(ledgerViolations, 'balance-equals-entries')).toBe(0);
  });

  it('one check of the ledger reads no more than a slice of an old history', async () => {
    const { postgres, ledger } = await setup();
    const statements = statementsOf(postgres.database);

    await ledger.run();

    expect(statements.filter((statement) => /OFFSET \d+ LIMIT 1/.test(statement))).toHaveLength(1);
  });

  it('the check of the ledger runs in one replica at a time, and the other replicas report what that check found', async () => {
    const { postgres, people, sweep } = await setup();
    await postgres.admin.query('UPDATE billing.account SET held = 0 WHERE user_id = $1', [people[0]!.userId]);
    await sweep();
    const other = { database: await postgres.as('billing') };
    const statements = statementsOf(other.database);

    await postgres.database.transaction(async (tx) => {
      await new LedgerCheckStore().begin(tx);
      ledgerViolations.reset();
      await checkOf(other).run();
    });

    expect(statements.filter((statement) => /FROM billing.entry/.test(statement))).toEqual([]);
    expect(await valueOf(ledgerViolations, 'balance-equals-entries')).toBe(1);
  });

  it('a check of the ledger that fails is counted as failed, and not as one that found nothing', async () => {
    const { postgres, ledger, progress } = await setup();
    const before = await progress();
    await postgres.admin.query('REVOKE SELECT ON billing.entry FROM aisha_billing');

    await expect(ledger.run()).rejects.toThrow('permission denied');
    await expect(ledger.run()).rejects.toThrow('permission denied');

    expect(await valueOf(checkFailures)).toBe(2);
    expect(await progress()).toEqual(before);
    await postgres.admin.query('GRANT SELECT ON billing.entry TO aisha_billing');
    await ledger.run();
    expect(await valueOf(checkFailures)).toBe(0);
    expect((await progress())!.succeededAt!.getTime()).toBeGreaterThan(before!.succeededAt!.getTime());
  });

  it('the check of the ledger has its own time limit, and reports how far it has come and when it ran', async () => {
    const { postgres, ledger, sweep, progress } = await setup();
    const statements = statementsOf(postgres.database);

    await ledger.run();
    expect(statements).toContain(`SET LOCAL statement_timeout = ${LEDGER_CHECK_LIMITS.statementMs}`);
    expect(statements).toContain('SET LOCAL max_parallel_workers_per_gather = 0');

    await sweep();
    const now = (await progress())!;
    expect(await valueOf(sweptAt)).toBe(now.sweptAt!.getTime() / 1_000);
    expect(await valueOf(checkedUntil)).toBe(now.checkedUntil.getTime() / 1_000);
    expect(await valueOf(succeededAt)).toBe(now.succeededAt!.getTime() / 1_000);
  });
});
