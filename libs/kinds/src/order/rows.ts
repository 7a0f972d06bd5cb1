import type { EntityManager } from 'typeorm';

/** Where a reader's rows come from: the database, or a transaction under way. */
export interface Rows {
  readonly read: EntityManager;
}
