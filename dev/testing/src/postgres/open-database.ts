import { Database, type Schema } from '@aisha/database';
import type { Pool } from 'pg';
import { eventually } from '../timing/eventually';
import { Admin } from './admin';
import { cloneDatabase, emptiedAsMigrated, type ClonedDatabase } from './cloned-database';

/** How long a test's last statements, and the sessions of other clients that it has closed, may take to end. */
const ENDS = { timeoutMs: 2_000, everyMs: 5 };

/**
 * Ends what a test has left in a session, except prepared statements, and lets Postgres count at once the rows that the session wrote.
 */
const TIDY = `
  CLOSE ALL; SET SESSION AUTHORIZATION DEFAULT; RESET ALL; UNLISTEN *; DISCARD TEMP; DISCARD SEQUENCES;
  SELECT pg_backend_pid() AS pid, pg_advisory_unlock_all(), pg_stat_force_next_flush()`;

/** Counts the sessions of other clients, and our own that are in a transaction. */
const OTHERS = `
  SELECT count(*)::int AS others FROM pg_stat_activity
   WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
     AND (pid <> ALL ($1) OR state LIKE 'idle in transaction%')`;

/**
 * A database with its sessions, which stay open from one test of a file to the next. Opening them costs 40 ms of processor time, and Postgres
 * would plan each statement anew (decision 250).
 */
export class OpenDatabase {
  /** The opened databases, by the name of the app and a number. */
  private readonly apps = new Map<string, Promise<Database>>();

  private constructor(
    readonly clone: ClonedDatabase,
    readonly admin: Admin,
  ) {}

  static async open(): Promise<OpenDatabase> {
    const clone = await cloneDatabase();
    return new OpenDatabase(clone, await Admin.connect(clone.url));
  }

  /** The database with an app's login and sessions of its own: `nth` is how often the test has asked for that login before. */
  async as(role: Schema, nth: number): Promise<Database> {
    const key = `${role} ${nth}`;
    const open = await this.apps.get(key);
    // A test may close it, to see what its app does then.
    if (open?.dataSource.isInitialized) return open;
    const opened = Database.connect({ url: this.clone.urlOf(role), role });
    this.apps.set(key, opened);
    return opened;
  }

  /**
   * Makes the database and its sessions as they were before the test. False if that cannot be: a session is still at work, another client
   * is still there, or the test has changed what migrations made.
   */
  async emptiedAgain(): Promise<boolean> {
    const open = (await Promise.all(this.apps.values())).filter(({ dataSource }) => dataSource.isInitialized);
    for (const { dataSource } of open) dataSource.setOptions({ logging: false, logger: 'simple-console' });
    const pools = [this.admin.pool, ...open.map(poolOf)];
    await eventually(() => pools.every(isIdle), ENDS);
    const sessions = (await Promise.all(pools.map(tidied))).flat();
    await eventually(
      async () => (await this.admin.query<{ others: number }>(OTHERS, [sessions]))[0]!.others === 0,
      ENDS,
    );
    return emptiedAsMigrated((sql) => this.admin.query(sql));
  }

  /** Ends the sessions, and returns the database for other files. */
  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.apps.values());
    const apps = opened.flatMap((app) => (app.status === 'fulfilled' ? [app.value] : []));
    await Promise.all([this.admin, ...apps].map((connection) => connection.close()));
    await this.clone.drop();
  }
}

const poolOf = ({ dataSource }: Database): Pool => (dataSource.driver as unknown as { master: Pool }).master;

const isIdle = (pool: Pool): boolean => pool.idleCount === pool.totalCount && pool.waitingCount === 0;

/** Tidies all sessions of an idle pool. Resolves to the ids of their processes in Postgres. */
const tidied = async (pool: Pool): Promise<number[]> => {
  const sessions = await Promise.all(Array.from({ length: pool.idleCount }, () => pool.connect()));
  return Promise.all(
    sessions.map(async (session) => {
      try {
        const results = (await session.query(TIDY)) as unknown as { rows: { pid: number }[] }[];
        return results.at(-1)!.rows[0]!.pid;
      } finally {
        session.release();
      }
    }),
  );
};

const NO_CONNECTIONS: Database['connections'] = { open: 0, idle: 0, waiting: 0 };

/** Lends databases to one test: after `end` everything that the test has left running gets an error at its next statement. */
export function lending() {
  let isOver = false;
  /** Answers like the target, until the test has ended: then reading one of these fields fails. */
  const until = <Target extends object>(target: Target, fields: readonly string[] | 'all'): Target =>
    new Proxy(target, {
      get(_, key, receiver) {
        if (isOver && (fields === 'all' || fields.includes(String(key))))
          throw new Error('The test that had this database has ended.');
        return Reflect.get(target, key, receiver) as unknown;
      },
    });
  return {
    /** Every method of a database reads its private field `source`. */
    database(database: Database): Database {
      const dataSource = until(database.dataSource, 'all');
      return new Proxy(until(database, ['source']), {
        get(target, key, receiver) {
          if (key === 'dataSource') return dataSource;
          if (isOver && key === 'connections') return NO_CONNECTIONS;
          return Reflect.get(target, key, receiver) as unknown;
        },
      });
    },
    /** Every method of `Admin` that asks Postgres reads its field `pool`. */
    admin: (admin: Admin): Admin => until(admin, ['pool']),
    end(): void {
      isOver = true;
    },
  };
}
