/**
 * Copies the product while it runs: all rows as they were at one moment, all stored files, a checksum of each. The backup holds photographs
 * and prompts of people. It does not hold `.env` and Redis.
 *
 *   npm run backup                     writes what has changed to the bucket of BACKUP_*, encrypted; then removes all but the newest 14
 *   npm run backup -- --every 24h      repeats that again and again, in a container, and leaves tombstones in between
 *   npm run backup -- --erasures       only leaves there tombstones of what people have erased, which a restore erases again
 *   npm run backup -- --list           lists the finished backups there
 *   npm run backup -- --fresh 50h      ends with 1 when the newest is older, there is none, or no tombstones were left for an hour
 *   npm run backup -- --new-key        prints a BACKUP_KEY
 *   npm run backup -- <new folder>     writes to a folder, unencrypted: only its owner can read it, and it belongs on an encrypted disk
 *   npm run backup -- <folder> --erasures    only leaves tombstones in the folder of a backup
 *
 * Needs MIGRATE_DATABASE_URL, the owner's login, and MINIO_* as the apps have them; all known where `npm start` runs.
 */
import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { generateIdentity } from 'age-encryption';
import { operatedEnvironment } from '../start/running-environment.mts';
import { asked, called, counted, fail, moment } from './command/command-line.mts';
import type { Backup, Manifest } from './backup/backup.mts';
import { type BackupBucket, begunAt } from './backup/bucket/bucket.mts';
import { prune } from './backup/bucket/prune.mts';
import { bucketOf } from './backup/bucket/settings.mts';
import { BackupFolder } from './backup/folder.mts';
import { catchUp } from './backup/objects.mts';
import { connected, copyRows, withoutAnother } from './backup/rows.mts';
import { besideBucket, besideFolder } from './backup/tombstones/places.mts';
import { leaveTombstones, lookedAt, type TombstonePlace } from './backup/tombstones/tombstones.mts';
import { ownedDatabase, operatedFiles } from './command/operated-product.mts';
import { buildOf } from '@aisha/platform';

const USAGE = `${called('backup')} [<new folder> | [<folder>] --erasures | --every 24h | --list | --fresh 50h | --new-key]`;
/** How many backups are kept: two weeks of daily ones. */
const KEPT = 14;
const AGAIN_AFTER_FAILURE_MS = 600_000;
/** Erasures of this last while have no tombstone when the machine is lost: docs/erasure.md says so. The timers elsewhere are as long. */
const TOMBSTONES_EVERY_MS = 300_000;
/** `--fresh` fails when tombstones are older. Every backup leaves them too, so where there are none, no backup of this release has ended. */
const TOMBSTONES_FRESH_MS = 3_600_000;
/** A pause lasts a day at most, because a timer of Node can wait no longer than 24 days. */
const LONGEST_PAUSE_MS = 86_400_000;
const {
  words: [target],
  flags: { erasures, list, 'new-key': newKey },
  values: { every, fresh },
} = asked(USAGE, { flags: ['erasures', 'list', 'new-key'], values: ['every', 'fresh'] });

if (newKey) console.log(await generateIdentity());
else if (target) {
  const folder = new BackupFolder(target);
  if (erasures) await leave(besideFolder(folder));
  else await copyInto(folder);
} else {
  const environment = operatedEnvironment(process.env);
  if (!environment['BACKUP_BUCKET'])
    throw fail(`Into which folder? Or, for a bucket, BACKUP_BUCKET must be set.\n${USAGE}`);
  const bucket = await bucketOf(environment).catch((error: Error) => fail(error.message));
  if (list) for (const name of await bucket.finished()) console.log(name);
  else if (fresh) await refuseStale(bucket, moment(fresh));
  else if (erasures) await leave(besideBucket(bucket));
  else if (every) await again(bucket, Date.now() - moment(every).getTime());
  else {
    const keep = Number(environment['BACKUP_KEEP'] || KEPT);
    if (!Number.isInteger(keep) || keep < 1) throw fail('BACKUP_KEEP: must be how many backups stay, 1 or more');
    await copyInto(bucket.begin());
    const gone = await prune(bucket, keep).catch((error: Error) =>
      fail(`The backup is finished, and no old one was removed: ${error.message}`),
    );
    if (gone > 0) console.log(`${gone} old or unfinished backups removed, the newest ${keep} stay`);
    await leave(besideBucket(bucket));
  }
}

async function copyInto(backup: Backup): Promise<void> {
  const [url, objects] = [ownedDatabase(), operatedFiles()];
  await backup.begin().catch((error: Error) => fail(error.message));
  try {
    await withoutAnother(url, async () => {
      await objects.check();
      // The files come first, which takes long. After the rows only files that are new since then are copied, which takes seconds. A file
      // that the product removes in these seconds stays in the backup, so each row finds its file.
      await catchUp(objects, backup, { dropGone: true, isFirst: true });
      await catchUp(objects, backup, { dropGone: true });
      const rows = await connected(url, (client) => copyRows(client, backup));
      const files = await catchUp(objects, backup, { dropGone: false });
      const { version, commit } = buildOf(process.env);
      const manifest: Manifest = { format: 1, release: `${version} (${commit})`, ...rows, objects: files };
      await backup.finish(manifest);
      const total = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      console.log(`${total} rows of ${manifest.tables.length} tables, as they were at ${manifest.takenAt}`);
      console.log(`${counted(files.count, 'file')}, ${files.bytesStored} bytes`);
    });
  } catch (error) {
    const next = target ? `Remove ${target} and begin again.` : 'The next one goes on from there.';
    fail(`The backup was not finished: ${(error as Error).message}. ${next}`);
  }
}

async function leave(place: TombstonePlace): Promise<void> {
  await leaveOnce(place).catch(({ message }: Error) => fail(message));
}

async function leaveOnce(place: TombstonePlace): Promise<void> {
  const { left, wentBack } = await leaveTombstones(ownedDatabase(), place).catch(({ message }: Error) => {
    throw new Error(`A restore would not erase again what people have erased: ${message}`);
  });
  if (left > 0) console.log(`${counted(left, 'tombstone')} left`);
  if (wentBack)
    console.error(
      `The database went back to before erasures that have tombstones: ${called('restore')} ${target ?? 'newest'} --erasures-alone --yes repeats them`,
    );
}

async function refuseStale(bucket: BackupBucket, since: Date): Promise<void> {
  const newest = await bucket.newest();
  const looked = await lookedAt(besideBucket(bucket));
  if (!newest) fail('There is no finished backup');
  else if (begunAt(newest) < since) fail(`The newest backup is ${newest}`);
  else if (looked && looked.getTime() < Date.now() - TOMBSTONES_FRESH_MS)
    fail(`What people erased after ${looked.toISOString()} has no tombstone: ${called('backup')} --erasures says why`);
  else console.log(newest);
}

/**
 * Makes a backup every `everyMs`, and leaves tombstones meanwhile. Each backup is made in a process of its own, so that no backup leaves
 * anything in memory to the next. After a restart it waits until the newest backup is old enough; after a failure it tries again within ten
 * minutes.
 */
async function again(bucket: BackupBucket, everyMs: number): Promise<void> {
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort());
  await Promise.all([backUpAgain(bucket, everyMs, stopping), leaveAgain(bucket, stopping)]);
}

async function leaveAgain(bucket: BackupBucket, { signal }: AbortController): Promise<void> {
  while (!signal.aborted) {
    await leaveOnce(besideBucket(bucket)).catch(({ message }: Error) => console.error(message));
    await delay(TOMBSTONES_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
}

async function backUpAgain(bucket: BackupBucket, everyMs: number, stopping: AbortController): Promise<void> {
  while (!stopping.signal.aborted) {
    let pauseMs = Math.min(everyMs, AGAIN_AFTER_FAILURE_MS);
    try {
      const newest = await bucket.newest();
      const dueInMs = newest ? begunAt(newest).getTime() + everyMs - Date.now() : 0;
      if (dueInMs > 0) pauseMs = Math.min(dueInMs, everyMs, LONGEST_PAUSE_MS);
      else {
        const one = spawn(process.execPath, [import.meta.filename], { stdio: 'inherit', signal: stopping.signal });
        one.on('error', () => undefined); // a signal stopped the process
        const code = await new Promise<number | null>((ended) => one.on('close', ended));
        if (code === 0) continue;
      }
    } catch (error) {
      console.error(`The backups cannot be looked at: ${(error as Error).message}`);
    }
    await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
  }
}
