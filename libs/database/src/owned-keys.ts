import { filesOf, keyForm } from '@aisha/kinds/files';
import type { Database } from './database';

type OwnedOf = (keys: readonly string[], ids: readonly string[]) => Promise<readonly string[]>;

/** Files have an owner when the condition, SQL on `file (key, id)`, holds for them. The id is that of the owning row. */
export const ownedKeys =
  (database: Database, condition: string): OwnedOf =>
  async (keys, ids) => {
    const owned = await database.read.query<{ key: string }[]>(
      `SELECT key FROM unnest($1::text[], $2::uuid[]) AS file (key, id) WHERE ${condition}`,
      [keys, ids],
    );
    return owned.map(({ key }) => key);
  };

/**
 * The same of files that orders leave. While an order is open, all its files are its own: their rows come with its end. While its credits
 * are held, too: a file may be stored before its order is written down.
 */
const keysOfOrders = (database: Database, orders: string, condition: string): OwnedOf =>
  ownedKeys(
    database,
    `EXISTS (SELECT FROM ${orders} WHERE order_id = file.id AND finished_at IS NULL)
     OR EXISTS (SELECT FROM billing.credit_hold WHERE order_id = file.id AND status = 'open')
     OR ${condition}`,
  );

/** The files that orders of an app's kinds leave, and the test for their owner. */
export const ownedFilesOf = (database: Database, worker: string) =>
  filesOf(worker).map(({ prefix, form, of, orders, named }) => ({
    prefix,
    form: keyForm(form),
    ownedOf:
      of === 'order' ? keysOfOrders(database, orders, `EXISTS (${named})`) : ownedKeys(database, `EXISTS (${named})`),
  }));
