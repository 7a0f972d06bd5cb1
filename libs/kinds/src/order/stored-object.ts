/** `avatars` holds photographs of people, `files` all other files. The configuration names the buckets. */
export const BUCKET_KINDS = ['avatars', 'files'] as const;
export type BucketKind = (typeof BUCKET_KINDS)[number];

/** The names of the buckets. */
export type BucketNames = Readonly<Record<BucketKind, string>>;
export const DEFAULT_BUCKETS: BucketNames = { avatars: 'avatars', files: 'aisha' };

/** The place of a stored file. Rows and messages carry it as text: see `toReference`. */
export interface StoredObject {
  readonly bucket: BucketKind;
  readonly key: string;
}

/** A file name's ending as it may stand in a key; an ending with other characters becomes `bin`. */
export const ending = (extension: string): string => {
  const plain = extension.replace(/^\./, '').toLowerCase();
  return /^[a-z0-9]{1,8}$/.test(plain) ? plain : 'bin';
};

export const photograph = (key: string): StoredObject => ({ bucket: 'avatars', key });
export const file = (key: string): StoredObject => ({ bucket: 'files', key });

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/**
 * A pattern for keys, in which `{owner}` is the id of the owning row and `{id}` any other; the rest is a regular
 * expression.
 */
export const keyForm = (form: string): RegExp =>
  new RegExp(`^${form.replaceAll('{owner}', `(${UUID})`).replaceAll('{id}', UUID)}$`);
