import type { UserId } from '@aisha/domain';
import { ORDER_KINDS } from '@aisha/kinds';
import { KIND_FILES, keyForm, type KindFile } from '@aisha/kinds/files';
import { FILE_KINDS, FILE_ROWS } from '@aisha/kinds/tables';
import type { Database } from '../connection/database';
import { ownedKeys } from './owned-keys';

/** The files of orders that the gateway shows, with the rows that name them: also those that a person finds in no list, such as a comparison. */
const OF_ORDERS = ORDER_KINDS.flatMap((kind) => KIND_FILES[kind] as readonly KindFile[])
  .filter(({ of, isShown }) => of === 'order' && isShown)
  .map(({ prefix: { bucket }, form, named }) => ({ bucket, form: keyForm(form), named }));

/** SQL: the storage references of a person's files, of those in the second parameter. */
const LISTED = FILE_KINDS.map((kind) => {
  const { from, owner, path } = FILE_ROWS[kind];
  return `SELECT ${path} AS "filePath" FROM ${from} WHERE ${owner} = $1 AND ${path} = ANY ($2::text[])`;
}).join(' UNION ALL ');

/** Tells whether rows still name the stored files. No row names a file that its person or a rule deleted, but rows still name a lost file. */
export class OwnedFilesReader {
  constructor(private readonly database: Database) {}

  /** The storage references, of these, that rows of the person name. */
  async named(userId: UserId, references: readonly string[]): Promise<string[]> {
    const own = references.filter((reference) => reference.split('/')[1] === userId);
    const [listed, ...ofOrders] = await Promise.all([
      this.database.read.query<{ filePath: string }[]>(LISTED, [userId, references]),
      ...OF_ORDERS.map((file) => namedBy(this.database, file, own)),
    ]);
    return [...new Set([...listed.map(({ filePath }) => filePath), ...ofOrders.flat()])];
  }
}

/** Those of the references that are files of this sort and are named by an order. */
async function namedBy(
  database: Database,
  { bucket, form, named }: (typeof OF_ORDERS)[number],
  references: readonly string[],
): Promise<string[]> {
  const files = references.flatMap((reference) => {
    const key = reference.startsWith(`${bucket}:`) ? reference.slice(bucket.length + 1) : '';
    const id = form.exec(key)?.[1];
    return id === undefined ? [] : [{ key, id }];
  });
  if (files.length === 0) return [];
  const keys = files.map(({ key }) => key);
  const ids = files.map(({ id }) => id);
  const owned = await ownedKeys(database, `EXISTS (${named})`)(keys, ids);
  return owned.map((key) => `${bucket}:${key}`);
}
