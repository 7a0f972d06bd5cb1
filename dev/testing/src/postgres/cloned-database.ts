import { createHash, randomBytes } from 'node:crypto';
import { grants, migrate, MIGRATIONS, SCHEMAS } from '@aisha/database';
import { DEFAULT_INSTALLATION, LOGINS, loginName, type Login } from '@aisha/domain';
import { Mutex } from 'async-mutex';
import { Client } from 'pg';
import { testPostgresUrl } from '../servers/addresses';

/**
 * The workers of a run share the server: the first one makes the template, and Postgres copies a database for one
 * client at a time.
 */
const TEMPLATE_LOCK = `hashtext('aisha.test-template')`;

const databaseUrl = (name: string): string => {
  const url = new URL(testPostgresUrl());
  url.pathname = `/${name}`;
  return url.href;
};

const connectedTo = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

let session: Promise<Client> | undefined;
const turns = new Mutex();

/** Runs the work in the only session that a spec file has with the server, after any earlier work. */
const onServer = <T>(work: (client: Client) => Promise<T>): Promise<T> =>
  turns.runExclusive(async () => {
    session ??= (async () => {
      const client = new Client({ connectionString: testPostgresUrl() });
      client.on('error', () => (session = undefined));
      await client.connect();
      return client;
    })();
    return work(await session);
  });

/** Ends the session that this spec file has with the server; called after the file's last test. */
export const leaveServer = (): Promise<void> =>
  turns.runExclusive(async () => {
    const left = session;
    session = undefined;
    await (await left)?.end();
  });

/** The password of every app's login on the throw-away server of a test run. */
const TEST_PASSWORD = 'for-tests';
const PASSWORDS = Object.fromEntries(LOGINS.map((login) => [login, TEST_PASSWORD])) as Record<Login, string>;

/** The address of a database with an app's login. */
const asLogin = (url: string, login: Login): string =>
  Object.assign(new URL(url), { username: loginName(DEFAULT_INSTALLATION, login), password: TEST_PASSWORD }).href;

/** The tables into which migrations write rows. */
const SEEDED = ['billing.price', 'billing.pack', 'billing.plan'];

/**
 * Removes the rows that a test wrote, without checking foreign keys. Empties only tables for which Postgres has counted rows, because
 * opening every table in a new session takes longer. A session reports its counts when it is told to, and at the latest when it ends.
 */
const EMPTY = `
  DO $$
  DECLARE written regclass;
  BEGIN
    PERFORM set_config('session_replication_role', 'replica', true), set_config('lock_timeout', '5s', true);
    FOR written IN
      SELECT oid FROM pg_class
       WHERE relkind = 'r' AND relnamespace::regnamespace::text = ANY ('{${SCHEMAS.join()},bullmq}')
         AND oid <> ALL ('{${SEEDED.join()},bullmq.migration}'::regclass[]) AND pg_stat_get_tuples_inserted(oid) > 0
    LOOP
      EXECUTE format('DELETE FROM %s', written);
      PERFORM pg_stat_reset_single_table_counters(written);
    END LOOP;
    PERFORM pg_stat_force_next_flush();
  END $$`;

/**
 * Postgres counts the rows written into these tables; the counts reveal a test that makes, alters or drops a definition, or writes prices,
 * packs or plans.
 */
const KEPT_AS_MIGRATED = [
  'pg_namespace',
  'pg_class',
  'pg_attribute',
  'pg_constraint',
  'pg_proc',
  'pg_trigger',
  'aisha_migration',
  'aisha_migration_digest',
  'bullmq.migration',
  ...SEEDED,
];

/**
 * Counts the writes to the tables that must stay as migrated, and the settings of the database: 0 in a newly copied one. `dead`: the dead rows
 * of the table that has most.
 */
const LEFT = `
  SELECT sum(pg_stat_get_tuples_inserted(kept) + pg_stat_get_tuples_updated(kept) + pg_stat_get_tuples_deleted(kept))::int
      + (SELECT count(*) FROM pg_db_role_setting JOIN pg_database ON setdatabase = pg_database.oid
          WHERE datname = current_database() AND setrole = 0)::int AS writes,
    (SELECT max(n_dead_tup)::int FROM pg_stat_user_tables) AS dead
    FROM unnest('{${KEPT_AS_MIGRATED.join()}}'::regclass[]) AS kept`;

/** A table with as many dead rows is one that `aisha database` soon reports. A new database takes less than half a second. */
const DEAD_AT_MOST = 9_000;

type Ask = (sql: string) => Promise<readonly { writes?: number; dead?: number }[]>;

/** Empties a database. False if a test has changed its definitions, its settings or what migrations wrote, or leaves very many dead rows. */
export const emptiedAsMigrated = async (ask: Ask): Promise<boolean> => {
  await ask(EMPTY);
  const [left] = await ask(LEFT);
  return left?.writes === 0 && (left.dead ?? 0) <= DEAD_AT_MOST;
};

const templateName = (): string => {
  const hash = createHash('sha256')
    .update(JSON.stringify(SCHEMAS))
    .update(migrate.toString())
    .update(grants(String).join());
  for (const migration of MIGRATIONS) hash.update(migration.toString());
  return `aisha_template_${hash.digest('hex').slice(0, 16)}`;
};

/**
 * Makes the template unless it exists. It gets its final name only when it is complete, so a killed run leaves no
 * half-migrated template.
 */
const ensureTemplate = async (client: Client): Promise<string> => {
  const name = templateName();
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (rowCount) return name;
  const unfinished = `${name}_new`;
  await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${unfinished}`);
  await migrate(databaseUrl(unfinished), { passwords: PASSWORDS });
  await client.query(`CREATE TABLE IF NOT EXISTS spare_database (name text PRIMARY KEY, template text NOT NULL)`);
  await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
  return name;
};

export interface ClonedDatabase {
  /** The address with the superuser's login. */
  readonly url: string;
  urlOf(login: Login): string;
  drop(): Promise<void>;
}

/** Takes a database that an earlier test returned; undefined when there is none. */
const takeSpare = async (client: Client): Promise<string | undefined> => {
  const { rows: known } = await client.query(`SELECT to_regclass('spare_database') AS there`);
  if (!known[0]?.there) return undefined;
  const { rows } = await client.query<{ name: string }>(
    `DELETE FROM spare_database WHERE name =
       (SELECT name FROM spare_database WHERE template = $1 LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING name`,
    [templateName()],
  );
  return rows[0]?.name;
};

const newName = (): string => `aisha_${randomBytes(8).toString('hex')}`;

const remove = (name: string): Promise<void> =>
  onServer(async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)));

/**
 * Empties a database for the next file, which saves a quarter of a second compared with a new one. A new name hides it from clients of the
 * last file. Drops the database when the test has changed its definitions or the rows that migrations wrote, or when anything fails.
 */
const release = async (name: string): Promise<void> => {
  const spare = newName();
  try {
    await onServer(async (client) => {
      await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [name]);
      await client.query(`ALTER DATABASE ${name} RENAME TO ${spare}`);
    });
    const isAsMigrated = await connectedTo(databaseUrl(spare), (client) =>
      emptiedAsMigrated(async (sql) => (await client.query<{ writes: number }>(sql)).rows),
    );
    if (!isAsMigrated) return await remove(spare);
    await onServer((client) => client.query('INSERT INTO spare_database VALUES ($1, $2)', [spare, templateName()]));
  } catch {
    await remove(name);
    await remove(spare);
  }
};

const cloned = (name: string, drop: () => Promise<void>): ClonedDatabase => {
  const url = databaseUrl(name);
  return { url, urlOf: (login) => asLogin(url, login), drop };
};

/**
 * A database with the newest schema and only the rows that migrations write: one that an earlier test gave back, or else a copy of a
 * template that is migrated once per test run.
 */
export const cloneDatabase = async (): Promise<ClonedDatabase> => {
  const name = await onServer(async (client) => {
    const spare = await takeSpare(client);
    if (spare) return spare;
    const made = newName();
    await client.query(`SELECT pg_advisory_lock(${TEMPLATE_LOCK})`);
    try {
      await client.query(`CREATE DATABASE ${made} TEMPLATE ${await ensureTemplate(client)}`);
    } finally {
      await client.query(`SELECT pg_advisory_unlock(${TEMPLATE_LOCK})`);
    }
    return made;
  });
  return cloned(name, () => release(name));
};

/** An empty database for tests of the migrations, with the passwords of the logins. */
export const emptyDatabase = async (): Promise<ClonedDatabase & { passwords: Record<Login, string> }> => {
  const name = newName();
  await onServer((client) => client.query(`CREATE DATABASE ${name}`));
  return { ...cloned(name, () => remove(name)), passwords: PASSWORDS };
};
