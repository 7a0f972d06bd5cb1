import type { OrderReference } from './order-fields';

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
