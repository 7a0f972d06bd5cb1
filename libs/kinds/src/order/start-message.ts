import type { ORDER_KIND } from '../lists/kinds';
import type { OrderReference } from './order-fields';
import type { OrderKind } from './order-kinds';

/** The message that begins an order of a kind: the worker reads all of it, and billing the units that have a price. */
export interface StartMessage<Start extends OrderReference, Item extends string> {
  readonly payload: new () => Start;
  /** The item and the number of units that the message orders. */
  readonly line: (start: Start) => readonly [item: Item, units: number];
}

export const startMessage = <Start extends OrderReference, const Item extends string>(
  payload: new () => Start,
  line: (start: Start) => readonly [item: Item, units: number],
): StartMessage<Start, Item> => ({ payload, line });

/** The message that begins an order of each kind; its record names the item. */
export type StartMessageOf = {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- messages of different kinds stand side by side
  readonly [Kind in OrderKind]: StartMessage<any, (typeof ORDER_KIND)[Kind]['items'][number]>;
};
