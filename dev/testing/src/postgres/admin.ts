import { addressesOf, ENTITIES, PrimaryClient } from '@aisha/database';
import { Pool, type PoolClient, type QueryResult } from 'pg';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';

let described: Promise<DataSource> | undefined;

/** The tables as TypeORM describes them; described once, because this takes longer than most tests. */
const tables = (url: string): Promise<DataSource> => (described ??= describeTables(url));

async function describeTables(url: string): Promise<DataSource> {
  try {
    const source = await new DataSource({
      type: 'postgres',
      url: addressesOf(url).connectionString,
      entities: ENTITIES,
      poolSize: 1,
    }).initialize();
    await source.destroy();
    return source;
  } catch (error) {
    described = undefined; // the next test has another database
    throw error;
  }
}

/** A connection that runs statements one after the other. */
interface Asking {
  query<Row = Record<string, unknown>>(sql: string, params?: unknown[]): Promise<Row[]>;
}

const asking = (connection: Pool | PoolClient): Asking => ({
  async query<Row>(sql: string, params: unknown[] = []) {
    const answer: Partial<QueryResult> = await connection.query(sql, params);
    return (answer.rows ?? []) as Row[]; // Postgres returns one result for each of several statements
  },
});

/** The database with the superuser's login: a test writes rows before the work, and reads them after it. */
export class Admin {
  private constructor(
    private readonly url: string,
    /** The connections, which `OpenDatabase` keeps from one test to the next. */
    readonly pool: Pool,
  ) {}

  /** Connects to the database. Throws Postgres' error when the login is refused. */
  static async connect(url: string): Promise<Admin> {
    const pool = new Pool({ ...addressesOf(url), Client: PrimaryClient, max: 2 });
    pool.on('error', () => undefined); // an idle connection reports that the server stops
    try {
      (await pool.connect()).release();
    } catch (error) {
      await pool.end();
      throw error;
    }
    return new Admin(url, pool);
  }

  /** Returns the rows of a SELECT or of RETURNING. */
  query<Row = Record<string, unknown>>(sql: string, params: unknown[] = []): Promise<Row[]> {
    return asking(this.pool).query<Row>(sql, params);
  }

  /** The sessions of this database that wait for a lock: a test begins the next step when the last one waits. */
  waitingForLocks(): Promise<unknown[]> {
    return this.query(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`);
  }

  /** Runs several statements in one transaction, whose locks hold until `work` ends. */
  async transaction<T>(work: (tx: Asking) => Promise<T>): Promise<T> {
    const connection = await this.pool.connect();
    try {
      await connection.query('BEGIN');
      const result = await work(asking(connection));
      await connection.query('COMMIT');
      return result;
    } catch (error) {
      await connection.query('ROLLBACK').catch(() => undefined); // when the connection is gone, its transaction is gone with it
      throw error;
    } finally {
      connection.release();
    }
  }

  async insert<Row extends ObjectLiteral>(entity: EntityTarget<Row>, row: Row): Promise<Row> {
    const insert = (await tables(this.url)).createQueryBuilder().insert().into(entity);
    await this.query(...insert.values({ ...row }).getQueryAndParameters());
    return row;
  }

  /** The tables of all schemas that contain this word in any column of any row. */
  async tablesWith(word: string): Promise<string[]> {
    const tables = await this.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await this.query(`SELECT FROM ${name} AS row WHERE position($1 IN row::text) > 0 LIMIT 1`, [word]);
      if (rows.length > 0) found.push(name);
    }
    return found;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
