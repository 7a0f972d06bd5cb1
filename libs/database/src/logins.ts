import { LOGINS, loginName, passwordVariable, type Login } from '@aisha/domain';
import { Client } from 'pg';
import type { QueryRunner } from 'typeorm';
import { grants } from './grants';
import { verifierOf } from './password-verifier';

export interface LoginOptions {
  /** The installation that owns the logins: the first part of their names. */
  readonly installation: string;
  /** The passwords. A login without one here keeps its password; a new login without one cannot log in. */
  readonly passwords: Partial<Record<Login, string>>;
}

/** The passwords that an environment gives the logins. */
export const passwordsIn = (env: Readonly<Record<string, string | undefined>>): LoginOptions['passwords'] =>
  Object.fromEntries(
    LOGINS.flatMap((login) => (env[passwordVariable(login)] ? [[login, env[passwordVariable(login)]]] : [])),
  );

/** The migrations cannot go on: the message says which right the owner's login lacks, and how to grant it. */
export class MissingRight extends Error {}

/** How long a statement may take. No statement of the product takes 10 s, and a transaction that hangs must not hold a lock for ever. */
const STATEMENT_TIMEOUT_MS = 10_000;

/**
 * The settings of every session of an app, also behind a pooler, which takes no startup options. By the keepalive settings, in seconds,
 * each end of a connection notices within half a minute that the other is gone.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  search_path: 'public',
  statement_timeout: `'${STATEMENT_TIMEOUT_MS}'`,
  idle_in_transaction_session_timeout: `'${STATEMENT_TIMEOUT_MS}'`,
  tcp_keepalives_idle: '10',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '3',
};

/** The error code when another database's migration changes the same login of the server at this moment; that change takes milliseconds. */
const CONCURRENT_UPDATE = 'XX000';
const ALREADY_THERE = ['42710', '23505'];
const REFUSED = '42501';
const WRONG_PASSWORD = '28P01';
const ATTEMPTS = 50;

/**
 * Makes the missing logins, sets their passwords and the settings of their sessions, and gives each its grants. Resets other settings that
 * a login has made itself. May be run again at any time.
 */
export async function giveLogins(runner: QueryRunner, { installation, passwords }: LoginOptions): Promise<void> {
  const nameOf = (login: Login): string => loginName(installation, login);
  for (const login of LOGINS) {
    const name = nameOf(login);
    await unlessThere(runner, `CREATE ROLE ${name} NOLOGIN`);
    const password = passwords[login];
    if (password !== undefined) await change(runner, name, `LOGIN PASSWORD '${verifierOf(name, password)}'`);
    for (const [setting, value] of Object.entries(SETTINGS)) await change(runner, name, `SET ${setting} = ${value}`);
    for (const reset of await ownSettings(runner, name)) await change(runner, name, reset);
  }
  await runner.startTransaction();
  try {
    for (const grant of [...(await onlyForLogins(runner, LOGINS.map(nameOf))), ...grants(nameOf)])
      await runner.query(grant);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  }
}

/** Throws MissingRight unless the owner has the rights that the migrations need. */
export async function refuseWithoutRights(runner: QueryRunner): Promise<void> {
  const [owner] = (await runner.query(
    `SELECT quote_ident(current_user) AS name, quote_ident(current_database()) AS database,
            rolsuper OR rolcreaterole AS "makesLogins",
            has_database_privilege(current_database(), 'CREATE') AS "makesSchemas",
            has_schema_privilege('public', 'CREATE') AS "makesTables"
     FROM pg_roles WHERE rolname = current_user`,
  )) as [{ name: string; database: string; makesLogins: boolean; makesSchemas: boolean; makesTables: boolean }];
  const missing = [
    !owner.makesLogins && `ALTER ROLE ${owner.name} CREATEROLE`,
    !owner.makesSchemas && `GRANT CREATE ON DATABASE ${owner.database} TO ${owner.name}`,
    !owner.makesTables && `GRANT CREATE ON SCHEMA public TO ${owner.name}`,
  ].filter((statement) => statement !== false);
  if (missing.length === 0) return;
  throw new MissingRight(
    `The login ${owner.name} of MIGRATE_DATABASE_URL makes the schemas and the logins of the apps, and may not. ` +
      `As a superuser, in the database ${owner.database}: ${missing.map((statement) => `${statement};`).join(' ')}`,
  );
}

/** Throws if an app could not log in after these migrations. */
export async function refuseWithoutPasswords(
  runner: { readonly query: (statement: string) => Promise<unknown> },
  { installation, passwords }: LoginOptions,
): Promise<void> {
  const there = (await runner.query(`SELECT rolname AS name FROM pg_roles WHERE rolcanlogin`)) as { name: string }[];
  const missing = LOGINS.filter(
    // Where there is a Redis, the receiver logs in to no Postgres.
    (login) =>
      login !== 'receiver' &&
      passwords[login] === undefined &&
      !there.some(({ name }) => name === loginName(installation, login)),
  );
  if (missing.length > 0)
    throw new Error(
      missing
        .map(
          (login) =>
            `${passwordVariable(login)}: must be set until the login ${loginName(installation, login)} has a password`,
        )
        .join('; '),
    );
}

/**
 * Throws where these logins have rights in another database of the server, and other passwords there: they belong to another installation,
 * which could then no longer log in. Postgres does not show passwords, so the code tries to log in with each one.
 */
export async function refuseLoginsOfAnother(
  runner: QueryRunner,
  url: string,
  { installation, passwords }: LoginOptions,
): Promise<void> {
  const elsewhere = (await runner.query(
    `SELECT DISTINCT ON (rolname) rolname AS name, datname AS database
     FROM pg_shdepend JOIN pg_roles ON pg_roles.oid = refobjid JOIN pg_database ON pg_database.oid = dbid
     WHERE refclassid = 'pg_authid'::regclass AND rolname = ANY ($1) AND datname <> current_database()`,
    [LOGINS.map((login) => loginName(installation, login))],
  )) as { name: string; database: string }[];
  for (const login of LOGINS) {
    const [password, other] = [passwords[login], elsewhere.find(({ name }) => name === loginName(installation, login))];
    if (password === undefined || other === undefined) continue;
    const address = Object.assign(new URL(url), { username: other.name, password, pathname: `/${other.database}` });
    const client = new Client({ connectionString: address.href });
    client.on('error', () => undefined); // the database may be dropped right after its answer
    const refusal = await client.connect().then(
      () => undefined,
      (error: unknown) => codeOf(error),
    );
    await client.end().catch(() => undefined);
    if (refusal === WRONG_PASSWORD)
      throw new Error(
        `The login ${other.name} is that of the database ${other.database}, with another password: give this installation another name ` +
          `(INSTALLATION), or, if it takes the other's place, the other's passwords (${passwordVariable(login)}).`,
      );
  }
}

/** The statements that reset settings which a login has made for its own later sessions. */
async function ownSettings(runner: QueryRunner, name: string): Promise<string[]> {
  const rows = (await runner.query(
    `SELECT CASE setdatabase WHEN 0 THEN '' ELSE format('IN DATABASE %I ', current_database()) END
              || format('RESET %I', split_part(unnest(setconfig), '=', 1)) AS reset
     FROM pg_db_role_setting JOIN pg_roles ON pg_roles.oid = setrole
     WHERE rolname = $1 AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))`,
    [name],
  )) as { reset: string }[];
  return rows
    .map(({ reset }) => reset)
    .filter((reset) => !Object.keys(SETTINGS).some((ours) => reset === `RESET ${ours}`));
}

/**
 * By default every login may connect to a new database, and make temporary tables there; these statements revoke that, and let the apps'
 * logins connect. For an owner who has not made the database they change nothing.
 */
async function onlyForLogins(runner: QueryRunner, logins: readonly string[]): Promise<string[]> {
  const [{ database }] = (await runner.query(`SELECT quote_ident(current_database()) AS database`)) as [
    { database: string },
  ];
  return [
    `REVOKE CONNECT, TEMPORARY ON DATABASE ${database} FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${database} TO ${logins.join(', ')}`,
  ];
}

async function unlessThere(runner: QueryRunner, create: string): Promise<void> {
  await runner.query(create).catch((error: unknown) => {
    if (!ALREADY_THERE.includes(codeOf(error) ?? '')) throw error;
  });
}

async function change(runner: QueryRunner, name: string, what: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await runner.query(`ALTER ROLE ${name} ${what}`);
      return;
    } catch (error) {
      if (codeOf(error) === REFUSED)
        throw new MissingRight(
          `The login ${name} was made by another owner. As a superuser: GRANT ${name} TO CURRENT_OWNER WITH ADMIN OPTION, ` +
            'with the login of MIGRATE_DATABASE_URL for CURRENT_OWNER; or give this installation another name (INSTALLATION).',
        );
      if (codeOf(error) !== CONCURRENT_UPDATE || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The SQLSTATE of an error of Postgres; undefined for any other one. */
export const codeOf = (error: unknown): string | undefined => (error as { code?: string }).code;
