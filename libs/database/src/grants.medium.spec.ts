import { describe, expect, it } from '@jest/globals';
import { onPostgres, type PostgresHarness } from '@aisha/testing';
import type { Database } from './database';
import { SCHEMAS, type Schema } from './schemas';

interface Table {
  readonly schema: Schema;
  readonly name: string;
  readonly column: string;
}

const tablesOf = ({ admin }: PostgresHarness): Promise<Table[]> =>
  admin.query<Table>(
    `SELECT table_schema AS schema, table_schema || '.' || quote_ident(table_name) AS name, min(quote_ident(column_name)) AS column
     FROM information_schema.columns WHERE table_schema = ANY ($1) GROUP BY table_schema, table_name ORDER BY 2`,
    [SCHEMAS],
  );

const outcome = (database: Database, sql: string): Promise<string> =>
  database
    .transaction((tx) => tx.query(sql))
    .then(
      () => 'done',
      (error: Error) => (/^permission denied/.test(error.message) ? 'permission denied' : error.message),
    );

/** The three ways to write, none of which finds a row: what is asked is whether one may. */
const writesTo = ({ name, column }: Table): string[] => [
  `INSERT INTO ${name} (${column}) SELECT ${column} FROM ${name} WHERE false`,
  `UPDATE ${name} SET ${column} = ${column} WHERE false`,
  `DELETE FROM ${name} WHERE false`,
];

describe('a table has one writer', () => {
  it.each(SCHEMAS)('%s reads every table and writes none of the others', async (role) => {
    const postgres = await onPostgres(role);
    const tables = await tablesOf(postgres);
    expect(new Set(tables.map(({ schema }) => schema))).toEqual(new Set(SCHEMAS));
    const refusals: string[] = [];
    for (const table of tables) {
      expect([
        table.name,
        await outcome(postgres.database, `SELECT ${table.column} FROM ${table.name} LIMIT 1`),
      ]).toEqual([table.name, 'done']);
      if (table.schema === role) continue;
      for (const write of writesTo(table)) refusals.push(await outcome(postgres.database, write));
    }

    expect(new Set(refusals)).toEqual(new Set(['permission denied']));
  });

  it('and the ledger is never changed, not even by billing', async () => {
    const { database } = await onPostgres('billing');
    for (const name of ['billing.entry', 'billing.transaction', 'billing.purchase', 'billing.price']) {
      expect(await outcome(database, `DELETE FROM ${name} WHERE false`)).toBe('permission denied');
    }
    expect(await outcome(database, `UPDATE billing.entry SET amount = amount WHERE false`)).toBe('permission denied');
    expect(await outcome(database, `DELETE FROM billing.credit_hold WHERE false`)).toBe('permission denied');
  });
});
