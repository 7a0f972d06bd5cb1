import { filesOf, keyForm } from '@aisha/kinds/files';
import type { Database } from '../connection/database';

type OwnedOf = (keys: readonly string[], ids: readonly string[]) => Promise<readonly string[]>;

/**
 * Selects files that have an owner: those for which the condition, SQL on `file (key, id)`, holds. The id is that of
 * the owning row.
 */
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
 * Selects files of orders that have an owner. Each file of an order counts as owned while the order is open, because the rows that name the
 * files are written at its end. It also counts while credits are held, because a file may be stored before the row of its order.
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
  filesOf(worker).map(({ prefix, form, of, orders, named, isShortLived = false }) => ({
    prefix,
    isShortLived,
    form: keyForm(form),
    ownedOf:
      of === 'order' ? keysOfOrders(database, orders, `EXISTS (${named})`) : ownedKeys(database, `EXISTS (${named})`),
  }));
