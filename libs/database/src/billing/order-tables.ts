import { ORDER_KIND, ORDER_KINDS, type OrderKind } from '@aisha/domain';

/** Where each kind of order lives, in the schema of its worker. */
export const ORDER_TABLES = Object.fromEntries(ORDER_KINDS.map((kind) => [kind, ORDER_KIND[kind].table])) as Readonly<
  Record<OrderKind, string>
>;
