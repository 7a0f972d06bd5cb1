import type { MigrationInterface } from 'typeorm';
import type { FileRows } from './file-rows';

/** What an owner may do with a table of its own. Nothing is deleted, or changed, that says what happened to credits. */
export const RIGHTS = {
  add: 'SELECT, INSERT',
  change: 'SELECT, INSERT, UPDATE',
  drop: 'SELECT, INSERT, UPDATE, DELETE',
  forget: 'SELECT, INSERT, DELETE',
} as const;
export type Right = keyof typeof RIGHTS;

/** The headings of /privacy that kinds of orders keep things under, in its order. */
export type KeptAs = 'face' | 'ideas' | 'pictures' | 'restoredPhotos' | 'voice';

/** What is said in the database of a kind of order: its tables lie in the schema of its worker, which alone writes them. */
export interface KindTable {
  /** The entities as TypeORM sees them; they describe tables, and never create them. */
  readonly entities: readonly (abstract new () => object)[];
  /** What makes the tables, by the time in its name among all others. None: an older one, of a whole schema, does. */
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** Each table without its schema: what its worker may do, and the name that /privacy has for it; null: it holds nothing of a person. */
  readonly tables: Readonly<Record<string, { readonly right: Right; readonly kept: KeptAs | null }>>;
  /** What the gateway reads beside where an order stands: a table, or columns of it, without its schema. */
  readonly shown: readonly string[];
  /** Files of a person in the rows, by the name that «My files» knows them by. */
  readonly files: Readonly<Record<string, FileRows>>;
  /** How the history calls an order, in SQL over the order's row; null: by its kind alone. */
  readonly about: { readonly idea: string | null; readonly avatarId: string | null } | null;
}
