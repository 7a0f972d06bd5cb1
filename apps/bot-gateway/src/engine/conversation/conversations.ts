import type { Transaction } from '@aisha/database';
import { addWorkFacts, newId } from '@aisha/platform';
import type { Incoming } from './incoming';
import type { Place } from './conversation.store';
import type { Speaker } from './flow';
import { Turn, type Handling, type TurnParts } from './turn';

/** Passes an input to the person's current step and moves the person on, in the caller's transaction. */
export class Conversations {
  constructor(private readonly parts: TurnParts) {}

  /** Removes old rows. */
  prune(tx: Transaction): Promise<void> {
    return this.parts.changes.prune(tx);
  }

  /**
   * Handles an update once, even if it runs again. `known` is the person's place if the caller has locked it. Resolves to 'held' for an
   * input that has to wait for the person's consent: nothing of it is stored here.
   */
  async handle(tx: Transaction, person: Speaker, incoming: Incoming, known: Place | null = null): Promise<Handling> {
    const place = known ?? (await this.parts.store.place(tx, person.userId));
    if (place?.updateId === incoming.updateId) return 'handled';
    return addWorkFacts({ traceId: newId() }, () => new Turn(this.parts, tx, person, incoming, place).take());
  }
}
