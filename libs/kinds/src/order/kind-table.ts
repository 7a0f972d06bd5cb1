import type { MigrationInterface } from 'typeorm';
import type { FileRows } from './file-rows';

/** The rights of an owner to a table of its own. Rows about credits are never deleted or changed. */
export const RIGHTS = {
  add: 'SELECT, INSERT',
  change: 'SELECT, INSERT, UPDATE',
  drop: 'SELECT, INSERT, UPDATE, DELETE',
  forget: 'SELECT, INSERT, DELETE',
} as const;
export type Right = keyof typeof RIGHTS;

/** The headings of /privacy that kinds of orders keep things under, in its order. */
export type KeptAs = 'face' | 'ideas' | 'pictures' | 'restoredPhotos' | 'voice';

/** The part of a kind of order that is said in the database: its tables lie in the schema of its worker, which alone writes them. */
export interface KindTable {
  /** The entities as TypeORM sees them; they describe tables, and never create them. */
  readonly entities: readonly (abstract new () => object)[];
  /** The migrations that make the tables, in order of the time in their names among all others. None: an older one, of a whole schema, does. */
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Each table without its schema: the right of its worker, and its name in /privacy; null: it holds nothing about a person. */
  readonly tables: Readonly<Record<string, { readonly right: Right; readonly kept: KeptAs | null }>>;
  /** The tables, or columns of them, that the gateway reads beside the state of an order; without the schema. */
  readonly shown: readonly string[];
  /** Files of a person in the rows, by the name that «My files» knows them by. */
  readonly files: Readonly<Record<string, FileRows>>;
  /** How the history calls an order, in SQL over the order's row; null: by its kind alone. */
  readonly about: { readonly idea: string | null; readonly avatarId: string | null } | null;
}
