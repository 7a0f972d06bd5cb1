import type { EntityManager } from 'typeorm';

/** Where a reader finds its rows: the database, or what a transaction under way has made of it. */
export interface Rows {
  readonly read: EntityManager;
}
