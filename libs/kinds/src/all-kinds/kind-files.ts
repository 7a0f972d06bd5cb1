import { KIND_FILES } from '../lists/files';
import { ORDER_KIND } from '../lists/kinds';
import type { KindFile } from '../order/kind-file';
import { ORDER_KINDS } from './order-kinds';
import type { StoredObject } from '../order/stored-object';

/** A sort of files with the table of the orders that leave them. */
interface OrderFile extends KindFile {
  readonly orders: string;
}

/** The files of an app's kinds of orders. */
export const filesOf = (worker: string): OrderFile[] =>
  ORDER_KINDS.filter((kind) => ORDER_KIND[kind].worker === worker).flatMap((kind) =>
    KIND_FILES[kind].map((file: KindFile) => ({ ...file, orders: ORDER_KIND[kind].table })),
  );

/** The prefixes of the files of an app's kinds. */
export const prefixesOf = (worker: string): StoredObject[] => filesOf(worker).map(({ prefix }) => prefix);

const prefixesWhere = (isRead: (file: KindFile) => boolean): StoredObject[] =>
  ORDER_KINDS.flatMap((kind) => KIND_FILES[kind].filter(isRead).map(({ prefix }) => prefix));

/** The prefixes of those files of orders that the gateway reads. */
export const SHOWN_PREFIXES: readonly StoredObject[] = prefixesWhere(({ isShown }) => isShown);

/** The prefixes of those files of orders that the public API reads. */
export const API_PREFIXES: readonly StoredObject[] = prefixesWhere(({ isInApi }) => isInApi);
