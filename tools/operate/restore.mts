/**
 * Fills an empty database and an empty storage from a backup. Changes nothing without `--yes`, but compares all checksums. A backup
 * of an older release comes back with the schema it had and is then brought to this one. No app may run meanwhile.
 *
 *   npm run restore -- newest [--yes]                 of the bucket of BACKUP_*; or a name of `npm run backup -- --list`
 *   npm run restore -- <folder> [--yes]
 *   npm run restore -- newest --rows-alone [--yes]    the storage has its files still, or has those of a replica
 *   npm run restore -- newest --erasures-alone [--yes]    Postgres was restored by itself: only erases again what people had erased since
 *
 *   npm run restore -- newest --without-erasures [--yes]  erases nothing again, where the mistake was a deletion of many
 *
 * What people erased since the backup, its tombstones have erased again as soon as the apps run.
 *
 * Needs MIGRATE_DATABASE_URL, the owner's login, and MINIO_* and REDIS_URL as the apps will have them.
 */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { operatedEnvironment } from '../start/running-environment.mts';
import { asked, called, counted, fail } from './command/command-line.mts';
import { Refusal, repeated, type Backup, type Manifest } from './backup/backup.mts';
import { isInBucket } from './backup/bucket/bucket.mts';
import { EncryptedBackup } from './backup/bucket/encrypted-backup.mts';
import { bucketOf } from './backup/bucket/settings.mts';
import { BackupFolder } from './backup/folder.mts';
import { putBack, verifyObjects } from './backup/objects.mts';
import { refuseOtherRelease, refuseOtherSchema } from './backup/release.mts';
import { connected, putRowsBack, refuseUsed, verifyRows, withoutAnother } from './backup/rows.mts';
import { besideBucket, besideFolder } from './backup/tombstones/places.mts';
import { countErasedAfter, eraseAgain, noteRestore } from './backup/tombstones/tombstones.mts';
import { ownedDatabase, operatedFiles } from './command/operated-product.mts';
import { migrateAsSet, passwordsIn, refuseWithoutPasswords } from '@aisha/database';
import { DEFAULT_INSTALLATION } from '@aisha/domain';
import { connectionTo } from '@aisha/messaging';
import { BUCKET_KINDS } from '@aisha/storage';

const ROOT = path.join(import.meta.dirname, '..', '..');
const USAGE = `${called('restore')} newest | <name> | <folder> [--rows-alone] [--without-erasures] [--yes] | … --erasures-alone [--yes]`;
const {
  words: [source],
  flags: { yes, 'rows-alone': rowsAlone, 'erasures-alone': erasuresAlone, 'without-erasures': withoutErasures },
} = asked(USAGE, { flags: ['yes', 'rows-alone', 'erasures-alone', 'without-erasures'] });
if (!source) throw fail(`From which backup?\n${USAGE}`);
if (erasuresAlone && withoutErasures) throw fail(`Erasures alone, or none of them?\n${USAGE}`);
const url = ownedDatabase();
const environment = { ...process.env, ...operatedEnvironment(process.env) };
const installation = environment['INSTALLATION'] || DEFAULT_INSTALLATION;
const bucket = isInBucket(source)
  ? await bucketOf(environment).catch((error: Error) => fail(error.message))
  : undefined;

const place = bucket ? besideBucket(bucket) : besideFolder(new BackupFolder(source));
const LATER = `${called('restore')} ${source} --erasures-alone --yes`;

if (erasuresAlone) {
  // A wrong folder has no tombstones, and a bucket may have them without a backup.
  if (!bucket) await new BackupFolder(source).manifest().catch((error: Error) => fail(`${error.message}.`));
  await repeatErasures();
  process.exit(process.exitCode);
}
const objects = operatedFiles();
const folder: Backup = bucket
  ? await repeated(() => bucket.named(source)).catch((error: Error) => fail(`${error.message}. Nothing was restored.`))
  : new BackupFolder(source);
const manifest = await checked().catch((error: Error) => fail(`${error.message}. Nothing was restored.`));
const total = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
const what = `${bucket ? `${folder.place}: ` : ''}${total} rows as they were at ${manifest.takenAt}, and ${rowsAlone ? 'no files' : counted(manifest.objects.count, 'file')}`;
if (!yes) console.log(`would restore ${what}\n${await toErase(manifest)}\nNothing was changed. Add --yes to do it.`);
else {
  let isBegun = false;
  const restored = async (): Promise<void> => {
    isBegun = true;
    await restore(manifest);
    console.log(`restored ${what}`);
    await repeatErasures();
  };
  await withoutAnother(url, restored, { isRestore: true }).catch(({ message }: Error) =>
    fail(
      isBegun
        ? `The restore was not finished: ${message}. Empty the database${rowsAlone ? '' : ' and the buckets'} before the next try.`
        : `${message}. Nothing was restored.`,
    ),
  );
  await checkLedger(manifest);
}

/**
 * Makes all checks before anything is written. A dry run reads the backup first: so it tells beside the running product, whose place it
 * then refuses, whether the backup is whole.
 */
async function checked(): Promise<Manifest> {
  const backup = await repeated(() => folder.manifest());
  await refuseOtherRelease(backup);
  if (yes) {
    await refuseUsedPlace(backup);
    await verify(backup);
  } else {
    await verify(backup);
    await refuseUsedPlace(backup).catch(({ message }: Error) => {
      throw new Refusal(`${rowsAlone ? 'The rows of the backup are whole' : 'The backup is whole'}. ${message}`);
    });
  }
  return backup;
}

async function refuseUsedPlace(backup: Manifest): Promise<void> {
  await connected(url, async (client) => {
    await refuseUsed(client);
    await refuseOtherSchema(client, backup);
    // The migrations would ask for them only after the whole backup was read.
    const runner = { query: async (statement: string): Promise<unknown> => (await client.query(statement)).rows };
    await refuseWithoutPasswords(runner, { installation, passwords: passwordsIn(environment) });
  });
  if (!rowsAlone) await refuseUsedFiles();
  await refuseUsedQueue();
}

async function verify(backup: Manifest): Promise<void> {
  await verifyRows(folder, backup);
  if (rowsAlone) return;
  // A bucket may hold a terabyte, so a restore reads its files only once: it compares each file as it comes, and here it only finds out
  // whether a file is missing. A dry run reads all files here.
  if (folder instanceof EncryptedBackup && yes) await folder.refuseIncomplete();
  else await verifyObjects(folder);
}

async function restore(backup: Manifest): Promise<void> {
  const owned = { ...environment, MIGRATE_DATABASE_URL: url };
  await migrateAsSet(owned, backup.migrations.at(-1)!.name);
  // The files come before the rows that name them.
  await objects.ensureBuckets();
  if (!rowsAlone) await putBack(objects, folder);
  await connected(url, (client) => putRowsBack(client, folder, backup));
  await migrateAsSet(owned);
}

async function refuseUsedFiles(): Promise<void> {
  for (const bucket of BUCKET_KINDS) {
    for await (const { key } of objects.list({ bucket, key: '' })) {
      throw new Refusal(`MINIO_ENDPOINT: its buckets must be empty, and the one for ${bucket} holds ${key}`);
    }
  }
}

/** Refuses a queue in Redis that has been used, because jobs from before the restore would act on rows that do not belong to them. */
async function refuseUsedQueue(): Promise<void> {
  if (!environment['REDIS_URL']) return;
  const once = () => null;
  const redis = connectionTo(environment['REDIS_URL'], {
    lazyConnect: true,
    retryStrategy: once,
    sentinelRetryStrategy: once,
  });
  redis.on('error', () => undefined); // `connect` throws the error
  try {
    await redis.connect();
    for await (const keys of redis.scanStream({ match: `${installation}:*` }) as AsyncIterable<string[]>)
      if (keys.length > 0) throw new Refusal(`REDIS_URL: must hold no jobs of ${installation}, and it has ${keys[0]}`);
  } finally {
    redis.disconnect();
  }
}

/** Says, before there are rows, how much the restore has erased again. */
async function toErase({ takenAt }: Manifest): Promise<string> {
  const { people, avatars } = await countErasedAfter(place, takenAt);
  const most = `up to ${counted(people, 'person', 'people')} and ${counted(avatars, 'avatar')}`;
  return withoutErasures
    ? `would not erase again: ${most}. Later: ${LATER}`
    : `would erase again, once the apps run: ${most}. Where their deletion was the mistake: --without-erasures`;
}

/** Has what people had erased since the backup erased again, and says up to when this is known. Sets the exit code when that fails. */
async function repeatErasures(): Promise<void> {
  const again = await eraseAgain(url, place, { sends: yes && !withoutErasures }).catch(({ message }: Error) => {
    console.error(`What people erased since is back, and was not erased again: ${message}. Mend it, then: ${LATER}`);
    process.exitCode = 1;
  });
  if (!again) return;
  const { people, avatars, until, unread } = again;
  const who = `${counted(people, 'person', 'people')} and ${counted(avatars, 'avatar')}`;
  if (withoutErasures) console.log(`not erased again: ${who}. Later: ${LATER}`);
  else console.log(`${yes ? 'erasing' : 'would erase'} again, once the apps run: ${who}`);
  console.log(
    `What people erased ${until ? `after ${until}` : 'since the backup'} is not among them: docs/erasure.md#after-a-restore`,
  );
  if (yes) await noteRestore(place).catch(() => undefined); // a key that only reads, or a folder of others, lets nobody note it
  if (unread.length === 0) return;
  console.error(`Tombstones that do not open, so that who or what they name is back: ${unread.join(', ')}`);
  process.exitCode = 1;
}

async function checkLedger({ takenAt }: Manifest): Promise<void> {
  try {
    process.stdout.write(await run(path.join(import.meta.dirname, 'check-ledger.mts'), '--full', '--at', takenAt));
  } catch (error) {
    process.stdout.write((error as { stdout?: string }).stdout ?? '');
    fail('Everything was restored, and the ledger does not add up: see above.');
  }
}

async function run(file: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [file, ...args], { env: environment, cwd: ROOT });
  return stdout;
}
