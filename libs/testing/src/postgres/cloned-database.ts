import { createHash, randomBytes } from 'node:crypto';
import { migrate, MIGRATIONS, SCHEMAS } from '@aisha/database';
import { Client } from 'pg';
import { testPostgresUrl } from '../servers/addresses';

/** Workers of one run share the server: the first makes the template, and Postgres copies a database for one client at a time. */
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
const onServer = <T>(work: (client: Client) => Promise<T>): Promise<T> => connectedTo(testPostgresUrl(), work);

/** The only rows a migration writes. */
const SEEDED = 'billing.price';

/** Removes the rows a test wrote, without checking foreign keys. */
const EMPTY = `
  DO $$
  DECLARE written regclass;
  BEGIN
    PERFORM set_config('session_replication_role', 'replica', true);
    FOR written IN
      SELECT oid FROM pg_class
       WHERE relkind = 'r' AND relnamespace::regnamespace::text = ANY ('{${SCHEMAS.join()}}') AND oid <> '${SEEDED}'::regclass
    LOOP
      EXECUTE format('DELETE FROM %s', written);
    END LOOP;
  END $$`;

/** Changes with every definition that is made, altered or dropped, and with the prices. */
const FINGERPRINT = `
  SELECT concat_ws(' ', ${['pg_namespace', 'pg_class', 'pg_attribute', 'pg_constraint', 'pg_proc', 'pg_trigger']
    .map((catalogue) => `(SELECT sum(xmin::text::bigint) FROM ${catalogue})`)
    .join(', ')},
    (SELECT md5(string_agg(seeded::text, ',' ORDER BY seeded)) FROM ${SEEDED} seeded)) AS fingerprint`;

const fingerprintOf = async (client: Client): Promise<string> => {
  const { rows } = await client.query<{ fingerprint: string }>(FINGERPRINT);
  return rows[0]!.fingerprint;
};

const templateName = (): string => {
  const hash = createHash('sha256').update(JSON.stringify(SCHEMAS)).update(migrate.toString());
  for (const migration of MIGRATIONS) hash.update(migration.toString());
  return `aisha_template_${hash.digest('hex').slice(0, 16)}`;
};

/** A name is known as the template's only once it is complete: a killed run leaves no half-migrated one. */
const ensureTemplate = async (client: Client): Promise<string> => {
  const name = templateName();
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (rowCount) return name;
  const unfinished = `${name}_new`;
  await client.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${unfinished}`);
  await migrate(databaseUrl(unfinished));
  const fingerprint = await connectedTo(databaseUrl(unfinished), fingerprintOf);
  await client.query(`CREATE TABLE IF NOT EXISTS spare_database (name text PRIMARY KEY, template text NOT NULL)`);
  await client.query(
    `CREATE TABLE IF NOT EXISTS template_fingerprint (template text PRIMARY KEY, fingerprint text NOT NULL)`,
  );
  await client.query(`INSERT INTO template_fingerprint VALUES ($1, $2) ON CONFLICT DO NOTHING`, [name, fingerprint]);
  await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
  return name;
};

export interface ClonedDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** One that an earlier test gave back; undefined when there is none. */
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
 * Empties a database for the next test, which saves a quarter of a second. The new name hides it from clients of the last test. If
 * the test has changed its definitions, the database is dropped.
 */
const release = async (name: string): Promise<void> => {
  const spare = newName();
  try {
    await onServer(async (client) => {
      await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [name]);
      await client.query(`ALTER DATABASE ${name} RENAME TO ${spare}`);
    });
    const fingerprint = await connectedTo(databaseUrl(spare), async (client) => {
      await client.query(EMPTY);
      return fingerprintOf(client);
    });
    await onServer(async (client) => {
      const { rowCount } = await client.query(
        `INSERT INTO spare_database SELECT $1, template FROM template_fingerprint WHERE template = $2 AND fingerprint = $3`,
        [spare, templateName(), fingerprint],
      );
      if (!rowCount) await remove(spare);
    });
  } catch {
    await remove(name);
    await remove(spare);
  }
};

/** A database with the newest schema and nothing else in it, copied from a template that is migrated once per test run. */
export const cloneDatabase = async (): Promise<ClonedDatabase> => {
  const name = await onServer(async (client) => {
    const spare = await takeSpare(client);
    if (spare) return spare;
    const made = newName();
    await client.query(`SELECT pg_advisory_lock(${TEMPLATE_LOCK})`); // released with the connection
    await client.query(`CREATE DATABASE ${made} TEMPLATE ${await ensureTemplate(client)}`);
    return made;
  });
  return { url: databaseUrl(name), drop: () => release(name) };
};

/** A database with nothing in it, for tests of the migrations themselves. */
export const emptyDatabase = async (): Promise<ClonedDatabase> => {
  const name = newName();
  await onServer((client) => client.query(`CREATE DATABASE ${name}`));
  return { url: databaseUrl(name), drop: () => remove(name) };
};
