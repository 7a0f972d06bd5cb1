import type { EntityManager } from 'typeorm';

/** The source of a reader's rows: the database, or a transaction under way. */
export interface Rows {
  readonly read: EntityManager;
}
