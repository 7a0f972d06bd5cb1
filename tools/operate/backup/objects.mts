import { Readable } from 'node:stream';
import { BUCKET_KINDS, isMissing, type ListedObject, type ObjectStore, type StoredObject } from '@aisha/storage';
import { lines, OBJECTS, Refusal, repeated, type Backup, type Checksum, type StoredInBackup } from './backup.mts';

/** How many objects are copied at once: most are small, and the storage is far away. */
const AT_ONCE = 8;

/**
 * Copies the objects that the backup lacks, has lost, or has with other content. Objects that the storage no longer has stay in the backup,
 * unless `dropGone` is set. Returns the checksum of the list of objects. Reads both lists side by side in the order of their keys, so that
 * neither has to fit into memory.
 */
export const catchUp = async (
  objects: ObjectStore,
  backup: Backup,
  { dropGone, isFirst = false }: { dropGone: boolean; isFirst?: boolean },
): Promise<Checksum & { count: number; bytesStored: number }> => {
  const totals = { count: 0, bytesStored: 0 };
  const before = isFirst ? backup.copiedBefore() : backup.listed();
  const isThere = await backup.holds();
  const kept = mapped(paired(before, everyObject(objects)), async ({ ours: listed, theirs }) => {
    const ours = listed && isThere(listed) ? listed : undefined;
    if (ours && !theirs && dropGone) {
      await backup.remove(backup.fileOf(ours));
      return undefined;
    }
    if (!theirs || ours?.etag === theirs.etag) return ours;
    return (await copied(objects, backup, theirs)) ?? ours;
  });
  const list = async function* () {
    for await (const one of kept) {
      totals.count += 1;
      totals.bytesStored += one.bytes;
      yield JSON.stringify(one);
    }
  };
  return { ...(await backup.write(OBJECTS, lines(list()))), ...totals };
};

/** Refuses at the first object that is missing from the backup or damaged. */
export const verifyObjects = async (backup: Backup): Promise<void> => {
  for await (const one of backup.listed()) await backup.verify(backup.fileOf(one), one);
};

/** Puts every object back where it was. */
export const putBack = async (objects: ObjectStore, backup: Backup): Promise<void> => {
  const put = mapped(backup.listed(), async (one) => {
    await repeated(() => {
      const content = Readable.from(backup.checked(backup.fileOf(one), one), { objectMode: false });
      return objects.put({ bucket: one.bucket, key: one.key }, content, { contentType: one.contentType });
    });
    return one;
  });
  for await (const _one of put);
};

type Listed = StoredObject & Pick<ListedObject, 'etag'>;

async function* everyObject(objects: ObjectStore): AsyncGenerator<Listed> {
  let last: Listed | undefined;
  for (const bucket of BUCKET_KINDS) {
    for await (const { key, etag } of objects.list({ bucket, key: '' })) {
      const next = { bucket, key, etag };
      if (last && inOrder(last, next) >= 0)
        throw new Refusal('The storage does not list its files in the order of their keys');
      yield (last = next);
    }
  }
}

/** Copies an object; undefined when it was removed after the listing. */
const copied = async (
  objects: ObjectStore,
  backup: Backup,
  { bucket, key, etag }: Listed,
): Promise<StoredInBackup | undefined> => {
  const object = { bucket, key };
  return repeated(async () => {
    const { contentType } = await objects.head(object);
    const checksum = await backup.write(backup.fileOf({ ...object, etag }), await objects.get(object));
    return { ...object, contentType, etag, ...checksum };
  }).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
};

interface Pair {
  readonly ours?: StoredInBackup | undefined;
  readonly theirs?: Listed | undefined;
}

/** Walks through two ordered lists together: an object that both have comes as a pair, any other alone. */
async function* paired(before: AsyncGenerator<StoredInBackup>, now: AsyncGenerator<Listed>): AsyncGenerator<Pair> {
  let ours = (await before.next()).value as StoredInBackup | undefined;
  let theirs = (await now.next()).value as Listed | undefined;
  while (ours || theirs) {
    const order = !ours ? 1 : !theirs ? -1 : inOrder(ours, theirs);
    yield { ours: order <= 0 ? ours : undefined, theirs: order >= 0 ? theirs : undefined };
    if (order <= 0) ours = (await before.next()).value as StoredInBackup | undefined;
    if (order >= 0) theirs = (await now.next()).value as Listed | undefined;
  }
}

/** Compares objects by bucket, in the order of the listing, and then by the bytes of the key, as S3 lists. */
export const inOrder = (a: StoredObject, b: StoredObject): number =>
  BUCKET_KINDS.indexOf(a.bucket) - BUCKET_KINDS.indexOf(b.bucket) ||
  Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));

/** Maps several items at once, keeps their order, and leaves out undefined results. */
async function* mapped<One, Other>(
  all: AsyncIterable<One>,
  work: (one: One) => Promise<Other | undefined>,
): AsyncGenerator<Other> {
  const underWay: Promise<Other | undefined>[] = [];
  for await (const one of all) {
    const next = work(one);
    next.catch(() => undefined); // awaiting the item in its turn throws the error
    underWay.push(next);
    if (underWay.length < AT_ONCE) continue;
    const done = await underWay.shift();
    if (done !== undefined) yield done;
  }
  for (const next of underWay) {
    const done = await next;
    if (done !== undefined) yield done;
  }
}
