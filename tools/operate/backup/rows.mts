import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { refuseLentSession, SCHEMAS, type KnownMigration } from '@aisha/database';
import { Refusal, repeated, type Backup, type Manifest, type SequenceInBackup, type TableInBackup } from './backup.mts';

/** The tables that the migrations fill. Their rows do not show that the database is in use, and the backup brings its own rows. */
const SEEDED = ['billing.price', 'billing.pack', 'billing.plan'];
/** BullMQ's table where the queue lives in Postgres. Once an app has run, it has a row for each of the app's queues. */
const QUEUE = 'bullmq.meta';

/** Settings with which every Postgres reads the text that another one writes, and without a time limit for large tables. */
const SETTINGS = `
  SET datestyle = 'ISO';
  SET intervalstyle = 'postgres';
  SET statement_timeout = 0;
  SET idle_in_transaction_session_timeout = 0`;

/** A gateway forgets a connection on which nothing is sent for minutes, and the one that holds the lock may be silent for hours. */
const ASLEEP_MS = 60_000;

interface Table {
  readonly name: string;
  /** The columns, without the generated ones. */
  readonly columns: readonly string[];
  readonly refersTo: readonly string[];
  readonly hasTriggers: boolean;
}

/** Runs the work on a connection as the owner of the tables. Refuses an address that cannot be connected to, or that leads to a pooler. */
export const connected = async <T,>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({
    connectionString: url,
    keepAlive: true,
    keepAliveInitialDelayMillis: ASLEEP_MS,
    application_name: 'aisha:backup',
  });
  client.on('error', () => undefined); // the statement under way reports the error
  await client.connect().catch(({ code, message }: Error & { code?: string }) => {
    throw new Refusal(`MIGRATE_DATABASE_URL: cannot be connected to (${code ?? message})`);
  });
  try {
    await refuseLentSession(client);
    await client.query(SETTINGS);
    return await work(client);
  } finally {
    await client.end();
  }
};

/**
 * Runs a backup or a restore while no other of this database can begin: a backup of what is half restored would be empty, and count as the
 * newest. While a restore runs, no tombstones are left, but they are while a backup runs, which may take hours. Refuses when one is under
 * way, or when the connection that holds the lock breaks off.
 */
export const withoutAnother = (url: string, work: () => Promise<void>, { isRestore = false } = {}): Promise<void> =>
  connected(url, async (client) => {
    const { rows } = await client.query<{ isOurs: boolean }>(
      `SELECT pg_try_advisory_lock(hashtext('aisha.backup')) AS "isOurs"`,
    );
    if (!rows[0]!.isOurs) throw new Refusal('a backup or a restore of this database is under way');
    if (isRestore) await client.query(`SELECT pg_advisory_lock(hashtext('aisha.tombstones'))`);
    // When the connection breaks off, the lock is lost, and another backup may begin.
    const lost = new Promise<never>((_, reject) =>
      client.once('end', () => reject(new Refusal('the connection that kept backups and restores out broke off'))),
    );
    await Promise.race([work(), lost]);
  });

/** Refuses while a restore of this database runs, and keeps a restore from beginning as long as the client is connected. */
export const refuseDuringRestore = async (client: Client): Promise<void> => {
  const { rows } = await client.query<{ isOurs: boolean }>(
    `SELECT pg_try_advisory_lock_shared(hashtext('aisha.tombstones')) AS "isOurs"`,
  );
  if (!rows[0]!.isOurs) throw new Refusal('a restore of this database is under way');
};

/** Copies every row as it was at one moment, and returns the other facts about the database for the manifest. */
export const copyRows = async (
  client: Client,
  folder: Backup,
): Promise<Pick<Manifest, 'takenAt' | 'postgres' | 'migrations' | 'tables' | 'sequences'>> => {
  // The lock keeps migrations out. It comes before the transaction, because the transaction sees the state at its first statement.
  await client.query(`SELECT pg_advisory_lock_shared(hashtext('aisha.migrate'))`);
  await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const { rows: now } = await client.query<{ at: Date; postgres: string }>(
    `SELECT now() AS at, current_setting('server_version') AS postgres`,
  );
  const migrations = await migrationsOf(client);
  if (migrations.length === 0) throw new Refusal('MIGRATE_DATABASE_URL: there is no product in this database');
  const tables: TableInBackup[] = [];
  for (const { name, columns } of await tablesOf(client)) {
    const rows = client.query(copyTo(`COPY (SELECT ${columns.join(', ')} FROM ${name}) TO STDOUT`));
    tables.push({ name, columns, ...(await folder.write(fileOf(name), rows)), rows: rows.rowCount });
  }
  // A transaction sees the current numbers of sequences. They are read last, so that they are never behind the rows.
  const { rows: sequences } = await client.query<SequenceInBackup>(
    `SELECT format('%I.%I', schemaname, sequencename) AS name, last_value::text AS last FROM pg_sequences
     WHERE schemaname = ANY ($1) ORDER BY 1`,
    [SCHEMAS],
  );
  await client.query('COMMIT');
  return { takenAt: now[0]!.at.toISOString(), postgres: now[0]!.postgres, migrations, tables, sequences };
};

export const verifyRows = async (folder: Backup, { tables }: Manifest): Promise<void> => {
  for (const table of tables) await folder.verify(fileOf(table.name), table);
};

/** Refuses a database in which the product has run. A database with only the schema counts as empty. */
export const refuseUsed = async (client: Client): Promise<void> => {
  const used = (await hasJobs(client)) ? [`the queue of a product that ran (${QUEUE})`] : [];
  for (const { name } of await tablesOf(client)) {
    if (SEEDED.includes(name)) continue;
    const { rows } = await client.query(`SELECT FROM ${name} LIMIT 1`);
    if (rows.length > 0) used.push(`rows in ${name}`);
  }
  if (used.length > 0) {
    throw new Refusal(
      `MIGRATE_DATABASE_URL: must be an empty database, and this one has ${used.slice(0, 3).join(', ')}`,
    );
  }
};

const hasJobs = async (client: Client): Promise<boolean> => {
  const { rows: there } = await client.query<{ isThere: boolean }>('SELECT to_regclass($1) IS NOT NULL AS "isThere"', [
    QUEUE,
  ]);
  return there[0]!.isThere && (await client.query(`SELECT FROM ${QUEUE} LIMIT 1`)).rows.length > 0;
};

/** Restores all tables in one transaction. The schema must be the backup's. */
export const putRowsBack = async (client: Client, folder: Backup, manifest: Manifest): Promise<void> => {
  await client.query('BEGIN');
  const tables = await tablesOf(client);
  const names = tables.map(({ name }) => name);
  const inBackup = new Map(manifest.tables.map((table) => [table.name, table]));
  if (names.length !== inBackup.size || names.some((name) => !inBackup.has(name))) {
    throw new Refusal('The tables of the backup are not those of its migrations');
  }
  // Apps that were started too early wait for the lock, and the check below sees the rows that they wrote before the lock.
  await client.query(`LOCK TABLE ${names.join(', ')} IN ACCESS EXCLUSIVE MODE`);
  await refuseUsed(client);
  for (const name of SEEDED) await client.query(`DELETE FROM ${name}`);
  for (const { name, columns, hasTriggers } of tables) {
    const table = inBackup.get(name)!;
    // The backup contains the rows that a trigger would write.
    if (hasTriggers) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
    await client.query('SAVEPOINT before_rows');
    await repeated(async () => {
      await client.query('ROLLBACK TO SAVEPOINT before_rows');
      const rows = client.query(copyFrom(`COPY ${name} (${columns.join(', ')}) FROM STDIN`));
      // The checksum is compared again: hours may have passed since the check, and others can write into a bucket.
      await pipeline(folder.checked(fileOf(name), table), rows);
      if (rows.rowCount !== table.rows) throw new Refusal(`${name}: ${rows.rowCount} rows came of ${table.rows}`);
    });
    await client.query('RELEASE SAVEPOINT before_rows');
    if (hasTriggers) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  }
  for (const { name, last } of manifest.sequences) {
    if (last !== null) await client.query('SELECT setval($1::regclass, $2::bigint)', [name, last]);
  }
  await client.query('COMMIT');
  await client.query('ANALYZE');
};

/** The migrations that ran here, in their order; none in an empty database. */
export const migrationsOf = async (client: Client): Promise<KnownMigration[]> => {
  const { rows: there } = await client.query<{ isThere: boolean }>(
    `SELECT to_regclass('aisha_migration_digest') IS NOT NULL AS "isThere"`,
  );
  if (!there[0]!.isThere) return [];
  const { rows } = await client.query<KnownMigration>(
    'SELECT name, digest FROM aisha_migration JOIN aisha_migration_digest USING (name) ORDER BY id',
  );
  return rows;
};

const fileOf = (table: string): string => `rows/${table}.copy`;

/** Every table of the product, in an order in which a table follows those that it refers to. */
const tablesOf = async (client: Client): Promise<Table[]> => {
  const { rows } = await client.query<Table>(
    `SELECT format('%I.%I', nspname, relname) AS name,
       (SELECT array_agg(quote_ident(attname) ORDER BY attnum) FROM pg_attribute
         WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns,
       ARRAY (SELECT DISTINCT format('%I.%I', n.nspname, t.relname)
         FROM pg_constraint JOIN pg_class t ON t.oid = confrelid JOIN pg_namespace n ON n.oid = t.relnamespace
         WHERE contype = 'f' AND conrelid = c.oid AND confrelid <> conrelid) AS "refersTo",
       EXISTS (SELECT FROM pg_trigger WHERE tgrelid = c.oid AND NOT tgisinternal) AS "hasTriggers"
     FROM pg_class c JOIN pg_namespace s ON s.oid = relnamespace
     WHERE nspname = ANY ($1) AND relkind IN ('r', 'p') AND NOT relispartition ORDER BY 1`,
    [SCHEMAS],
  );
  const ordered: Table[] = [];
  for (let left = rows; left.length > 0;) {
    const done = new Set(ordered.map(({ name }) => name));
    const next = left.filter(({ refersTo }) => refersTo.every((name) => done.has(name)));
    if (next.length === 0) throw new Error(`tables refer to each other: ${left.map(({ name }) => name).join(', ')}`);
    ordered.push(...next);
    left = left.filter((table) => !next.includes(table));
  }
  return ordered;
};
