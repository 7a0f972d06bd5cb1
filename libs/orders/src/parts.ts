import type { Database, LateCancelsReader, Schema } from '@aisha/database';
import type { HoldReader } from '@aisha/database/billing';
import type { Outbox } from '@aisha/messaging';
import type { Clock, Logger } from '@aisha/platform';
import type { FalQueue } from '@aisha/providers/fal';
import type { ProviderSlots } from './provider-slots.store';

/** What an app gives the engine to work with; the same for all its kinds. */
export interface Parts {
  readonly schema: Schema;
  readonly database: Database;
  readonly holds: HoldReader;
  readonly lateCancels: LateCancelsReader;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly log: Logger;
  /** The provider and the slots of our account there; an app whose work is all local has none. */
  readonly provider?: { readonly fal: FalQueue; readonly slots: ProviderSlots };
  /** Orders a person may stop within 30 days after a provider was paid for them; further ones go on. LATE_CANCELS_PER_MONTH. */
  readonly lateCancelsPerMonth: number;
  /** A step is told once it has lasted so many milliseconds; 1 s unless said, and 0 tells each. */
  readonly toldAfterMs?: number;
}

/** What the rounds of a process are told, so that they ask the database only when there may be something to do. */
export interface Rounds {
  /** An order is at work: it is looked after from the next regular round on. */
  readonly begun: () => void;
  /** An order waits for its turn: the next round is now. */
  readonly waits: () => void;
  /** A slot, or room in this process, is free: the next round is now if an order waits. */
  readonly freed: () => void;
}

export const later = (from: Date, milliseconds: number): Date => new Date(from.getTime() + milliseconds);
export const isPast = (moment: Date | null, now: Date): boolean => moment !== null && moment <= now;
