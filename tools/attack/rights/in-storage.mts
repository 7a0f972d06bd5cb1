import type { APP_LOGINS } from '@aisha/domain';
import * as storage from '@aisha/storage';
import { S3ObjectStore, StorageConfig, type StorageRights, type StoredObject } from '@aisha/storage';
import type { Target } from '../target.mts';
import { tryAll, type Attempt, type Tried } from './attempt.mts';

const EVERY_PREFIX = Object.entries(storage).flatMap(([name, value]) =>
  name.startsWith('every') ? [value as StoredObject] : [],
);
const FACTS = { contentType: 'text/plain' };

/**
 * Attacks with one app's storage key: reads, replaces, removes and lists under every prefix that the app does not use.
 */
export async function tryInStorage(
  target: Target,
  app: keyof typeof APP_LOGINS,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Tried> {
  const store = new S3ObjectStore(Object.assign(new StorageConfig(), environment));
  const { files }: StorageRights = { files: [], ...(storage.STORAGE_RIGHTS as Record<string, StorageRights>)[app] };
  const planted: StoredObject[] = [];
  const attempts: Attempt[] = [];
  for (const prefix of EVERY_PREFIX) {
    const theirs: StoredObject = { bucket: prefix.bucket, key: `${prefix.key}somebodys/file` };
    await target.storage.put(theirs, Buffer.from('theirs'), FACTS);
    planted.push(theirs);
    const allowed = files.find((right) => right.prefix === prefix)?.verbs ?? [];
    const tries = {
      read: () => store.getBuffer(theirs, { maxBytes: 100 }),
      write: () => store.put(theirs, Buffer.from('ours'), FACTS),
      remove: () => store.remove([theirs]),
      list: () => all(store.list(prefix)),
    };
    for (const verb of ['read', 'write', 'remove', 'list'] as const)
      if (!allowed.includes(verb)) attempts.push({ what: `${verb} ${prefix.bucket}:${prefix.key}`, run: tries[verb] });
  }
  for (const bucket of storage.BUCKET_KINDS)
    attempts.push({ what: `list ${bucket}`, run: () => all(store.list({ bucket, key: '' })) });
  try {
    return await tryAll(attempts, isRefusal);
  } finally {
    await target.storage.remove(planted);
  }
}

const all = async (list: AsyncIterable<unknown>): Promise<void> => {
  for await (const _ of list);
};

/**
 * S3 refuses a single request with an error; when many files are removed at once, it names the refusal for each file.
 */
const isRefusal = (error: unknown): boolean => {
  const { cause, facts } = error as { cause?: { name?: string }; facts?: { notRemoved?: number } };
  return cause?.name === 'AccessDenied' || cause?.name === 'InvalidAccessKeyId' || facts?.notRemoved === 1;
};
