import type { OrderKind } from '@aisha/kinds';
import type { PaidOrder } from '@aisha/kinds/tables';
import { Dispatcher, type DispatcherLimits } from './dispatcher';
import { Engine } from './engine';
import { LocalPlaces } from './local-places';
import type { AnyWork, OrderReference, Result } from './paid-work';
import type { Parts, Rounds } from './parts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- works of kinds with different columns stand side by side
type Works = Readonly<Partial<Record<OrderKind, AnyWork<any, any, any>>>>;

/** The engines of an app's kinds, and the dispatcher that runs their orders. */
export interface Orders {
  readonly dispatcher: Dispatcher;
  /** The engine of a kind. Throws if another app works on it. */
  of(kind: OrderKind): Engine;
  engine<O extends PaidOrder, Start extends OrderReference, R extends Result>(
    work: AnyWork<O, Start, R>,
  ): Engine<O, Start, R>;
}

/** The orders of an app, for its handlers. */
export const ORDERS = 'orders';

/** Builds an engine for each kind of an app. */
export function ordersOf(works: Works, parts: Parts, limits: DispatcherLimits): Orders {
  const rounds: Rounds = {
    begun: (dueAt) => dispatcher.begun(dueAt),
    waits: () => dispatcher.wake(),
    freed: () => dispatcher.freed(),
  };
  const local = Object.values(works).map(({ shape, policy }) => (shape === 'local' ? policy.atOnce : 0));
  const places = new LocalPlaces(local.reduce((sum, atOnce) => sum + atOnce, 0));
  const engines = Object.values(works).map((work) => new Engine(work, parts, rounds, places)) as unknown as Engine[];
  const dispatcher = new Dispatcher(engines, parts, limits);
  const of = (kind: OrderKind): Engine => {
    const found = engines.find((engine) => engine.work.kind === kind);
    if (!found) throw new Error(`no engine carries ${kind}`);
    return found;
  };
  return { dispatcher, of, engine: ({ kind }) => of(kind) as unknown as Engine<never, never, never> as never };
}
