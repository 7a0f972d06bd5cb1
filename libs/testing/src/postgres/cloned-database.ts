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

const onServer = async <T>(work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: testPostgresUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const templateName = (): string => {
  const hash = createHash('sha256').update(JSON.stringify(SCHEMAS));
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
  await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
  return name;
};

export interface ClonedDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A fresh database with the newest schema, copied from a template that is migrated once per test run. */
export const cloneDatabase = async (): Promise<ClonedDatabase> => {
  const name = `aisha_${randomBytes(8).toString('hex')}`;
  await onServer(async (client) => {
    await client.query(`SELECT pg_advisory_lock(${TEMPLATE_LOCK})`); // released with the connection
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${await ensureTemplate(client)}`);
  });
  return {
    url: databaseUrl(name),
    drop: () => onServer(async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
};

/** A database with nothing in it, for tests of the migrations themselves. */
export const emptyDatabase = async (): Promise<ClonedDatabase> => {
  const name = `aisha_${randomBytes(8).toString('hex')}`;
  await onServer((client) => client.query(`CREATE DATABASE ${name}`));
  return {
    url: databaseUrl(name),
    drop: () => onServer(async (client) => void (await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`))),
  };
};
