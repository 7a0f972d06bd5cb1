import type { Readable } from 'node:stream';
import type { StoredObject } from './object-keys';

export interface StoredFacts {
  /** Bytes. */
  size: number;
  contentType: string;
}

/**
 * Keeps files. Every method throws `file-missing` when there is no such file and `storage-unreachable` when the storage
 * does not answer as it should; the second may be tried again.
 */
export abstract class ObjectStore {
  /** Stores or replaces a file, whole or not at all. An error of the given stream itself is thrown as it is. */
  abstract put(object: StoredObject, content: Buffer | Readable, facts: { contentType: string }): Promise<void>;

  abstract get(object: StoredObject): Promise<Readable>;

  /** The whole file; throws `file-too-large` before reading more than `maxBytes`. */
  abstract getBuffer(object: StoredObject, limits: { maxBytes: number }): Promise<Buffer>;

  abstract head(object: StoredObject): Promise<StoredFacts>;

  abstract copy(from: StoredObject, to: StoredObject): Promise<void>;

  /** Removing what is not there is right. */
  abstract remove(objects: readonly StoredObject[]): Promise<void>;

  /** Removes every file whose key starts so, or of those only what was stored before a moment; answers how many. */
  abstract removePrefix(prefix: StoredObject, options?: { readonly storedBefore?: Date }): Promise<number>;

  /** Makes the buckets that are missing. */
  abstract ensureBuckets(): Promise<void>;

  /** For /health: throws `storage-unreachable`. */
  abstract check(): Promise<void>;
}
