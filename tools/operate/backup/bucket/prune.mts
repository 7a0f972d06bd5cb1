import { Copied, MANIFEST, Refusal } from '../backup.mts';
import { isAhead, type BackupBucket } from './bucket.mts';
import type { Found } from './encrypted-backup.mts';
import { encryptedBytes } from './encrypted-files.mts';
import { FileNames } from './file-names.mts';

/**
 * A prune removes only files older than this, so that it never removes a file that a backup has just copied, even where two machines'
 * clocks differ.
 */
const UNUSED_FOR_MS = 86_400_000;
const REMOVED_AT_ONCE = 1_000;

/**
 * Keeps the newest finished backups, as many as `keep` says, and whatever is newer than these. Removes every other backup, and then the
 * objects that no backup needs any more. Removes nothing while a list, or a manifest other than a copy's, does not open, because that
 * backup's objects are unknown. Returns how many backups it removed.
 */
export async function prune(
  bucket: BackupBucket,
  keep: number,
  { unusedBefore = new Date(Date.now() - UNUSED_FOR_MS) } = {},
): Promise<number> {
  const all: Found[] = [];
  for await (const one of bucket.found()) {
    if (one.refusal && !(one.refusal instanceof Copied)) throw one.refusal;
    all.push(one);
  }
  const kept = all.filter(({ name, finished }) => finished && !isAhead(name)).slice(0, keep);
  const goes = all.filter((one) => !kept.includes(one) && one.name < (kept[0]?.name ?? ''));
  if (goes.length === 0) return 0;
  const needed = await neededBy(all.filter((one) => !goes.includes(one)));
  for (const { name } of goes) {
    // The manifest goes first: if this process ends in between, the rest does not count as a backup.
    await bucket.files.remove([`backups/${name}/${MANIFEST}`]);
    await bucket.files.removeFolder(`backups/${name}/`);
  }
  let unused: string[] = [];
  for await (const { name, storedAt } of bucket.files.list('objects/')) {
    if (needed.has(name) || storedAt >= unusedBefore) continue;
    unused.push(`objects/${name}`);
    if (unused.length < REMOVED_AT_ONCE) continue;
    await bucket.files.remove(unused);
    unused = [];
  }
  await bucket.files.remove(unused);
  return goes.length;
}

/** The files that these backups need. Where the names of a list are stored, the list is not read again; only its size is compared. */
async function neededBy(backups: readonly Found[]): Promise<FileNames> {
  let needed = FileNames.none;
  for (const { name, finished, listBytes } of backups) {
    if (!finished) continue;
    const { objects } = await finished.manifest();
    if (listBytes !== encryptedBytes(objects.bytes))
      throw new Refusal(`${name}: its list of files is missing or is damaged`);
    needed = needed.with(await finished.names());
  }
  return needed;
}
