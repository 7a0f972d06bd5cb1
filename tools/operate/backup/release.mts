import type { Client } from 'pg';
import { releasedMigrations } from '@aisha/database';
import { Refusal, type Manifest } from './backup.mts';
import { migrationsOf } from './rows.mts';

/** Refuses a backup whose schema this release cannot make: one of a newer release, or of a release with other migrations. */
export async function refuseOtherRelease({ migrations, release }: Manifest): Promise<void> {
  const ours = await releasedMigrations();
  const newer = migrations.filter(({ name }) => ours.every((known) => known.name !== name));
  if (newer.length > 0) {
    throw new Refusal(
      `The backup is of a newer release, ${release}, which has the migration ${newer.at(-1)!.name}: restore it with that release`,
    );
  }
  const other = migrations.find(({ name, digest }, at) => ours[at]?.name !== name || ours[at].digest !== digest);
  if (other) {
    throw new Refusal(
      `The backup is of another version of Aisha, ${release}: its migration ${other.name} is not the one of this release. ` +
        'Restore it with that version',
    );
  }
}

/** Refuses a database with migrations that the backup lacks. */
export async function refuseOtherSchema(client: Client, { migrations }: Manifest): Promise<void> {
  if ((await migrationsOf(client)).length <= migrations.length) return;
  throw new Refusal(
    'MIGRATE_DATABASE_URL: was migrated further than the backup, which is of an older release. Give a database in which nothing was made yet',
  );
}
