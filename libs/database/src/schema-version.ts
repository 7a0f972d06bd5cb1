import type { Database } from './connection/database';
import { MIGRATIONS } from './migrations';

/**
 * Throws if the database lacks a migration of this release, so that a rollout whose migrations were forgotten stops at its first process.
 * Migrations of a newer release do no harm: each migration also suits the previous release.
 */
export async function refuseOlderSchema({ read }: Pick<Database, 'read'>): Promise<void> {
  const ran = new Set(
    ((await read.query(`SELECT name FROM aisha_migration`).catch(noneIfNeverMigrated)) as { name: string }[]).map(
      ({ name }) => name,
    ),
  );
  const missing = MIGRATIONS.map(({ name }) => name).filter((name) => !ran.has(name));
  if (missing.length > 0) throw new OlderSchema(missing);
}

export class OlderSchema extends Error {
  constructor(missing: readonly string[]) {
    super(
      `The database is older than this release: it lacks ${missing.length} of its migrations, the last of them ${missing.at(-1)}. ` +
        'Run the migrations of this release, then start the app again: `node libs/database/dist/migrate.js`, in Kubernetes the Job `migrate`.',
    );
    this.name = 'OlderSchema';
  }
}

const UNDEFINED_TABLE = '42P01';
const noneIfNeverMigrated = (error: unknown): [] => {
  if ((error as { code?: string }).code === UNDEFINED_TABLE) return [];
  throw error;
};
