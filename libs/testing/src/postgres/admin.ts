import { ENTITIES } from '@aisha/database';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';

/** The database as its superuser: a test writes rows before and reads them after. */
export class Admin {
  private constructor(private readonly source: DataSource) {}

  static async connect(url: string): Promise<Admin> {
    const source = new DataSource({ type: 'postgres', url, entities: ENTITIES, poolSize: 2 });
    return new Admin(await source.initialize());
  }

  /** Rows of a SELECT or of RETURNING. */
  async query<Row = Record<string, unknown>>(sql: string, params: unknown[] = []): Promise<Row[]> {
    const runner = this.source.createQueryRunner();
    try {
      return (await runner.query(sql, params, true)).records as Row[];
    } finally {
      await runner.release();
    }
  }

  /** Several statements in one transaction: what it locks stays locked while `work` goes on. */
  transaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.source.transaction(work);
  }

  async insert<Row extends ObjectLiteral>(entity: EntityTarget<Row>, row: Row): Promise<Row> {
    await this.source
      .createQueryBuilder()
      .insert()
      .into(entity)
      .values({ ...row })
      .execute();
    return row;
  }

  /** The tables, of any schema, that have this word in any column of any row. */
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
    await this.source.destroy();
  }
}
