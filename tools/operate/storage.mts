/**
 * Compares the stored files with the rows that name them: by bucket and prefix how many files there are and how large, files that belong to
 * no row, and rows whose file is missing. It changes no file: the apps remove files without a row themselves, within two days (decision
 * 87). Both lists are read side by side in pages, so that a storage of any size fits. A file younger than an hour may have no row yet, so
 * it never counts as a file without one.
 *
 *   npm run storage              exits 1 when rows name files that are not there [--json]
 *   npm run storage -- --each    names these files, and those without a row [--json]
 *   npm run storage -- --models-class INTELLIGENT_TIERING [--after 30d] [--yes]
 *                                has the storage move trained models into a cheaper class; STANDARD takes that back
 *   npm run storage -- --show-models-class
 */
import { Database, ownedFilesOf, ownedFilesOfAvatars } from '@aisha/database';
import { ORDER_KIND, ORDER_KINDS } from '@aisha/kinds';
import { BUCKET_KINDS, fromReference, toReference, type ObjectStore, type StoredObject } from '@aisha/storage';
import { asked, called, counted, fail, megabytes } from './command/command-line.mts';
import { operatedFiles, ownedDatabase } from './command/operated-product.mts';
import { connected } from '../start/connected.mts';
import { modelsClass } from './storage/models-class.mts';
import { namedFiles, stillNamed, type NamedFile } from './storage/named-files.mts';

const USAGE = `${called('storage')} [--each] [--json] | --models-class <class> [--after 30d] [--yes] | --show-models-class`;
/** At most this many files of each sort are named and checked again. */
const NAMED_AT_MOST = 1_000;
const BATCH = 1_000;
const YOUNG_MS = 3_600_000;

const { words, flags, values } = asked(USAGE, {
  flags: ['each', 'json', 'yes', 'show-models-class'],
  values: ['models-class', 'after'],
});
if (words.length > 0) fail(USAGE);

interface Stored extends StoredObject {
  readonly reference: string;
  readonly bytes: number;
  readonly storedAt: Date;
}

interface Prefix {
  readonly bucket: string;
  readonly prefix: string;
  files: number;
  bytes: number;
  unowned: number;
  unownedBytes: number;
}

if (values['models-class'] || flags['show-models-class']) {
  await modelsClass({ name: values['models-class'], after: values.after, isReal: flags.yes });
  process.exit();
}
const url = ownedDatabase();
const objects = operatedFiles();
const client = await connected(url, 'storage');
const database = await Database.connect({ url, role: 'billing', pool: 1 });
try {
  await report();
} finally {
  await database.close();
  await client.end();
}

async function report(): Promise<void> {
  const prefixes = new Map<string, Prefix>();
  const missing: NamedFile[] = [];
  const unowned: string[] = [];
  let missingInAll = 0;
  let suspects: Stored[] = [];
  const decide = async (): Promise<void> => {
    for (const one of await withoutRow(suspects)) {
      const prefix = prefixOf(prefixes, one);
      prefix.unowned += 1;
      prefix.unownedBytes += one.bytes;
      if (unowned.length < NAMED_AT_MOST) unowned.push(one.reference);
    }
    suspects = [];
  };

  for await (const { file, row } of sideBySide(everyFile(objects), namedFiles(client))) {
    if (file) {
      const prefix = prefixOf(prefixes, file);
      prefix.files += 1;
      prefix.bytes += file.bytes;
      if (!row && suspects.push(file) === BATCH) await decide();
    } else if (row) {
      missingInAll += 1;
      if (missing.length < NAMED_AT_MOST) missing.push(row);
    }
  }
  await decide();

  const gone = await stillMissing(missing);
  const missed = missingInAll - (missing.length - gone.length);
  if (missed > 0) process.exitCode = 1;
  const each = flags.each ? { missingFiles: gone, unownedFiles: unowned } : {};
  if (flags.json)
    return console.log(JSON.stringify({ prefixes: [...prefixes.values()], missing: missed, ...each }, null, 2));
  for (const { bucket, prefix, files, bytes, unowned: count, unownedBytes } of prefixes.values())
    console.log(
      `${bucket}:${prefix}  ${counted(files, 'file')}, ${megabytes(bytes)}${count === 0 ? '' : `; of no row ${count}, ${megabytes(unownedBytes)}`}`,
    );
  console.log(
    missed === 0
      ? 'Every row has its file.'
      : `MISSING: rows name ${counted(missed, 'file')} that ${missed === 1 ? 'is' : 'are'} not there`,
  );
  if (!flags.each) return;
  for (const { reference, where } of gone) console.log(`missing  ${where}  ${reference}`);
  for (const reference of unowned) console.log(`of no row  ${reference}`);
}

async function* everyFile(store: ObjectStore): AsyncGenerator<Stored> {
  for (const bucket of BUCKET_KINDS)
    for await (const { key, size, storedAt } of store.list({ bucket, key: '' }))
      yield { bucket, key, reference: toReference({ bucket, key }), bytes: size, storedAt };
}

/** Walks through both lists together, in the order of the references' bytes; several rows may name one file. */
async function* sideBySide(
  files: AsyncGenerator<Stored>,
  rows: AsyncGenerator<NamedFile>,
): AsyncGenerator<{ readonly file?: Stored; readonly row?: NamedFile }> {
  let file = await files.next();
  let row = await rows.next();
  while (!file.done || !row.done) {
    const order = file.done ? 1 : row.done ? -1 : inOrder(file.value.reference, row.value.reference);
    const same = order === 0 ? (row.value as NamedFile) : undefined;
    if (order <= 0) {
      yield { file: file.value as Stored, ...(same && { row: same }) };
      const { reference } = file.value as Stored;
      file = await files.next();
      while (!row.done && row.value.reference === reference) row = await rows.next();
    } else {
      yield { row: row.value as NamedFile };
      row = await rows.next();
    }
  }
}

function inOrder(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

function prefixOf(prefixes: Map<string, Prefix>, { bucket, key }: StoredObject): Prefix {
  const prefix = `${key.split('/')[0]}/`;
  const name = `${bucket}:${prefix}`;
  const known = prefixes.get(name) ?? { bucket, prefix, files: 0, bytes: 0, unowned: 0, unownedBytes: 0 };
  prefixes.set(name, known);
  return known;
}

/**
 * The files that no row names, and that no open order or avatar in the making will name. The rules are those by which the apps themselves
 * remove files without an owner.
 */
async function withoutRow(files: readonly Stored[]): Promise<Stored[]> {
  const owned = [
    ...ownedFilesOfAvatars(database),
    ...[...new Set(ORDER_KINDS.map((kind) => ORDER_KIND[kind].worker))].flatMap((worker) =>
      ownedFilesOf(database, worker),
    ),
  ];
  const old = files.filter(({ storedAt }) => storedAt.getTime() < Date.now() - YOUNG_MS);
  const found: Stored[] = [];
  for (const { prefix, form, ownedOf } of owned) {
    const here = old.filter(({ bucket, key }) => bucket === prefix.bucket && form.test(key));
    if (here.length === 0) continue;
    const keys = here.map(({ key }) => key);
    const kept = new Set(
      await ownedOf(
        keys,
        keys.map((key) => form.exec(key)![1]!),
      ),
    );
    found.push(...here.filter(({ key }) => !kept.has(key)));
  }
  return found;
}

/** The files that are still missing at a second look: a running product stores and removes files while the lists are read. */
async function stillMissing(files: readonly NamedFile[]): Promise<NamedFile[]> {
  if (files.length === 0) return [];
  const named = await stillNamed(
    client,
    files.map(({ reference }) => reference),
  );
  const gone: NamedFile[] = [];
  for (const one of files) {
    if (!named.has(one.reference)) continue;
    const isThere = await objects.head(fromReference(one.reference)).then(
      () => true,
      (error: { code?: string }) => {
        if (error.code === 'file-missing') return false;
        throw error;
      },
    );
    if (!isThere) gone.push(one);
  }
  return gone;
}
