import { tracedCall } from '@aisha/platform';
import type { Pool } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { ENTITIES } from '../entities';
import { THEN } from './after-another';
import { addressesOf } from './primary';
import type { Schema } from './schemas';
import { Session } from './session';
import {
  beside,
  firstFailure,
  writeTogether,
  underWay,
  type Transaction,
  type UnderWay,
  type Write,
} from './transaction';
import { UNSYNCED } from './unsynced';

/** A statement that reads, with its parameters. */
interface Reading {
  readonly statement: string;
  readonly parameters: readonly unknown[];
}

/**
 * All statements of the transaction see the rows of one moment. The caller may take a minute for the rows of one FETCH: the login's ten
 * seconds are too few to store forty megabytes.
 */
const AT_ONE_MOMENT = `SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
  SET LOCAL idle_in_transaction_session_timeout = '1min'`;

/** Fails the whole statement, by a division by zero, when the write that decides has changed no row. */
const IF_DECIDED = `SELECT 1 / count(*) FROM decision`;
const DIVISION_BY_ZERO = '22012';

interface DatabaseOptions {
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

  /** The manager for reading. TypeScript would let a caller write through it, too, but reviews refuse that: stores write in a Transaction. */
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
      writeTogether(runner.manager as Transaction, atEnd);
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
   * Gives the rows of all statements as they were at one moment, and has only a few of them in memory. A connection is the caller's until
   * the last row is read or the caller leaves the loop.
   */
  async *readAtOneMoment<Row>(
    readings: readonly Reading[],
    { rowsAtOnce }: { rowsAtOnce: number },
  ): AsyncGenerator<Row> {
    const runner = this.source.createQueryRunner();
    try {
      await runner.startTransaction();
      await runner.query(AT_ONE_MOMENT);
      for (const { statement, parameters } of readings) {
        await runner.query(`DECLARE reading NO SCROLL CURSOR FOR ${statement}`, [...parameters]);
        for (;;) {
          const rows = (await runner.query(`FETCH ${rowsAtOnce} FROM reading`)) as Row[];
          yield* rows;
          if (rows.length < rowsAtOnce) break;
        }
        await runner.query('CLOSE reading');
      }
    } finally {
      await runner.rollbackTransaction().catch(() => undefined); // the connection is gone, and the transaction with it
      await runner.release();
    }
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
   * Runs one statement as `write` does, in a transaction that first takes the advisory lock of `key`, SQL without parameters. The statement
   * begins when the transaction has the lock, so it sees what the last holder of the lock wrote. The commit does not wait for the disk,
   * unless the statement says SYNCED.
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
