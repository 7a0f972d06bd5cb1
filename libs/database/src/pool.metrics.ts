import { Gauge } from 'prom-client';
import type { Database } from './connection/database';

let watched: Pick<Database, 'connections'> | undefined;

/** `waiting` above 0 for long: the pool is too small for the work (DATABASE_POOL), or Postgres is slow. */
export const databaseConnections = new Gauge({
  name: 'aisha_database_connections',
  help: 'Connections of this process to Postgres: open, idle among them, and work that is waiting for one',
  labelNames: ['state'] as const,
  collect() {
    for (const [state, count] of Object.entries(watched?.connections ?? {})) this.set({ state }, count);
  },
});

/** The pool of this process, read at each scrape. */
export const watchPool = (database: Pick<Database, 'connections'>): void => {
  watched = database;
};
