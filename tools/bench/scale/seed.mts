import type { Client } from 'pg';
import { SCHEMAS } from '@aisha/database';

/**
 * Tables that stay small however large the product grows. Some have a row for the installation, a provider, a replica or a failure; others
 * hold only work under way.
 */
const SMALL = new Set([
  ...[
    'price',
    'price_withdrawal',
    'pack',
    'plan',
    'discount',
    'allowance',
    'promo',
    'retention_rule',
    'polling_lease',
    'send_window',
    'ledger_check',
    'ledger_violation',
    'star_reconciliation',
  ],
  ...['provider_heartbeat', 'provider_pause', 'dead_letter'],
  ...['outbox', 'long_job', 'waiting_photo', 'request_limit', 'pending_change'],
  'person_shard', // filled only where several installations serve one bot
  'voice_sample', // one row for each voice, language and speed
  'model_state', // one row for each model of the catalogue
]);
/** The tables of this schema grow by the same factor, so that the ledger still adds up. */
const LEDGER = 'billing';
/** The seconds over which the copies are spread evenly: three days. */
const SECONDS_BACK = 259_200;
const BETWEEN_COPIES = 1_000_000;

interface Column {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly isUnique: boolean;
  /** Whether the column alone is unique, without another column of the index. */
  readonly isUniqueAlone: boolean;
  /** Whether the column is the first of a unique index. */
  readonly isLeading: boolean;
  readonly isGenerated: boolean;
}

export interface Grown {
  /** The tables by name, each with its present number of rows. */
  readonly rows: ReadonlyMap<string, number>;
  /** The tables that had no row to copy. */
  readonly empty: readonly string[];
}

/**
 * Fills every table with copies of its rows of ended work, as if it had happened to many others during the last three days. In each copy an
 * id is replaced by the same new id in every table, so that references stay right. A new table grows like the others, without being named
 * here.
 */
export const grow = async (client: Client, rowsAtMost: number): Promise<Grown> => {
  const { rows: columns } = await client.query<Column>(COLUMNS, [[...SCHEMAS]]);
  const tables = [...Map.groupBy(columns, ({ schema, table }) => `${schema}.${table}`)].filter(
    ([, its]) => !its.some((column) => SMALL.has(column.table) || isOfOneRow(column)),
  );
  const held = new Map<string, number>();
  for (const [name] of tables) {
    const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${name}`);
    held.set(name, rows[0]?.count ?? 0);
  }
  await client.query(`SET session_replication_role = replica`); // this turns off foreign key checks and triggers
  const grown = new Map<string, number>();
  for (const [name, its] of tables) {
    const [{ schema } = { schema: '' }] = its;
    const together = [...held].filter(([other]) =>
      schema === LEDGER ? other.startsWith(`${LEDGER}.`) : other === name,
    );
    const copies = Math.ceil(rowsAtMost / Math.max(1, ...together.map(([, count]) => count)));
    await client.query(copyOf(name, its), [copies]);
    grown.set(name, (held.get(name) ?? 0) * (copies + 1));
  }
  await client.query('VACUUM ANALYZE');
  return { rows: grown, empty: [...held].filter(([, count]) => count === 0).map(([name]) => name) };
};

const COLUMNS = `
  SELECT n.nspname AS schema, c.relname AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type,
         a.attgenerated <> '' AS "isGenerated",
         EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND a.attnum = ANY (i.indkey)) AS "isUnique",
         EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND i.indnkeyatts = 1 AND a.attnum = i.indkey[0])
           AS "isUniqueAlone",
         EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisunique AND a.attnum = i.indkey[0]) AS "isLeading"
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
  WHERE c.relkind = 'r' AND n.nspname = ANY ($1) AND a.attnum > 0 AND NOT a.attisdropped
  ORDER BY 1, 2, a.attnum`;

const copyOf = (name: string, columns: readonly Column[]): string => {
  const written = columns.filter(({ isGenerated }) => !isGenerated);
  const hasUuid = written.some(({ type, isUnique }) => type === 'uuid' && isUnique);
  return `INSERT INTO ${name} (${written.map((column) => quoted(column)).join(', ')}) OVERRIDING SYSTEM VALUE
    SELECT ${written.map((column) => other(column, hasUuid)).join(', ')}
    FROM ${name} t, generate_series(1, $1::int) AS n`;
};

/** True for a column such as `id boolean PRIMARY KEY CHECK (id)`. */
const isOfOneRow = ({ type, isUniqueAlone }: Column): boolean => type === 'boolean' && isUniqueAlone;

const quoted = ({ name }: Column): string => `"${name}"`;

/** The SQL for a column's value in the n-th copy. */
const other = (column: Column, hasUuid: boolean): string => {
  const { name, type, isUnique, isUniqueAlone, isLeading } = column;
  const value = `t.${quoted(column)}`;
  if (type === 'uuid') return `md5(${value}::text || n)::uuid`;
  if (type.startsWith('timestamp') && !type.endsWith('[]'))
    return `${value} - n * ${SECONDS_BACK}::float8 / $1 * interval '1 second'`;
  if (type === 'bigint' && (isUnique || /(chat|telegram)_id$/.test(name)))
    return `${value} - n::bigint * ${BETWEEN_COPIES}`;
  if (type === 'text' && (isUniqueAlone || (isLeading && !hasUuid))) return `${value} || ':' || n`;
  return value;
};
