import type { MigrationInterface } from 'typeorm';
import type { FileRows } from './file-rows';

/**
 * The rights of an app to a table of its own. Rows about credits are never deleted or changed. Where `change` is given for a table with
 * rows about people, the app may also delete rows (`rightsIn`).
 */
export const RIGHTS = {
  add: 'SELECT, INSERT',
  change: 'SELECT, INSERT, UPDATE',
  drop: 'SELECT, INSERT, UPDATE, DELETE',
  forget: 'SELECT, INSERT, DELETE',
} as const;
export type Right = keyof typeof RIGHTS;

/** The headings of /privacy under which rows of kinds of orders are listed, in the order of /privacy. */
export type KeptAs = 'face' | 'ideas' | 'pictures' | 'restoredPhotos' | 'voice';

/**
 * What a kind of order says about itself in the database: its tables lie in the schema of its worker, which alone
 * writes them.
 */
export interface KindTable {
  /** The entities as TypeORM sees them; they describe tables, and never create them. */
  readonly entities: readonly (abstract new () => object)[];
  /**
   * The migrations that make the tables, in the order of the time in their names. Empty: the migration that makes their whole schema calls a
   * function of the folder.
   */
  readonly migrations: readonly (new () => MigrationInterface)[];
  /**
   * Each table without its schema: the right of its worker, and the heading of /privacy under which it stands; null for a table that holds
   * nothing about a person.
   */
  readonly tables: Readonly<Record<string, { readonly right: Right; readonly kept: KeptAs | null }>>;
  /** The tables, or columns of them, without the schema, that the gateway reads besides the state of an order. */
  readonly shown: readonly string[];
  /** null: no reader stands in the folder, because the rows are read with another thing's; absent: one does. */
  readonly reader?: null;
  /** A person's files that the rows name, under the names that the kinds of files have in «Мои файлы». */
  readonly files: Readonly<Record<string, FileRows>>;
  /** How the history names an order, in SQL over the order's row; null: by its kind alone. */
  readonly about: { readonly idea: string | null; readonly avatarId: string | null } | null;
}
