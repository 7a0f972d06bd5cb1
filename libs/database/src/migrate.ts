import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations';

/** Brings the database at `url` to the newest schema; safe to run from several places at once. Returns what it ran. */
export async function migrate(url: string): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations: MIGRATIONS,
    migrationsTableName: 'aisha_migration',
  });
  await source.initialize();
  try {
    // Two launchers, or a Job restarted by Kubernetes: the second waits and finds nothing left to do.
    const runner = source.createQueryRunner();
    await runner.query(`SELECT pg_advisory_lock(hashtext('aisha.migrate'))`);
    try {
      const ran = await source.runMigrations({ transaction: 'each' });
      return ran.map((migration) => migration.name);
    } finally {
      await runner.query(`SELECT pg_advisory_unlock(hashtext('aisha.migrate'))`);
      await runner.release();
    }
  } finally {
    await source.destroy();
  }
}

// `node libs/database/dist/migrate.js`: the launcher and the Kubernetes Job.
if (require.main === module) {
  const url = process.env['DATABASE_URL'];
  if (!url) {
    process.stderr.write('DATABASE_URL: must be set\n');
    process.exit(1);
  }
  migrate(url).then(
    (ran) => process.stdout.write(`migrations: ${ran.length === 0 ? 'nothing to do' : ran.join(', ')}\n`),
    (error: unknown) => {
      process.stderr.write(`migrations failed: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    },
  );
}
