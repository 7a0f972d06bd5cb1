import type { StoredObject } from './stored-object';

/**
 * A sort of files that a kind's orders leave. Only the kind's worker writes them, and it removes files that belong to
 * no row.
 */
export interface KindFile {
  readonly prefix: StoredObject;
  /** The form of their keys, as `keyForm` reads it. */
  readonly form: string;
  /** What the id in the key names: an order or another row. All files of an order belong to it while it is open or has credits held. */
  readonly of: 'order' | 'row';
  /** SQL over `file (key, id)` that finds the rows which name the file. */
  readonly named: string;
  /** Whether the gateway shows or packs these files, or begins something new with them. */
  readonly isShown: boolean;
  /** Whether the public API hands these files out, as results of the orders that it takes. */
  readonly isInApi: boolean;
  /** Whether the files go when their order ends. */
  readonly isShortLived?: boolean;
}
