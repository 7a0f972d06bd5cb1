import { describe, expect, it } from '@jest/globals';
import { onPostgres } from '@aisha/testing';
import { SCHEMAS } from './connection/schemas';

/** Tables without an entity, because only the SQL of their owners uses them (libs/messaging and libs/orders). */
const WITHOUT_ENTITY =
  /\.(outbox|handled|dead_letter|long_job|queue_setting|operator_act|measurement|provider_heartbeat|provider_pause|provider_call|free_work|model_state)$/;

/** Postgres' own names of types; entities write these types as standard SQL does. */
const UDT_NAMES: Readonly<Record<string, string>> = {
  bigint: 'int8',
  integer: 'int4',
  smallint: 'int2',
  boolean: 'bool',
};

const columnsOfPostgres = `
  SELECT table_schema || '.' || table_name AS "table", column_name AS name, udt_name AS type, is_nullable = 'YES' AS nullable
  FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
  WHERE table_schema = ANY ($1) AND table_type = 'BASE TABLE'`;

describe('entities', () => {
  it('entities have the name, type and nullability of every column in the migrated tables', async () => {
    const { admin, database } = await onPostgres('bot');
    const migrated = await admin.query<{ table: string; name: string; type: string; nullable: boolean }>(
      columnsOfPostgres,
      [SCHEMAS],
    );
    const described = database.dataSource.entityMetadatas.flatMap((entity) =>
      entity.columns.map((column) => {
        const type = String(column.type);
        return {
          table: entity.tablePath,
          name: column.databaseName,
          type: `${column.isArray ? '_' : ''}${UDT_NAMES[type] ?? type}`,
          nullable: column.isNullable,
        };
      }),
    );
    const lines = (columns: typeof described) =>
      columns.map(({ table, name, type, nullable }) => `${table}.${name} ${type}${nullable ? '?' : ''}`).sort();

    expect(lines(described)).toEqual(lines(migrated.filter(({ table }) => !WITHOUT_ENTITY.test(table))));
  });

  it('entities name the same primary keys as the tables', async () => {
    const { admin, database } = await onPostgres('bot');
    const keys = await admin.query<{ table: string; columns: string[] }>(
      `SELECT conrelid::regclass::text AS "table",
              ARRAY (SELECT attname::text FROM pg_attribute WHERE attrelid = conrelid AND attnum = ANY (conkey) ORDER BY 1) AS columns
       FROM pg_constraint WHERE contype = 'p' AND connamespace::regnamespace::text = ANY ($1)`,
      [SCHEMAS],
    );
    const described = database.dataSource.entityMetadatas.map((entity) => ({
      table: entity.tablePath,
      columns: entity.primaryColumns.map((column) => column.databaseName).sort(),
    }));

    const lines = (named: typeof keys) => named.map(({ table, columns }) => `${table} (${columns.join(', ')})`).sort();

    expect(lines(described)).toEqual(lines(keys.filter(({ table }) => !WITHOUT_ENTITY.test(table))));
  });
});
