import type { Readable } from 'node:stream';
import { AppError } from '@aisha/domain';
import type { StoredObject } from '@aisha/kinds/files';

export interface StoredFacts {
  /** The size in bytes. */
  size: number;
  contentType: string;
}

export interface ListedObject {
  readonly key: string;
  /** Changes with the content. */
  readonly etag: string;
  /** The size in bytes. */
  readonly size: number;
  readonly storedAt: Date;
}

/** Whether an error says that there is no such file, or none any more. */
export const isMissing = (error: unknown): error is AppError =>
  error instanceof AppError && error.code === 'file-missing';

/**
 * Keeps files. Unless it says otherwise, a method throws `file-missing` if there is no such file. Every method throws `storage-unreachable`
 * if the storage does not answer as it should; the caller may then try again.
 */
export abstract class ObjectStore {
  /** Stores or replaces a file, whole or not at all. Rethrows an error of the given stream unchanged. */
  abstract put(object: StoredObject, content: Buffer | Readable, facts: { contentType: string }): Promise<void>;

  abstract get(object: StoredObject): Promise<Readable>;

  /** The whole file; throws `file-too-large` before reading more than `maxBytes`. */
  abstract getBuffer(object: StoredObject, limits: { maxBytes: number }): Promise<Buffer>;

  abstract head(object: StoredObject): Promise<StoredFacts>;

  /** The files with this prefix, in the order of their keys' bytes; none when the bucket is missing. */
  abstract list(prefix: StoredObject): AsyncIterable<ListedObject>;

  abstract copy(from: StoredObject, to: StoredObject): Promise<void>;

  /** Removing a missing file is no error. */
  abstract remove(objects: readonly StoredObject[]): Promise<void>;

  /**
   * Removes the parts of uploads that began before this moment and never ended; resolves to how many uploads there were. With an owner, only
   * those of this person's files. MinIO lists no uploads: it removes them itself, after a day.
   */
  abstract dropUploads(begunBefore: Date, owner?: string): Promise<number>;

  /** Removes all files with this prefix, or only those stored before a moment of our clock; resolves to how many. */
  abstract removePrefix(prefix: StoredObject, options?: { readonly storedBefore?: Date }): Promise<number>;

  /**
   * Makes an address with which anyone can read this file, and no other, for this long; null where people cannot reach
   * the storage. The address is a secret: it is made when it is sent, and never stored or logged.
   */
  abstract link(
    object: StoredObject,
    options: { readonly seconds: number; readonly fileName: string },
  ): Promise<string | null>;

  /** Makes the buckets that are missing. */
  abstract ensureBuckets(): Promise<void>;

  /**
   * Throws `storage-unreachable` when the storage does not answer, or takes no files, which is tried out once a minute. For /health, and
   * before money is spent on what is to be stored. With `makesBuckets` it makes the buckets that are missing, which are else a fault.
   */
  abstract check(options?: { readonly makesBuckets?: boolean }): Promise<void>;
}
