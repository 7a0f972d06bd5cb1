import type { Database, Schema } from '@aisha/database';
import type { HoldReader } from '@aisha/database/billing';
import type { Outbox } from '@aisha/messaging';
import type { Clock, Logger } from '@aisha/platform';
import type { RemoteQueue } from '@aisha/providers/ports';
import type { FreeWorkStore } from './free-work.store';
import type { ProviderCallStore } from './provider-call.store';
import type { ProviderSlots } from './provider-slots.store';

/** The parts that an app gives the engine to work with; the same for all its kinds. */
export interface Parts {
  readonly schema: Schema;
  readonly database: Database;
  readonly holds: HoldReader;
  /** The costs of the app's providers, and the part of them that may be given away. */
  readonly calls: ProviderCallStore;
  readonly freeWork: FreeWorkStore;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log: Logger;
  /** The provider and the slots of our account there; an app whose work is all local has none. */
  readonly provider?: { readonly queue: RemoteQueue; readonly slots: ProviderSlots };
  /** The card shows a step once it has lasted this many milliseconds. Default 1 s; 0 shows every step. */
  readonly toldAfterMs?: number;
  /**
   * How many milliseconds the engine may take to join the finished part of an order while a transaction waits. Default 5 s: Postgres ends a
   * transaction that idles for ten seconds (a setting of our logins).
   */
  readonly partMs?: number;
}

/** Wakes the rounds of a process, so that they query the database only when there may be work. */
export interface Rounds {
  /** This process has changed an order under way: a regular round queries when it is due, or the next one if no moment is given. */
  readonly begun: (dueAt?: Date) => void;
  /** Called when an order waits for its turn: starts the next round now. */
  readonly waits: () => void;
  /** A slot, or room in this process, is free: starts the next round now if an order waits. */
  readonly freed: () => void;
}

export const later = (from: Date, milliseconds: number): Date => new Date(from.getTime() + milliseconds);
export const earlier = (one: Date, other: Date | null): Date => (other !== null && other < one ? other : one);
export const isPast = (moment: Date | null, now: Date): boolean => moment !== null && moment <= now;
