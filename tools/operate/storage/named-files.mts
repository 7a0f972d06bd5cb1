import { SCHEMAS } from '@aisha/database';
import type { Client } from 'pg';

/** A file that a row names. */
export interface NamedFile {
  /** The reference as rows hold it: `files:pictures/…`. */
  readonly reference: string;
  /** The schema, table and column that hold the reference. */
  readonly where: string;
}

/** Columns that name files although their own names do not end in `_path`. */
const OTHERS = ['trainer.avatar.lora_key', 'trainer.avatar.photo_map', 'trainer.waiting_photo.incoming'];
const PAGE = 1_000;

/** Makes the SQL that selects `reference` and `place` of all rows that name a file. */
async function everyName(client: Client): Promise<string> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS table, quote_ident(column_name) AS column FROM information_schema.columns
      JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_type = 'BASE TABLE' AND table_schema = ANY ($1) AND data_type = 'text'
        AND (column_name LIKE '%\\_path' OR concat_ws('.', table_schema, table_name, column_name) = ANY ($2))`,
    [SCHEMAS, OTHERS],
  );
  return rows
    .map(
      ({ table, column }) =>
        `SELECT ${column} COLLATE "C" AS reference, '${table}.${column}' AS place FROM ${table} WHERE ${column} ~ '^(avatars|files):'`,
    )
    .join(' UNION ALL ');
}

/**
 * Every file that a row names, in the order of the references' bytes, in which the storage lists too. Postgres sorts them and sends them a
 * page at a time.
 */
export async function* namedFiles(client: Client): AsyncGenerator<NamedFile> {
  const names = await everyName(client);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    await client.query(`DECLARE named NO SCROLL CURSOR FOR SELECT reference, place FROM (${names}) AS name ORDER BY 1`);
    for (;;) {
      const { rows } = await client.query<{ reference: string; place: string }>(`FETCH ${PAGE} FROM named`);
      for (const { reference, place } of rows) yield { reference, where: place };
      if (rows.length < PAGE) return;
    }
  } finally {
    await client.query('ROLLBACK');
  }
}

/** Which of the references a row still names: a running product removes files with their rows. */
export async function stillNamed(client: Client, references: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ reference: string }>(
    `SELECT DISTINCT reference FROM (${await everyName(client)}) AS name WHERE reference = ANY ($1)`,
    [references],
  );
  return new Set(rows.map(({ reference }) => reference));
}
