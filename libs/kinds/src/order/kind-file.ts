import type { StoredObject } from './stored-object';

/** A sort of files that a kind's orders leave: its worker alone writes them, and removes what belongs to nothing. */
export interface KindFile {
  readonly prefix: StoredObject;
  /** The form of their keys, as `keyForm` reads it. */
  readonly form: string;
  /** The owner of the id in the key: an order, whose files are all its own while it is open or has credits held, or another row. */
  readonly of: 'order' | 'row';
  /** A query over `file (key, id)`: the rows that name the file. */
  readonly named: string;
  /** Whether the gateway shows them, packs them into archives, or begins something new with them. */
  readonly isShown: boolean;
}
