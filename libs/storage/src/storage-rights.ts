import type { APP_LOGINS } from '@aisha/domain';
import * as keys from './object-keys';
import {
  API_PREFIXES,
  BUCKET_KINDS,
  everyEdit,
  everyEditedPhoto,
  everyPicture,
  everyTogether,
  prefixesOf,
  SHOWN_PREFIXES,
  type BucketNames,
  type StoredObject,
} from '@aisha/kinds/files';

export { DEFAULT_BUCKETS } from '@aisha/kinds/files';

/** The rights to the files under a prefix. `list` is needed to remove all of them, and to find those that belong to no row. */
type StorageVerb = 'read' | 'write' | 'remove' | 'list';

interface StorageRight {
  readonly prefix: StoredObject;
  readonly verbs: readonly StorageVerb[];
}

export interface StorageRights {
  readonly files: readonly StorageRight[];
  /** Whether the app makes the buckets that are missing (StorageModule). */
  readonly makesBuckets?: true;
  /** Whether the app drops all uploads that never ended (ForgetUnowned). */
  readonly dropsUploads?: true;
}

const may = (verbs: string, ...prefixes: readonly StoredObject[]): StorageRight[] =>
  prefixes.map((prefix) => ({ prefix, verbs: verbs.split(' ') as StorageVerb[] }));

/**
 * The rights of each app in the storage: those that its code uses, and no others (decision 133). An app that is not
 * listed has no key.
 */
export const STORAGE_RIGHTS = {
  'bot-gateway': {
    files: [
      ...may('write remove', keys.everyIncomingPhoto, keys.everyIncomingRecording, keys.everyIncomingText),
      ...may('read write remove list', keys.everyArchive),
      // The bot shows, sends again and packs these files, and begins orders with them in «Мои файлы».
      ...may('read', keys.everyAvatarPhoto, keys.everySentPhoto, keys.everyExport, ...SHOWN_PREFIXES),
    ],
  },
  'avatar-trainer': {
    makesBuckets: true,
    dropsUploads: true,
    files: [
      ...may('read remove list', keys.everyIncomingPhoto),
      ...may('read write remove list', keys.everyAvatarPhoto, keys.everyLora),
      // The trainer shrinks these for other apps to read, and removes those that still lie there when their time is over.
      ...may('write remove list', keys.everyDescribedPhoto, keys.everySentPhoto),
      // The trainer measures how much these are like an avatar, and how much a changed picture is like its original.
      ...may('read', everyPicture, everyEdit, everyEditedPhoto, everyTogether),
      ...may('write', keys.everyArchive), // a person's export
    ],
  },
  'image-generator': {
    files: [
      ...may('read write remove list', ...prefixesOf('image-generator')),
      ...may('read', keys.everyAvatarPhoto, keys.everyLora, keys.everySentPhoto),
      ...may('read remove', keys.everyDescribedPhoto),
      ...may('write', keys.everyArchive),
    ],
  },
  transcriber: {
    makesBuckets: true,
    files: [
      ...may('read remove list', keys.everyIncomingRecording, keys.everyIncomingText),
      ...may('read write remove list', keys.everyExport, ...prefixesOf('transcriber')),
      ...may('write', keys.everyArchive),
    ],
  },
  'public-api': {
    files: [
      ...may('write remove', keys.everyIncomingPhoto, keys.everyIncomingRecording),
      // The API hands out what its orders have delivered.
      ...may('read', ...API_PREFIXES),
    ],
  },
  'photo-enhancer': {
    files: [
      ...may('read remove list', keys.everySentPhoto),
      ...may('read write remove list', ...prefixesOf('photo-enhancer')),
      ...may('write', keys.everyArchive),
    ],
  },
} as const satisfies Partial<Record<keyof typeof APP_LOGINS, StorageRights>>;

export type StoringApp = keyof typeof STORAGE_RIGHTS;
export const STORING_APPS = Object.keys(STORAGE_RIGHTS) as StoringApp[];

const ACTIONS: Readonly<Record<Exclude<StorageVerb, 'list'>, readonly string[]>> = {
  read: ['s3:GetObject'],
  write: ['s3:PutObject', 's3:AbortMultipartUpload'],
  remove: ['s3:DeleteObject'],
};

/** The prefixes under which an app lists and removes all files of one person; every key under them is `<what>/<owner>/…`. */
export const prefixesOfPeople = (app: StoringApp): StoredObject[] =>
  (STORAGE_RIGHTS[app] as StorageRights).files.flatMap(({ prefix, verbs }) =>
    verbs.includes('list') && verbs.includes('remove') ? [prefix] : [],
  );

/** The file with which an app tries out whether a bucket takes files: one in each bucket where the app may write a file and remove it. */
export const trialFilesOf = (app: StoringApp): StoredObject[] =>
  BUCKET_KINDS.flatMap((bucket) => {
    const { files }: StorageRights = STORAGE_RIGHTS[app];
    const right = files.find(
      ({ prefix, verbs }) => prefix.bucket === bucket && verbs.includes('write') && verbs.includes('remove'),
    );
    return right ? [{ bucket, key: `${right.prefix.key}trial` }] : [];
  });

/** Whether an app makes the buckets that are missing: before it starts, or, if the storage is away then, once it is back. */
export const makesBuckets = (app: StoringApp): boolean => (STORAGE_RIGHTS[app] as StorageRights).makesBuckets === true;

/** Whether an app may drop the unfinished uploads of all apps. */
export const dropsUploads = (app: StoringApp): boolean => (STORAGE_RIGHTS[app] as StorageRights).dropsUploads === true;

/** Whether the gateway may read a file, which it shows, sends and packs. */
export const isForGateway = ({ bucket, key }: StoredObject): boolean =>
  STORAGE_RIGHTS['bot-gateway'].files.some(
    ({ prefix, verbs }) => verbs.includes('read') && prefix.bucket === bucket && key.startsWith(prefix.key),
  );

/** The rights of an app as a policy for its key, in the form that MinIO and IAM read. */
export function storagePolicy(app: StoringApp, buckets: BucketNames) {
  const { files, makesBuckets, dropsUploads }: StorageRights = STORAGE_RIGHTS[app];
  const arn = ({ bucket, key }: StoredObject): string => `arn:aws:s3:::${buckets[bucket]}${key && `/${key}`}`;
  const both = BUCKET_KINDS.map((bucket) => ({ bucket, key: '' }));
  const allow = (Action: readonly string[], Resource: readonly string[]) =>
    Resource.length > 0 ? [{ Effect: 'Allow' as const, Action, Resource }] : [];
  const prefixesWith = (verb: StorageVerb) =>
    files.filter(({ verbs }) => verbs.includes(verb)).map(({ prefix }) => prefix);
  return {
    Version: '2012-10-17' as const,
    Statement: [
      ...allow(['s3:GetBucketLocation', ...(makesBuckets ? ['s3:CreateBucket'] : [])], both.map(arn)),
      ...(['read', 'write', 'remove'] as const).flatMap((verb) =>
        allow(
          ACTIONS[verb],
          prefixesWith(verb).map((prefix) => `${arn(prefix)}*`),
        ),
      ),
      ...both.flatMap((bucket) => {
        const listed = prefixesWith('list').filter((prefix) => prefix.bucket === bucket.bucket);
        return allow(['s3:ListBucket'], listed.length > 0 ? [arn(bucket)] : []).map((statement) => ({
          ...statement,
          Condition: { StringLike: { 's3:prefix': listed.map(({ key }) => `${key}*`) } },
        }));
      }),
      ...(dropsUploads
        ? [
            ...allow(['s3:ListBucketMultipartUploads'], both.map(arn)),
            ...allow(
              ['s3:AbortMultipartUpload'],
              both.map((bucket) => `${arn(bucket)}/*`),
            ),
          ]
        : []),
    ],
  };
}
