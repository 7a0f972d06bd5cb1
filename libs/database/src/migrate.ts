import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { runMigrations as makeQueue } from 'bullmq';
import type { PoolClient } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { DEFAULT_INSTALLATION } from '@aisha/domain';
import { INSTALLATION_NAME } from '@aisha/platform';
import { QUEUE_SCHEMA } from './grants';
import {
  codeOf,
  giveLogins,
  passwordsIn,
  refuseLoginsOfAnother,
  refuseWithoutPasswords,
  refuseWithoutRights,
  type LoginOptions,
} from './logins';
import { MIGRATIONS } from './migrations';
import { refuseLentSession } from './connection/pooler';
import { primaryUrl } from './connection/primary';

export interface MigrateOptions extends Partial<LoginOptions> {
  /** Whether to throw when an app's login would have no password. The command sets this, tests do not. */
  readonly mustLogIn?: boolean;
  /**
   * The last migration to run, for a restore; absent: the newest one. With it, logins and grants are skipped, because they need the tables
   * of the newest schema.
   */
  readonly until?: string | undefined;
}

/**
 * Brings the database at `url`, its owner's address, to the newest schema, and gives each app its login and its grants. Several processes
 * may run it at once. Returns the migrations it ran.
 * @throws {MissingRight} if the owner lacks a right; the message names the remedy.
 * @throws {Error} if `url` leads to a pooler.
 * @throws {Error} for logins of another installation and, with `mustLogIn`, for an app that could not log in.
 * @throws {Error} for a database that another version made: one in which a migration ran that has been edited since.
 */
export async function migrate(
  url: string,
  { installation = DEFAULT_INSTALLATION, passwords = {}, mustLogIn = false, until }: MigrateOptions = {},
): Promise<string[]> {
  const migrations = migrationsUntil(until);
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations,
    migrationsTableName: 'aisha_migration',
  });
  await source.initialize();
  try {
    // Two launchers may run this at once, or Kubernetes may restart its Job: the second one waits for the lock and finds nothing left to
    // do.
    const runner = source.createQueryRunner();
    await refuseLentSession((await runner.connect()) as PoolClient);
    await runner.query(`SELECT pg_advisory_lock(hashtext('aisha.migrate'))`);
    try {
      await refuseWithoutRights(runner);
      if (mustLogIn) await refuseWithoutPasswords(runner, { installation, passwords });
      if (until === undefined) await refuseLoginsOfAnother(runner, url, { installation, passwords });
      const ran = await ranBefore(runner);
      await refuseEdited(ran);
      const toRun = migrations.filter(({ name }) => !ran.has(name));
      await remember(runner, toRun);
      await againWhile(KEPT_FROM_LOCKS, LOCK_AGAIN_AFTER_MS, () => source.runMigrations({ transaction: 'each' }));
      await makeQueue((await runner.connect()) as PoolClient, QUEUE_SCHEMA);
      if (until === undefined) await giveLogins(runner, { installation, passwords });
      return toRun.map(({ name }) => name);
    } finally {
      await runner.query(`SELECT pg_advisory_unlock(hashtext('aisha.migrate'))`);
      await runner.release();
    }
  } finally {
    await source.destroy();
  }
}

/** A migration of this release, or one that a database has recorded, with a digest of what it does. */
export interface KnownMigration {
  readonly name: string;
  /** The digest of the migration's statements. */
  readonly digest: string;
}

/** The migrations of this release, in the order they run. */
export const releasedMigrations = (): Promise<KnownMigration[]> =>
  Promise.all(MIGRATIONS.map(async (migration) => ({ name: migration.name, digest: await digestOf(migration) })));

function migrationsUntil(last: string | undefined): typeof MIGRATIONS {
  if (last === undefined) return MIGRATIONS;
  const index = MIGRATIONS.findIndex(({ name }) => name === last);
  if (index < 0) throw new Error(`${last}: this release has no such migration.`);
  return MIGRATIONS.slice(0, index + 1);
}

/** The digests of the migrations that ran, by name; null for one of which none was written down. */
async function ranBefore(runner: QueryRunner): Promise<ReadonlyMap<string, string | null>> {
  await runner.query(`CREATE TABLE IF NOT EXISTS aisha_migration_digest (name text PRIMARY KEY, digest text NOT NULL)`);
  await runner.query(
    `CREATE TABLE IF NOT EXISTS aisha_migration (id serial PRIMARY KEY, "timestamp" bigint NOT NULL, name varchar NOT NULL)`,
  );
  const ran: { name: string; digest: string | null }[] = await runner.query(
    `SELECT name, digest FROM aisha_migration LEFT JOIN aisha_migration_digest USING (name)`,
  );
  return new Map(ran.map(({ name, digest }) => [name, digest]));
}

async function refuseEdited(ran: ReadonlyMap<string, string | null>): Promise<void> {
  const edited: string[] = [];
  for (const migration of MIGRATIONS.filter(({ name }) => ran.has(name)))
    if (ran.get(migration.name) !== (await digestOf(migration))) edited.push(migration.name);
  if (edited.length > 0) {
    throw new Error(
      `This database was made by another version of Aisha (${edited.join(', ')}). Go back to that version, or begin with an empty database.`,
    );
  }
}

/** Writes the digests down, before the migrations run: those that ran before one that failed are known to the next attempt. */
async function remember(runner: QueryRunner, migrations: typeof MIGRATIONS): Promise<void> {
  for (const migration of migrations) {
    await runner.query(
      `INSERT INTO aisha_migration_digest VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET digest = excluded.digest`,
      [migration.name, await digestOf(migration)],
    );
  }
}

/** The digest covers the statements a migration makes, not its source: neither a compiler nor a comment changes it. */
async function digestOf(migration: (typeof MIGRATIONS)[number]): Promise<string> {
  const hash = createHash('sha256');
  const query = (sql: string): Promise<unknown[]> => {
    hash.update(sql.replace(/--.*$/gm, '').replace(/\s+/g, ' '));
    return Promise.resolve([]);
  };
  await new migration().up({ query } as QueryRunner);
  return hash.digest('hex');
}

/** Reads the command's environment. Throws one error that names every problem. */
function commanded(env: NodeJS.ProcessEnv): LoginOptions & { readonly url: string } {
  const url = env['MIGRATE_DATABASE_URL'] ?? '';
  const installation = env['INSTALLATION'] || DEFAULT_INSTALLATION;
  const problems = [
    !/^postgres(ql)?:\/\/\S+$/.test(url) &&
      'MIGRATE_DATABASE_URL: must be the postgres:// URL of the owner of the database',
    !INSTALLATION_NAME.test(installation) && `INSTALLATION: must be like ${DEFAULT_INSTALLATION}: a-z, 0-9 and _`,
  ].filter((problem) => problem !== false);
  if (problems.length > 0) throw new Error(problems.join('; '));
  return { url, installation, passwords: passwordsIn(env) };
}

/** The code with which Postgres refuses a connection while it starts: after a crash it first applies its log, which may take minutes. */
const STARTS_UP = ['57P03'];
const ASK_AGAIN_AFTER_MS = 1_000;
/**
 * The codes with which Postgres ends a migration whose `lock_timeout` has passed, or that is in a deadlock with an app: apps of the release
 * before work meanwhile. The migration is undone, because each has a transaction of its own.
 */
const KEPT_FROM_LOCKS = ['55P03', '40P01'];
/** How long apps have to catch up on what waited behind the migration. */
const LOCK_AGAIN_AFTER_MS = 5_000;
/**
 * A server that says for longer than this that it starts is stuck, or is a standby that takes nobody in. Whoever keeps a migration from a
 * lock for longer is stuck, too.
 */
const PASSES_WITHIN_MS = 600_000;

/** Does the work again while it fails with one of these codes. */
async function againWhile<T>(codes: readonly string[], againAfterMs: number, work: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + PASSES_WITHIN_MS; ; await delay(againAfterMs)) {
    try {
      return await work();
    } catch (error) {
      if (!hasCode(error, codes) || Date.now() > deadline) throw error;
    }
  }
}

const hasCode = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof Error && (codes.includes(codeOf(error) ?? '') || hasCode(error.cause, codes));

/**
 * Migrates once Postgres has started. Under systemd this runs once a boot, beside a server that may still recover, and no app starts after a
 * failure.
 */
export const migrateStarted = (url: string, options: MigrateOptions): Promise<string[]> =>
  againWhile(STARTS_UP, ASK_AGAIN_AFTER_MS, async () => migrate(await primaryUrl(url), options));

/**
 * Migrates as MIGRATE_DATABASE_URL, INSTALLATION and the passwords of the logins are set. Returns the migrations it ran; throws one error
 * that names every wrong setting.
 */
export async function migrateAsSet(env: NodeJS.ProcessEnv, until?: string): Promise<string[]> {
  const { url, ...logins } = commanded(env);
  return migrateStarted(url, { ...logins, mustLogIn: true, until });
}

/** Reads its settings from the environment, prints the migrations it ran, and ends the process with 1 on failure. */
export async function migrateByCommand(): Promise<void> {
  await migrateAsSet(process.env).then(
    (ran) => process.stdout.write(`migrations: ${ran.length === 0 ? 'nothing to do' : ran.join(', ')}\n`),
    (error: unknown) => {
      process.stderr.write(`migrations failed: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    },
  );
}

// Runs as `node libs/database/dist/migrate.js`: for the launcher and the Kubernetes Job.
if (require.main === module) void migrateByCommand();
