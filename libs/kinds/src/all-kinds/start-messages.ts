import { START_MESSAGE } from '../lists/messages';
import { kindsOf, type KindOf } from './order-kinds';
import type { ORDER_KIND, OrderKind } from '../lists/kinds';

type Worker = (typeof ORDER_KIND)[OrderKind]['worker'];

/** The message that begins an order of a kind. */
export type StartOf<Kind extends OrderKind> = InstanceType<(typeof START_MESSAGE)[Kind]['payload']>;

type StartMessages<W extends Worker> = {
  readonly [Kind in KindOf<W> as `start-${Kind}`]: (typeof START_MESSAGE)[Kind]['payload'];
};

/** The messages that begin an app's orders, under the names of their jobs. */
export const startMessages = <W extends Worker>(worker: W): StartMessages<W> =>
  Object.fromEntries(kindsOf(worker).map((kind) => [`start-${kind}`, START_MESSAGE[kind].payload])) as StartMessages<W>;

/** The item and the number of units that pay for the order which a message begins. */
export const lineOf = (kind: OrderKind, start: object): readonly [item: string, units: number] =>
  (START_MESSAGE[kind].line as (start: object) => readonly [item: string, units: number])(start);
