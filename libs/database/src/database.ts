import { tracedCall } from '@aisha/platform';
import type { Pool } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { ENTITIES } from './entities';
import { THEN } from './after-another';
import { addressesOf } from './primary';
import type { Schema } from './schemas';
import { Session } from './session';
import { UNSYNCED } from './unsynced';

declare const inTransaction: unique symbol;

/** A transaction under way. Only `Database.transaction()` makes one, so a write outside a transaction does not compile. */
export type Transaction = EntityManager & { readonly [inTransaction]: true };

/** The state of a transaction under way. */
interface UnderWay {
  readonly afterwards: Record<AfterCommit, (() => void)[]>;
  readonly sent: Promise<unknown>[];
  /** The writes that are sent right before COMMIT. */
  readonly atEnd: Write[];
  /** In `writeIfDecided`: the write that decides whether those of `atEnd` take effect. */
  decision?: Write;
  /** Work that runs when all other work is done, before the writes of `atEnd` are sent. */
  readonly lastly: (() => Promise<void>)[];
}

/** A statement that writes, without a WITH of its own. */
interface Write {
  readonly statement: string;
  /** Whether the statement is a list of subqueries with names. */
  readonly isNamed?: boolean;
  readonly parameters: readonly unknown[];
  readonly row?: string;
  /** Resolves with the rows of RETURNING, for callers who need them. */
  readonly answer?: PromiseWithResolvers<unknown>;
}
const underWay = new WeakMap<EntityManager, UnderWay>();

/** Work for `first` runs before work for `then`, because other apps wait for the work for `first`. */
type AfterCommit = 'first' | 'then';

/** Runs work after the commit, never after a rollback. A crash may skip it. */
export function afterCommit(tx: Transaction, work: () => void, when: AfterCommit = 'then'): void {
  underWay.get(tx)?.afterwards[when].push(work);
}

/**
 * Sends a statement without waiting for its answer, so the next one follows at once. If it fails, the transaction fails, and Postgres
 * refuses its later statements. Resolves to the answer for a caller who needs it later.
 */
export function send<Answer = unknown>(tx: Transaction, statement: string, parameters: unknown[]): Promise<Answer> {
  const answer = tx.query<Answer>(statement, parameters);
  answer.catch(() => undefined); // the transaction reports the error
  underWay.get(tx)?.sent.push(answer);
  return answer;
}

/**
 * Writes at the end of the transaction, in one statement with all other such writes. The transaction must not read the row that is written.
 * If the transaction writes the same row twice, both calls must name it in `row`: the first write is then sent as soon as the second is
 * given. The statement must have no WITH of its own. Fails as `send` does.
 */
export function writeAtEnd(tx: Transaction, statement: string, parameters: readonly unknown[], row?: string): void {
  const { atEnd = [] } = underWay.get(tx) ?? {};
  const earlier = row === undefined ? -1 : atEnd.findIndex((write) => write.row === row);
  if (earlier >= 0) for (const write of atEnd.splice(earlier, 1)) void send(tx, write.statement, [...write.parameters]);
  atEnd.push({ statement, parameters, ...(row !== undefined && { row }) });
}

/**
 * Writes like `writeAtEnd`, and gives the answer as `query` does. The answer comes with the commit, and never after a
 * rollback: do not wait for it inside the transaction.
 */
export function answerAtEnd<Answer>(
  tx: Transaction,
  statement: string,
  parameters: readonly unknown[],
): Promise<Answer> {
  const answer = Promise.withResolvers<unknown>();
  answer.promise.catch(() => undefined); // the transaction reports the error
  underWay.get(tx)?.atEnd.push({ statement, parameters, answer });
  return answer.promise as Promise<Answer>;
}

/**
 * Sets the write that decides in `writeIfDecided`: if it changes no row, nothing is written. The statement has no WITH and no RETURNING.
 */
export function decide(tx: Transaction, statement: string, parameters: readonly unknown[]): void {
  const now = underWay.get(tx);
  if (now) now.decision = { statement, parameters };
}

/**
 * Adds a list of named subqueries (`one AS (…), two AS (…)`) to the statement that writes at the end of the transaction. No two lists may
 * use the same name, and no name may begin with `besides`.
 */
export function namedAtEnd(tx: Transaction, subqueries: string, parameters: readonly unknown[]): void {
  underWay.get(tx)?.atEnd.push({ statement: subqueries, parameters, isNamed: true });
}

/** Does the work when the transaction has done everything else, just before the writes of its end are sent. */
export function lastly(tx: Transaction, work: () => Promise<void>): void {
  underWay.get(tx)?.lastly.push(work);
}

/**
 * Sends the writes that wait for the end of the transaction now, because it goes on to read what they change. Writes that answer a caller
 * still wait.
 */
export function writeNow(tx: Transaction): void {
  const { atEnd = [] } = underWay.get(tx) ?? {};
  for (const { statement, parameters } of together(taken(atEnd))) void send(tx, statement, [...parameters]);
}

/** Takes the writes whose answer nobody waits for. */
const taken = (atEnd: Write[]): Write[] => {
  const writes = atEnd.filter(({ answer }) => !answer);
  atEnd.splice(0, atEnd.length, ...atEnd.filter(({ answer }) => answer));
  return writes;
};

/**
 * Sends a statement like `query`, together with the writes that wait for the transaction's end. So a transaction whose last statement has
 * an answer to read needs no further statement for these writes. The statement may have a WITH of its own, but it must not read what the
 * writes change.
 */
export function queryWithWrites<Answer>(
  tx: Transaction,
  statement: string,
  parameters: readonly unknown[],
): Promise<Answer> {
  const { atEnd = [] } = underWay.get(tx) ?? {};
  const joined = withBesides({ statement, parameters }, taken(atEnd));
  return tx.query<Answer>(joined.statement, [...joined.parameters]);
}

/** Joins the writes into as few statements as possible: one, or as many as there are writes whose answer somebody waits for. */
function together(writes: readonly Write[]): Write[] {
  const answering = writes.filter(({ answer }) => answer);
  const [first = writes.findLast(({ isNamed }) => !isNamed) ?? NOTHING, ...others] = answering;
  if (writes.length === 0) return [];
  const besides = writes.filter((write) => write !== first && !write.answer);
  return [withBesides(first, besides), ...others];
}

/** The statement that only carries named subqueries. */
const NOTHING: Write = { statement: 'SELECT', parameters: [] };

/** The statement, with the writes in its WITH. */
function withBesides(first: Write, besides: readonly Write[]): Write {
  if (besides.length === 0) return first;
  const parameters = [...first.parameters];
  const parts = beside(besides, parameters);
  const rest = first.statement.trimStart();
  const statement = `WITH ${parts.join(', ')}${rest.startsWith('WITH ') ? `, ${rest.slice('WITH '.length)}` : ` ${rest}`}`;
  return { ...first, statement, parameters };
}

/** The writes as parts of a WITH; their parameters are added to those given. */
const beside = (writes: readonly Write[], parameters: unknown[]): string[] =>
  writes.map((write, place) => {
    const from = parameters.length;
    parameters.push(...write.parameters);
    const text = write.statement.replaceAll(/\$(\d+)/g, (_, n: string) => `$${from + Number(n)}`);
    return write.isNamed ? text : `besides_${place} AS (${text})`;
  });

/** Fails the whole statement, by a division by zero, when the write that decides has changed no row. */
const IF_DECIDED = `SELECT 1 / count(*) FROM decision`;
const DIVISION_BY_ZERO = '22012';

export interface DatabaseOptions {
  /** One server, or a list of servers of which one is the primary: `postgres://login@one:5432,two:5432/database`. */
  readonly url: string;
  /** The app that connects, as Postgres lists it. The app's login decides what it may do (`grants.ts`). */
  readonly role: Schema;
  /** The most connections at once. */
  readonly pool?: number;
}

/** How long a caller waits for a connection, new or from the pool: 30 s. Without a limit a loop could wait for ever. */
const CONNECT_TIMEOUT_MS = 30_000;
/** After this much silence TCP asks whether the other end is there; Postgres asks after the same time (`logins.ts`). */
const KEEP_ALIVE_MS = 10_000;

/**
 * Spans of waiting for a connection and for the disk. They hold no text of a statement: Postgres' own statistics have
 * that.
 */
const TRANSACTION = {
  name: 'postgres transaction',
  facts: { 'db.system.name': 'postgresql', 'db.operation.name': 'transaction' },
} as const;
const WRITE = {
  name: 'postgres write',
  facts: { 'db.system.name': 'postgresql', 'db.operation.name': 'write' },
} as const;

/** The product's Postgres for one app: the app reads what its grants allow and writes its own schema. */
export class Database {
  private constructor(private readonly source: DataSource) {}

  /** Connects, or throws the driver's error. */
  static async connect(options: DatabaseOptions): Promise<Database> {
    const { connectionString, hosts } = addressesOf(options.url);
    const source = new DataSource({
      type: 'postgres',
      url: connectionString,
      entities: ENTITIES,
      synchronize: false,
      logging: false,
      poolSize: options.pool ?? 5,
      extra: {
        Client: Session,
        hosts,
        keepAlive: true,
        keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
        connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
        application_name: `aisha:${options.role}`,
      },
    });
    await source.initialize();
    return new Database(source);
  }

  /**
   * Lets readers read inside a transaction: they see what the transaction wrote, and need no second connection while the transaction holds
   * one.
   */
  static within(tx: Transaction): Database {
    return new Database({ manager: tx } as unknown as DataSource);
  }

  /** For reading alone. TypeScript would let a caller write through it, too, but reviews refuse that: stores write in a Transaction. */
  get read(): EntityManager {
    return this.source.manager;
  }

  /** Runs the work in one transaction: committed when it resolves, rolled back when it throws. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return tracedCall(TRANSACTION, () => this.transact(work));
  }

  /**
   * Runs work that reads nothing and writes only at its end (`decide`, `writeAtEnd`), as one statement that is its own transaction and
   * waits for the disk. When the write that decides changes no row, nothing is written, and this resolves to false.
   */
  writeIfDecided(work: (tx: Transaction) => Promise<void>): Promise<boolean> {
    return tracedCall(WRITE, () => this.writeTogether(work));
  }

  private async writeTogether(work: (tx: Transaction) => Promise<void>): Promise<boolean> {
    const writes: UnderWay = { afterwards: { first: [], then: [] }, sent: [], atEnd: [], lastly: [] };
    const runner = this.source.createQueryRunner();
    const ask = runner.query.bind(runner);
    // A statement sent now would be a transaction of its own, and would be kept even if nothing else is written.
    runner.query = () => Promise.reject(new Error('This work writes at its end alone.'));
    underWay.set(runner.manager, writes);
    try {
      await work(runner.manager as Transaction);
      for (const run of writes.lastly) await run();
      const { decision, sent, atEnd } = writes;
      const refused = await firstFailure(sent);
      if (refused !== undefined) throw refused;
      if (!decision || atEnd.some(({ answer }) => answer))
        throw new Error('Nothing decides, or somebody waits for an answer.');
      const parameters = [...decision.parameters];
      const parts = [`decision AS (${decision.statement} RETURNING 1)`, ...beside(atEnd, parameters)];
      await ask(`WITH ${parts.join(', ')} ${IF_DECIDED}`, parameters);
    } catch (error) {
      if ((error as { code?: unknown }).code === DIVISION_BY_ZERO) return false;
      throw error;
    } finally {
      await runner.release();
    }
    for (const run of [...writes.afterwards.first, ...writes.afterwards.then]) run();
    return true;
  }

  private async transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    const afterwards: UnderWay['afterwards'] = { first: [], then: [] };
    const sent: Promise<unknown>[] = [];
    const atEnd: Write[] = [];
    const last: UnderWay['lastly'] = [];
    const runner = this.source.createQueryRunner();
    let result: T;
    try {
      await runner.startTransaction();
      underWay.set(runner.manager, { afterwards, sent, atEnd, lastly: last });
      try {
        result = await work(runner.manager as Transaction);
        for (const run of last) await run();
      } catch (error) {
        await runner.rollbackTransaction().catch(() => undefined); // the connection is gone, and the transaction with it
        throw (await firstFailure(sent)) ?? error;
      }
      for (const { statement, parameters, answer } of together(atEnd)) {
        const answered = send(runner.manager as Transaction, statement, [...parameters]);
        if (answer) answered.then(answer.resolve, answer.reject);
      }
      // After a failed statement Postgres answers COMMIT with a rollback, so the error of that statement is thrown.
      const committed = runner.commitTransaction();
      const [failure] = await Promise.all([firstFailure(sent), committed.catch(() => undefined)]);
      if (failure !== undefined) throw failure;
      await committed;
    } finally {
      await runner.release();
    }
    for (const run of [...afterwards.first, ...afterwards.then]) run();
    return result;
  }

  /**
   * Runs one statement that writes and is its own transaction: Postgres commits it, with no round trips for START and COMMIT. Resolves to
   * the rows of its RETURNING. Two statements that belong together need `transaction()`.
   */
  write<Row = unknown>(statement: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return tracedCall(WRITE, async () => {
      const runner = this.source.createQueryRunner();
      try {
        const { records } = await runner.query(statement, [...parameters], true);
        return records as Row[];
      } finally {
        await runner.release();
      }
    });
  }

  /**
   * Runs one statement as `write` does, under an advisory lock that is kept until its commit. The statement sees what the last holder of
   * the lock wrote, because it begins when it has the lock. `key`: SQL without parameters. The commit does not wait for the disk, unless
   * the statement says SYNCED.
   */
  writeUnderLock<Row = unknown>(key: string, statement: string, parameters: readonly unknown[]): Promise<Row[]> {
    const lock = `SELECT WHERE (SELECT pg_advisory_xact_lock(${key}) WHERE ${UNSYNCED}) IS NULL`;
    return this.write(`${lock}${THEN}${statement}`, parameters);
  }

  /**
   * The connections of this process now: how many are open, how many of those are idle, and how many callers wait for
   * one; all 0 after closing.
   */
  get connections(): { readonly open: number; readonly idle: number; readonly waiting: number } {
    const { master } = this.source.driver as unknown as { master: Pool | undefined };
    return { open: master?.totalCount ?? 0, idle: master?.idleCount ?? 0, waiting: master?.waitingCount ?? 0 };
  }

  async ping(): Promise<void> {
    await this.source.query('SELECT 1');
  }

  /** What time it is at Postgres, which all apps share. */
  async time(): Promise<Date> {
    const [{ now }] = await this.source.query<[{ now: Date }]>('SELECT clock_timestamp() AS now');
    return now;
  }

  /** The TypeORM data source, for libraries that bring their own statements, and for tests of the schema. */
  get dataSource(): DataSource {
    return this.source;
  }

  async close(): Promise<void> {
    if (this.source.isInitialized) await this.source.destroy();
  }
}

/** The error of the first statement that failed; later ones only say that the transaction has failed. */
async function firstFailure(sent: readonly Promise<unknown>[]): Promise<unknown> {
  for (const outcome of await Promise.allSettled(sent)) if (outcome.status === 'rejected') return outcome.reason;
  return undefined;
}
