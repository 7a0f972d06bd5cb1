import { ORDER_KIND, type OrderKind } from '../lists/kinds';
import type { OrderKindRecord } from '../order/order-kind';

export const ORDER_KINDS = Object.keys(ORDER_KIND) as OrderKind[];

/** The schema of a kind's tables: its worker's. */
export const schemaOf = (kind: OrderKind): string => ORDER_KIND[kind].table.split('.')[0]!;

/** The kinds that a provider's account runs, in the order of the records. */
export type KindWithSlots = { [K in OrderKind]: (typeof ORDER_KIND)[K]['slots'] extends null ? never : K }[OrderKind];
export const KINDS_WITH_SLOTS = ORDER_KINDS.filter((kind): kind is KindWithSlots => ORDER_KIND[kind].slots !== null);

/** The kinds an app works on. */
export type KindOf<Worker extends OrderKindRecord['worker']> = {
  [K in OrderKind]: (typeof ORDER_KIND)[K]['worker'] extends Worker ? K : never;
}[OrderKind];
export const kindsOf = <Worker extends OrderKindRecord['worker']>(worker: Worker): KindOf<Worker>[] =>
  ORDER_KINDS.filter((kind): kind is KindOf<Worker> => ORDER_KIND[kind].worker === worker);

/** The kinds whose results can be sent on to friends. */
export type SharedKind = { [K in OrderKind]: (typeof ORDER_KIND)[K]['isShared'] extends true ? K : never }[OrderKind];
export const SHARED_KINDS = ORDER_KINDS.filter((kind): kind is SharedKind => ORDER_KIND[kind].isShared);

/** What a unit of the item costs us, in millionths of a US dollar. */
export const unitCostOf = (kind: OrderKind, item: string): number => {
  const cost = (ORDER_KIND[kind].unitCosts as OrderKindRecord['unitCosts'])[item];
  if (cost === undefined) throw new RangeError(`${kind} has no item ${item}`);
  return cost;
};

/** What an order of so many units may cost us before it ends with nothing, in millionths of a US dollar. */
export const costInVainOf = (kind: OrderKind, item: string, units: number): number => {
  const { inTurn = [] }: OrderKindRecord = ORDER_KIND[kind];
  return unitCostOf(kind, item) * (inTurn.includes(item) ? 1 : units);
};

/** What a unit of the kind's cheapest item costs us, in millionths of a US dollar. */
export const leastCostOf = (kind: OrderKind): number => Math.min(...Object.values(ORDER_KIND[kind].unitCosts));
