import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Message } from '@aisha/contracts';
import { Database } from '@aisha/database';
import { PriceReader } from '@aisha/database/billing';
import type { OrderId, UserId } from '@aisha/domain';
import { OncePerMessage, Outbox } from '@aisha/messaging';
import { Logger, newId, SystemClock } from '@aisha/platform';
import { compiled } from '../product/compiled.mts';
import type { Figure } from '../figures/figure.mts';
import { loginOfMeasures, migratedDatabase } from '../product/servers.mts';
import { inTurns, type Side } from '../figures/turns.mts';
import type { Measure } from './measure.mts';

type Pair = (userId: UserId, orderId?: OrderId) => Promise<void>;

interface LedgerPlan {
  readonly clients: number;
  readonly secondsEach: number;
}

const ACCOUNTS = 50;
const CLIENTS = [1, 20];
const MOST_SECONDS = 20;
const run = promisify(execFile);

/** Holds and settles credits as billing does. Where the machine has pgbench, scripts of pgbench that do the same are the baseline. */
export const ledger: Measure = {
  name: 'ledger',
  about: 'credits are held for an order, and settled',
  withoutQueue: true,
  async run(bench) {
    const { postgresUrl } = await bench.servers();
    const url = await migratedDatabase(postgresUrl, 'bench_ledger');
    const figures: Figure[] = [];
    for (const clients of CLIENTS) {
      const plan = { clients, secondsEach: 2 };
      const database = bench.keep(await Database.connect({ url, role: 'billing', pool: clients }));
      const people = await peopleWithCredits(database);
      const pair = await pairOf(database);
      const same = await scriptOf(url);
      const sides: Side[] = [
        {
          name: 'pgbench, one statement each',
          kind: 'lower bound',
          measure: () => pgbench(url, ONE_STATEMENT_EACH, plan),
        },
        { name: 'pgbench, the same SQL', kind: 'shipped', measure: () => pgbench(url, same, plan) },
      ];
      figures.push({
        name: `hold + settle, ${clients} at once`,
        unit: '/s',
        ...(await inTurns(() => pairsASecond(people, pair, plan), hasPgbench() ? sides : [], bench.rounds(3, 25_000))),
        goal: '≥ 0.65 × shipped',
      });
    }
    return figures;
  },
};

const hasPgbench = (): boolean => {
  try {
    execFileSync('pgbench', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

const peopleWithCredits = async (database: Database): Promise<UserId[]> => {
  const people = Array.from({ length: ACCOUNTS }, (_, index) => userAt(index));
  await database.write(
    `WITH opened AS (INSERT INTO billing.account (user_id, available) SELECT unnest($1::uuid[]), 1000000000 ON CONFLICT DO NOTHING RETURNING user_id),
     given AS (INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key)
               SELECT gen_random_uuid(), 'correction', user_id, 1000000000, 'bench', 'bench:' || user_id FROM opened RETURNING id, user_id)
     INSERT INTO billing.entry SELECT id, 0, 'platform-gifts', NULL::uuid, -1000000000 FROM given
                     UNION ALL SELECT id, 1, 'user-available', user_id, 1000000000 FROM given`,
    [people],
  );
  return people;
};

/** The id that pgbench's scripts make of `:person`. */
const userAt = (index: number): UserId => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}` as UserId;

/** A function that places and settles a hold through billing's handlers. */
const pairOf = async (database: Database): Promise<Pair> => {
  const parts = await billing();
  const [clock, log] = [new SystemClock(), Logger.silent()];
  const config = Object.assign(new parts.BillingConfig(), { MAX_OPEN_ORDERS: 1_000 });
  const ledger = new parts.LedgerStore();
  const accounts = new parts.AccountStore(ledger, new parts.WelcomeGift(config, clock));
  const holds = new parts.HoldStore(ledger, clock);
  const outbox = new Outbox('billing');
  const limits = new parts.HoldLimits(config, log, new parts.SpendingStore(clock), clock);
  const quotes = new parts.QuoteCheck(new PriceReader(database));
  const place = new parts.PlaceHoldHandler(quotes, accounts, holds, outbox, limits);
  const settle = new parts.SettleHoldHandler(new parts.Settlement(accounts, holds, outbox), log);
  const { signal } = new AbortController();
  const once = (job: string): OncePerMessage =>
    new OncePerMessage(database, 'billing', { messageId: newId(), job, attempt: 1, isLastAttempt: false, signal });

  return async (userId, orderId = newId<OrderId>()) => {
    const order = { orderId, userId, kind: 'generation' as const };
    const input = { kind: 'avatar', avatarId: newId() };
    const payload = { ...order, input, prompt: 'sea', aspectRatio: '1:1', pictureCount: 4 };
    const onHeld: Message = { receiver: 'image-generator', job: 'start-generation', payload };
    const quotedAt = clock.now().toISOString();
    await place.handle(
      { ...order, item: 'picture', units: 4, quotedCentiCredits: '1200', quotedAt, onHeld },
      once('place-hold'),
    );
    await settle.handle({ ...order, delivered: 3, of: 4, reason: null }, once('settle-hold'));
  };
};

/** Billing's own classes that this measure uses: an app is no library, so the measure loads them from the build. */
const billing = async () => ({
  ...(await compiled('billing/accounts/account.store')),
  ...(await compiled('billing/config')),
  ...(await compiled('billing/holds/hold.store')),
  ...(await compiled('billing/holds/place-hold.handler')),
  ...(await compiled('billing/holds/settle-hold.handler')),
  ...(await compiled('billing/holds/settlement')),
  ...(await compiled('billing/ledger/ledger.store')),
  ...(await compiled('billing/prices/quote-check')),
  ...(await compiled('billing/spending/spending.store')),
});

const pairsASecond = async (
  people: readonly UserId[],
  pair: Pair,
  { clients, secondsEach }: LedgerPlan,
): Promise<number> => {
  const startedAt = performance.now();
  let pairs = 0;
  const client = async (): Promise<void> => {
    while (performance.now() - startedAt < secondsEach * 1_000) {
      await pair(people[Math.floor(Math.random() * people.length)]!);
      pairs += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return (pairs * 1_000) / (performance.now() - startedAt);
};

const pgbench = async (url: string, script: string, { clients, secondsEach }: LedgerPlan): Promise<number> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'aisha-pgbench-'));
  try {
    const file = path.join(folder, 'pair.sql');
    writeFileSync(file, script);
    const options = ['--no-vacuum', '--protocol=extended', `--client=${clients}`, `--file=${file}`];
    const env = { ...process.env, PGOPTIONS: `-c role=${loginOfMeasures('billing')}` };
    // Repeats with four times the seconds: on a busy machine the time may be over before all clients are connected, and then nothing was
    // processed.
    for (let seconds = secondsEach; ; seconds *= 4) {
      const { stdout } = await run('pgbench', [...options, `--time=${seconds}`, url], { env });
      const found = /tps = ([\d.]+)/.exec(stdout);
      if (found) return Number(found[1]);
      if (seconds > MOST_SECONDS) throw new Error(stdout);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const ASKED = `
\\set person random(0, ${ACCOUNTS - 1})
\\set n random(1, 9000000000000000000)
`;
const USER = `('00000000-0000-7000-8000-' || lpad(:person::text, 12, '0'))::uuid`;
const ORDER = `md5(:n::text)::uuid`;

/** The statements that billing sends for one hold and its settlement, as a script in which each run is of another person and order. */
const scriptOf = async (url: string): Promise<string> => {
  const [userId, orderId] = [userAt(0), newId<OrderId>()];
  const ids: Readonly<Record<string, string>> = { [userId]: USER, [orderId]: ORDER };
  const database = await Database.connect({ url, role: 'billing', pool: 1 });
  const sent: string[] = [];
  const ignore = (): void => {};
  database.dataSource.setOptions({
    logging: ['query'],
    logger: {
      logQuery: (statement, values: unknown[] = []) =>
        void sent.push(statement.replaceAll(/\$(\d+)/g, (_, place) => literal(values[place - 1], ids))),
      logQueryError: ignore,
      logQuerySlow: ignore,
      logSchemaBuild: ignore,
      logMigration: ignore,
      log: ignore,
    },
  });
  try {
    await (
      await pairOf(database)
    )(userId, orderId);
  } finally {
    await database.close();
  }
  return `${ASKED}${sent.join(';\n')};\n`;
};

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** A value in SQL: a time is that of the run, and an id is that of the run's person or order, or a new one. */
const literal = (value: unknown, ids: Readonly<Record<string, string>>): string => {
  if (value === null || value === undefined) return 'NULL';
  if (value instanceof Date) return 'now()';
  if (typeof value !== 'string') return String(value);
  const named = [...value.matchAll(UUID)].map(([id]) => ids[id] ?? 'gen_random_uuid()');
  if (value.replace(UUID, '') === '' && named[0] !== undefined) return named[0];
  // pgbench takes a colon before a letter or a digit for the beginning of a variable.
  const text = value.replaceAll('":', '": ').replaceAll("'", "''");
  const type = /^[[{]/.test(text) ? '::jsonb' : '';
  if (named.length === 0) return `'${text}'${type}`;
  return `format('${text.replaceAll('%', '%%').replaceAll(UUID, '%s')}', ${named.join(', ')})${type}`;
};

const RECEIPT = `'{"orderId": "01935000-0000-7000-8000-000000000000", "userId": "01935000-0000-7000-8000-000000000000", "kind": "generation"}'::jsonb`;
const HANDLED = (job: string): string =>
  `INSERT INTO billing.handled (message_id, job) VALUES (gen_random_uuid(), '${job}') ON CONFLICT DO NOTHING RETURNING message_id`;
const SENT = `INSERT INTO billing.outbox (id, receiver, job, payload) VALUES (gen_random_uuid(), 'bot-gateway', 'show-receipt', ${RECEIPT})`;
const LOCKED = `SELECT user_id FROM billing.account WHERE user_id = ${USER} FOR UPDATE`;
const HELD = `INSERT INTO billing.credit_hold (order_id, user_id, kind, item, units, amount) VALUES (${ORDER}, ${USER}, 'generation', 'picture', 4, 1200)`;
const SETTLED = `UPDATE billing.credit_hold SET status = 'captured', captured = 900, delivered = 3, delivered_of = 4, settled_at = now()
  WHERE order_id = ${ORDER} AND status = 'open'`;

const posted = (name: string, [from, to]: readonly [string, string], amount: number): string => {
  const owner = (account: string): string => (account.startsWith('user-') ? 'user_id' : 'NULL');
  return `${name} AS (
    INSERT INTO billing.transaction (id, type, user_id, order_id, amount, description, idempotency_key)
    SELECT gen_random_uuid(), '${name}', user_id, ${ORDER}, ${amount}, '${name} for a generation', '${name}:' || ${ORDER} FROM locked
    RETURNING id, user_id),
  ${name}_entries AS (
    INSERT INTO billing.entry (transaction_id, line, account, user_id, amount)
    SELECT id, 0, '${from}', ${owner(from)}, -${amount} FROM ${name} UNION ALL SELECT id, 1, '${to}', ${owner(to)}, ${amount} FROM ${name})`;
};
const HOLD = `locked AS (${LOCKED}), ${posted('hold', ['user-available', 'user-held'], 1200)}, held AS (${HELD})`;
const HOLD_BALANCE = `UPDATE billing.account SET available = available - 1200, held = held + 1200 WHERE user_id = (SELECT user_id FROM locked)`;
const SETTLE = `locked AS (${LOCKED}), ${posted('capture', ['user-held', 'platform-revenue'], 900)},
  ${posted('release', ['user-held', 'user-available'], 300)}, settled AS (${SETTLED})`;
const SETTLE_BALANCE = `UPDATE billing.account SET available = available + 300, held = held - 1200 WHERE user_id = (SELECT user_id FROM locked)`;
const ONE_STATEMENT_EACH = `${ASKED}
WITH handled AS (${HANDLED('place-hold')}), sent AS (${SENT}), ${HOLD} ${HOLD_BALANCE};
WITH handled AS (${HANDLED('settle-hold')}), sent AS (${SENT}), ${SETTLE} ${SETTLE_BALANCE};
`;
