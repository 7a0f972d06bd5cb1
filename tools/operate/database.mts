/**
 * Shows the state of the database: size, the largest tables, connections, the oldest transaction, missing migrations, and dead rows that
 * are not cleared. Changes nothing. With an app's login Postgres hides what others are doing: their transactions then have no age.
 *
 *   npm run database [-- --json]
 */
import { MIGRATIONS } from '@aisha/database';
import { asked, called, fail, megabytes } from './command/command-line.mts';
import { operatedDatabase } from './command/operated-product.mts';
import { connected } from '../start/connected.mts';

const USAGE = `${called('database')} [--json]`;
const LARGEST = 10;
/** Autovacuum starts when a fifth of a table's rows are dead; at twice that share something prevents it. */
const DEAD_TOO_MANY = 0.4;
/** A smaller table is fast to read, however many of its rows are dead. */
const DEAD_AT_LEAST = 10_000;
/**
 * A transaction that stays open for so many seconds keeps dead rows from being cleared; no app holds one open so long.
 */
const OLD_S = 300;

const { words, flags } = asked(USAGE, { flags: ['json'] });
if (words.length > 0) fail(USAGE);

interface Table {
  readonly table: string;
  readonly bytes: number;
  readonly rows: number;
  readonly dead: number;
  readonly clearedAt: Date | null;
}

const client = await connected(operatedDatabase(), 'database');
try {
  await report();
} finally {
  await client.end();
}

async function rows<Row>(sql: string): Promise<Row[]> {
  return (await client.query(sql)).rows as Row[];
}

async function report(): Promise<void> {
  const [server] = await rows<{ version: string; bytes: number; used: number; most: number; isStandby: boolean }>(
    `SELECT current_setting('server_version') AS version, pg_database_size(current_database())::float8 AS bytes,
            (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS used,
            current_setting('max_connections')::int AS most, pg_is_in_recovery() AS "isStandby"`,
  );
  const users = await rows<{ name: string; connections: number; oldestSeconds: number | null }>(
    `SELECT coalesce(nullif(application_name, ''), usename, 'unknown') AS name, count(*)::int AS connections,
            round(extract(epoch FROM now() - min(xact_start)))::int AS "oldestSeconds"
       FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() GROUP BY 1 ORDER BY 2 DESC, 1`,
  );
  const tables = await rows<Table>(
    `SELECT format('%s.%s', schemaname, relname) AS table, pg_total_relation_size(relid)::float8 AS bytes, n_live_tup::float8 AS rows,
            n_dead_tup::float8 AS dead, greatest(last_vacuum, last_autovacuum) AS "clearedAt" FROM pg_stat_user_tables ORDER BY 2 DESC`,
  );
  const ran = await rows<{ name: string }>('SELECT name FROM aisha_migration').catch(() => []);
  const names = new Set(ran.map(({ name }) => name));
  const missing = MIGRATIONS.map(({ name }) => name).filter((name) => !names.has(name));
  const largest = tables.slice(0, LARGEST);
  const bloated = tables.filter(({ rows: live, dead }) => dead >= DEAD_AT_LEAST && dead > live * DEAD_TOO_MANY);
  const old = users.filter(({ oldestSeconds }) => (oldestSeconds ?? 0) > OLD_S);
  if (missing.length > 0 || bloated.length > 0 || old.length > 0) process.exitCode = 1;
  if (flags.json)
    return console.log(JSON.stringify({ ...server, connections: users, largest, bloated, missing }, null, 2));

  const { version, bytes, used, most, isStandby } = server!;
  console.log(
    `Postgres ${version}${isStandby ? ', a standby' : ''}: ${megabytes(bytes)}, ${used} of ${most} connections`,
  );
  for (const { name, connections, oldestSeconds } of users)
    console.log(`  ${name}: ${connections}${oldestSeconds === null ? '' : `, oldest transaction ${oldestSeconds} s`}`);
  console.log('The largest tables:');
  for (const { table, bytes: size, rows: live, dead } of largest)
    console.log(`  ${table}: ${megabytes(size)}, ${live} rows, ${dead} dead`);
  console.log(missing.length === 0 ? 'No migration is missing.' : `MISSING migrations: ${missing.join(', ')}`);
  for (const { table, dead, clearedAt } of bloated)
    console.log(
      `BLOATED ${table}: ${dead} dead rows, last cleared ${clearedAt?.toISOString() ?? 'never'}: VACUUM it, and see what keeps a transaction open`,
    );
  for (const { name, oldestSeconds } of old) console.log(`OLD transaction of ${name}: ${oldestSeconds} s`);
}
