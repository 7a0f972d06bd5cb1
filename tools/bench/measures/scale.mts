import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Admin } from '@aisha/testing/fixtures';
import { customersOf, otherOrders, upToThePrice, userIdOf } from '../product/customers.mts';
import type { Figure } from '../figures/figure.mts';
import { Product } from '../product/product.mts';
import { tryEverything } from '../scale/everyday.mts';
import { exampleOrders, exampleRows } from '../scale/examples.mts';
import { seedOnePerson, seedOpenWork, type Heap } from '../scale/open-work.mts';
import { LOG_LINE_PREFIX, offencesOf, PlanLog, type Allowance, type Offence, type RunPlan } from '../scale/plans.mts';
import { grow, type Grown } from '../scale/seed.mts';
import { asOwner, startServers, type Servers } from '../product/servers.mts';
import type { Visitor } from '../product/visitor.mts';
import type { Bench, Measure } from './measure.mts';

const ROWS = 1_000_000;
const ROWS_QUICK = 20_000;
/** How many rows are seeded for open work, and for one person. */
const HEAP: Heap = { deliveries: 50_000, orders: 10_000, rowsOfOnePerson: 100_000 };
const HEAP_QUICK: Heap = { deliveries: 5_000, orders: 3_000, rowsOfOnePerson: 20_000 };
/** A table with this many rows or more is large. */
const LARGE = 2_000;
/** No person has more rows than this in the tables that `scale` seeds, so no statement needs to read more. */
const ROWS_AT_MOST = 1_000;
/** The statements that may read more than ROWS_AT_MOST rows, as long as the number does not grow with the tables. */
const ALLOWANCES: readonly Allowance[] = [
  {
    statement: /AS subject,[^]* AS detail\b|AS key FROM \w+\./,
    rows: 600_000, // in a table of up to half a million rows Postgres reads all rows rather than 10 000 by an index
    why: 'the check of the ledger takes slices of 10 000 accounts with all their entries, and what is new since the last',
  },
  {
    statement: /UPDATE bot\.delivery SET content = NULL/,
    rows: 30_000,
    why: 'what was said is forgotten a day later, in batches: the copied rows are all of it at once',
  },
  {
    statement: /WITH gone AS MATERIALIZED/,
    rows: 30_000,
    why: 'an app that starts looks for what avatars deleted in the last 30 days left: the copied rows are deleted avatars by the thousand',
  },
  {
    statement: /SELECT micro_dollars FROM trainer\.free_work WHERE borne_by = 'balance' AND begun_at >/,
    rows: 30_000,
    why: 'a day of what is given away is added up: its bound in money bounds its rows, and the copied rows are all of one day',
  },
  {
    statement: /DELETE FROM \w+\.provider_call/,
    rows: 30_000,
    why: 'what providers cost is forgotten in batches, found by a BRIN index: it names ranges of 128 pages, however large the table',
  },
  {
    statement: /AS all, count\(blocked_at\)/,
    rows: 2 * ROWS,
    why: 'all people are counted, once in five minutes',
    isSeldom: true,
  },
  {
    statement:
      /AS dollars\s+FROM \(SELECT order_id|WITH\s+call AS MATERIALIZED|AS credits FROM billing\.credit_hold|AS debt FROM billing\.account|AS month FROM billing\.purchase/,
    rows: 2 * ROWS,
    why: 'what a day costs and brings, and what all accounts hold, is added up once in five minutes: the copied rows are of three days',
    isSeldom: true,
  },
  {
    statement: /(called|settled|created)_at >= \$1 AND (refund\.)?(called|settled|created)_at < \$2/,
    rows: 2 * ROWS,
    why: 'the desk adds up today once a minute, and each day before once: the copied rows are of three days',
  },
  {
    statement: /WITH newest AS \(\s*SELECT order_id, split_part\(timed_as/,
    rows: 2 * ROWS,
    why: 'what a training gains is measured over the newest fifty thousand orders of a month, once in five minutes: the copied rows are fewer',
    isSeldom: true,
  },
  {
    statement: /ORDER BY finished_at DESC LIMIT 20\) AS recent/,
    rows: 10_000,
    why: 'the last twenty orders like one: where they are one of a hundred of their kind, those of the kind are read by time',
  },
];
/** The allowances for the rows that a quick run seeds only with `--whole`. `rows` counts the rows of a table. */
const allowancesOf = (rows: number, { orders, rowsOfOnePerson }: Heap): readonly Allowance[] => [
  {
    statement:
      /DELETE FROM "trainer"\."(selfie|known_face)"|DELETE FROM transcriber\.sent_text|DELETE FROM bot\.file_place/,
    rows: 2 * rows,
    why: 'what is forgotten by the hour or the day is found by its time: the copied rows of three days are nearly all of it at once',
  },
  {
    statement: /DELETE FROM trainer\.known_face|FROM transcriber\.source|DELETE FROM transcriber\.source/,
    rows: ROWS_AT_MOST,
    why: 'most of the copied rows are forgotten by then, and the table is small again',
  },
  {
    statement: /order_id IN \(SELECT order_id FROM transcriber\.speech_piece\)/,
    rows: 2 * rows,
    why: 'pieces that outlived their order are removed in batches: the copied pieces are all of ended orders',
  },
  {
    statement: /AS "filePath"/,
    rows: rowsOfOnePerson / 5,
    why: 'the files of one person are counted, and its newest listed: that person has a tenth of the heap of each kind',
  },
  {
    statement:
      /slot_taken_at IS NOT NULL|AS kind, state, count|AS "arePrepared"|^\s*INSERT INTO generator\.image_generation/,
    rows: 2 * orders,
    why: 'whose turn it is among those that wait, and how many do, is asked of all that wait',
  },
];
/** Of so many plans one may be torn: each statement runs many times. */
const TORN_OF = 100;
/** Long enough for several runs of all periodic work, which QUICK_CLOCKS makes run at least once a second. */
const CLOCKS_RUN_MS = 8_000;
const QUICK_CLOCKS = path.join(import.meta.dirname, '..', 'scale', 'quick-clocks.cjs');

/**
 * Explains every statement that runs while people use the bot and periodic work runs, over large tables. No statement may scan a large
 * table, or read more than ROWS_AT_MOST rows of one, unless ALLOWANCES says so.
 */
export const scale: Measure = {
  name: 'scale',
  about: 'a million rows a table, and what every statement looks at',
  byNameOnly: true,
  quickElsewhere: 'e2e/scale.spec.ts',
  async run(bench) {
    const log = new PlanLog();
    const servers = await startServers(bench.folder('scale'), bench.queue, {
      postgres: [`log_line_prefix = '${LOG_LINE_PREFIX}'`],
      log: log.read,
    });
    bench.keep(servers);
    const somebody = await aDay(bench, servers);
    if (bench.isWhole) await leaveExamples(servers, somebody);
    const rows = bench.isQuick ? ROWS_QUICK : ROWS;
    const grown = await grownTables(servers, rows);
    if (bench.isWhole && grown.empty.length > 0) throw new Error(`nothing to grow in ${grown.empty.join(', ')}`);
    const heap = bench.isQuick ? HEAP_QUICK : HEAP;
    if (bench.isWhole) await asOwner(servers.postgresUrl, (owner) => seedOpenWork(owner, heap));
    await asOwner(servers.postgresUrl, explainEverything);
    await asOwner(servers.postgresUrl, aDayPasses);
    let plansWithout: readonly RunPlan[] = [];
    let rowsOfOnePerson = 0;
    const getsVeryMuch = async (_: Product, customer: Visitor): Promise<void> => {
      if (!bench.isWhole) return;
      await withAdmin(servers, async (admin) => {
        const userId = await userIdOf(admin, customer);
        await asOwner(servers.postgresUrl, async (owner) => {
          rowsOfOnePerson = await seedOnePerson(owner, userId, heap);
          await owner.query('VACUUM ANALYZE');
        });
      });
    };
    const atItsEnd = async (product: Product, customer: Visitor): Promise<void> => {
      if (bench.withoutIndexes.length === 0) return;
      const before = log.plans.length;
      const restore = await dropIndexes(servers, bench.withoutIndexes);
      await customer.says('/start');
      await clocksRun(product);
      await restore();
      await clocksRun(product); // Postgres writes the log after the statements end
      plansWithout = log.plans.splice(before);
    };
    await aDay(bench, servers, atItsEnd, getsVeryMuch);

    if (log.torn > log.plans.length / TORN_OF) throw new Error(`${log.torn} plans cannot be read in Postgres' log`);
    const large = new Set([...grown.rows].filter(([, rows]) => rows >= LARGE).map(([name]) => name));
    const plans = log.plans.filter(isOfTheProduct);
    const allowances = bench.isWhole ? [...ALLOWANCES, ...allowancesOf(rows, heap)] : ALLOWANCES;
    const unneeded = allowances
      .filter(({ isSeldom }) => !isSeldom || !bench.isQuick)
      .filter(({ statement }) => !plans.some((plan) => statement.test(plan.statement)));
    if (unneeded.length > 0)
      throw new Error(`no statement needs it any more: ${unneeded.map(({ why }) => why).join('; ')}`);
    refuseOffences(plans, large, allowances, '');
    refuseOffences(
      plansWithout.filter(isOfTheProduct),
      large,
      allowances,
      `without ${bench.withoutIndexes.join(', ')} `,
    );
    return figures(plans.length, new Set(plans.map(({ statement }) => statement)).size, large.size, grown, {
      ...(bench.isWhole ? heap : { deliveries: 0, orders: 0 }),
      rowsOfOnePerson,
    });
  },
};

const figures = (
  executions: number,
  statements: number,
  tables: number,
  { rows, empty }: Grown,
  { deliveries, orders, rowsOfOnePerson }: Heap,
): Figure[] => [
  { name: 'different statements looked over', unit: '', values: [statements], note: `${executions} executions` },
  {
    name: 'large tables',
    unit: '',
    values: [tables],
    note: `${Math.max(...rows.values())} rows the largest; ${deliveries} messages and ${orders} orders wait; one person was given ${rowsOfOnePerson} rows; nothing to grow in ${empty.join(', ') || 'none'}`,
  },
  { name: 'statements that cost what has ended', unit: '', values: [0], goal: '0' },
];

const isOfTheProduct = ({ statement, by }: RunPlan): boolean =>
  by.startsWith('aisha:') && !statement.includes('/* bench */');

const refuseOffences = (
  plans: readonly RunPlan[],
  large: ReadonlySet<string>,
  allowances: readonly Allowance[],
  when: string,
): void => {
  const offences = worst(plans.flatMap((plan) => offencesOf(plan, large, ROWS_AT_MOST, allowances)));
  if (offences.length > 0) throw new Error(`${when}too much is looked at:\n${offences.map(said).join('\n')}`);
};

/**
 * Moves the time of the last measurement of the figures about all people back by a day. Apps measure these figures every few minutes at
 * most; after this they measure them again when they start, over the large tables.
 */
const aDayPasses = async (owner: { query(sql: string): Promise<unknown> }): Promise<void> => {
  for (const schema of ['billing', 'bot'])
    await owner.query(`UPDATE ${schema}.measurement SET begun_at = begun_at - interval '1 day'`);
};

/** Drops the indexes. Returns a function that makes them again. */
const dropIndexes = async (servers: Servers, names: readonly string[]): Promise<() => Promise<void>> => {
  const definitions: string[] = [];
  await asOwner(servers.postgresUrl, async (owner) => {
    for (const name of names) {
      const { rows } = await owner.query<{ definition: string }>('SELECT pg_get_indexdef($1::regclass) AS definition', [
        name,
      ]);
      definitions.push(...rows.map(({ definition }) => definition));
      await owner.query(`DROP INDEX ${name}`);
    }
  });
  return () =>
    asOwner(servers.postgresUrl, async (owner) => {
      for (const definition of definitions) await owner.query(definition);
    });
};

/**
 * Plays a day: `atItsBeginning`, the orders of a newcomer, a person with an avatar who tries everything, the periodic work of all apps,
 * `atItsEnd`. Resolves to the person with an avatar when all apps have stopped.
 */
const aDay = async (
  bench: Bench,
  servers: Servers,
  atItsEnd: (product: Product, customer: Visitor) => Promise<void> = async () => {},
  atItsBeginning: (product: Product, customer: Visitor) => Promise<void> = async () => {},
): Promise<Visitor> => {
  const product = await Product.start({
    folder: bench.folder('scale'),
    servers,
    variant: 'lifted',
    signal: bench.signal,
    environment: { NODE_OPTIONS: `--require ${QUICK_CLOCKS}` },
    onTrouble: bench.onTrouble,
  });
  try {
    const [newcomer, customer] = await customersOf(product, 2);
    if (!newcomer || !customer) throw new RangeError('nobody came');
    await atItsBeginning(product, customer);
    if (bench.isWhole) {
      const states = ['succeeded', 'queued'] as const;
      await withAdmin(servers, async (admin) => exampleOrders(admin, await userIdOf(admin, newcomer), states));
    } else await otherOrders(product, newcomer);
    const drawn = customer.sees('a picture', ({ isPicture }) => isPicture, { after: customer.newest });
    await customer.taps(await upToThePrice(customer));
    await drawn;
    await tryEverything(product, customer);
    await clocksRun(product);
    await atItsEnd(product, customer);
    return customer;
  } finally {
    await product.stop();
  }
};

/**
 * Leaves examples of ended work, from which copies can be made: copies of waiting work would keep the apps busy for
 * days. No app may run meanwhile, because it would delete rows that belong to nothing.
 */
const leaveExamples = (servers: Servers, customer: Visitor): Promise<void> =>
  withAdmin(servers, async (admin) => {
    const userId = await userIdOf(admin, customer);
    await exampleOrders(admin, userId, ['succeeded']);
    await exampleRows(admin, userId);
  });

const withAdmin = async (servers: Servers, work: (admin: Admin) => Promise<void>): Promise<void> => {
  const admin = await Admin.connect(servers.postgresUrl);
  await work(admin).finally(() => admin.close());
};

const clocksRun = async (product: Product): Promise<void> => {
  await pause(CLOCKS_RUN_MS);
  await product.isQuiet();
};

const grownTables = async (servers: Servers, rows: number): Promise<Grown> => {
  let grown: Grown | undefined;
  await asOwner(servers.postgresUrl, async (owner) => {
    // A delivery that waits for an operator has not ended, so it is no example.
    await owner.query(`DELETE FROM bot.delivery WHERE status = 'undelivered'`);
    await owner.query(
      `UPDATE trainer.face_report SET closed_at = now(), closed_as = 'looked at' WHERE closed_at IS NULL`,
    );
    grown = await grow(owner, rows);
  });
  return grown as Grown;
};

/** Makes Postgres explain all statements of sessions that start from now on. */
const explainEverything = async (owner: { query(sql: string): Promise<unknown> }): Promise<void> => {
  const settings = {
    log_min_duration: '0',
    log_analyze: 'on',
    log_timing: 'off',
    log_verbose: 'on',
    log_format: 'json',
    log_parameter_max_length: '0', // a list of a thousand ids fills the pipe of the log
  };
  for (const [name, value] of Object.entries(settings)) {
    await owner.query(`ALTER DATABASE aisha SET auto_explain.${name} = '${value}'`);
  }
};

/** Keeps for each statement and table the execution that read the most rows. */
const worst = (offences: readonly Offence[]): Offence[] =>
  [...Map.groupBy(offences, ({ statement, table }) => `${table} ${statement}`).values()]
    .map((same) => same.toSorted((one, other) => other.rows - one.rows)[0] as Offence)
    .toSorted((one, other) => other.rows - one.rows);

const said = ({ by, statement, how, table, rows }: Offence): string =>
  `  ${by}: ${how} of ${table}, ${rows} rows: ${statement.slice(0, 300)}`;
