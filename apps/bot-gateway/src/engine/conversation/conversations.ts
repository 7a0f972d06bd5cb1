import { Injectable } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import type { UserId } from '@aisha/domain';
import { addWorkFacts, newId, tracedWork } from '@aisha/platform';
import type { Incoming } from './incoming';
import { ConversationStore, type Place } from './conversation.store';
import { Effects } from './effects';
import { PersonStore } from '../people/person.store';
import type { Speaker } from './flow';
import { Moment } from './moment';
import type { DraftKey, Elsewhere } from './move';
import { Readers } from './readers';
import { Registry } from './registry';
import { Turn, type Handling, type TurnParts } from './turn';

/** A person's current step, locked until the transaction ends. */
export interface OpenStep {
  /** Enters the same step again, in a new message. */
  readonly showAgain: () => Promise<void>;
  readonly draft: unknown;
  /** The message that shows the step; null when none has been sent yet. */
  readonly screen: number | null;
  /** Moves the person on to another screen, in a new message or, with `inPlace`, in the step's own message. Carries out no effects. */
  readonly goOn: (move: Elsewhere, options?: { readonly inPlace: boolean }) => Promise<void>;
}

/** Passes an input to the person's current step and moves the person on, in the caller's transaction. */
@Injectable()
export class Conversations {
  private readonly parts: TurnParts;

  constructor(registry: Registry, readers: Readers, people: PersonStore, effects: Effects, moment: Moment) {
    this.parts = { registry, readers, people, effects, moment, store: new ConversationStore() };
  }

  /** Removes old rows. */
  async prune(tx: Transaction): Promise<void> {
    await this.parts.effects.prune(tx);
    await this.parts.store.prune(tx);
  }

  /**
   * The person's step, if the person waits there for a result that comes without their input; `isWaiting` recognises such a step by its
   * draft. Null if the person is elsewhere. Locks the person's place.
   */
  async stepOf(tx: Transaction, userId: UserId, isWaiting: (draft: unknown) => boolean): Promise<OpenStep | null> {
    const place = await this.parts.store.place(tx, userId);
    if (!place || !isWaiting(place.draft)) return null;
    const person = await this.parts.people.speaker(tx, userId);
    if (!person) return null;
    const nothing = {
      updateId: place.updateId,
      receivedAt: this.parts.moment.now(),
      input: { kind: 'other', what: 'else' },
    } as const;
    const turn = () => new Turn(this.parts, tx, person, nothing, place);
    return {
      draft: place.draft,
      screen: place.screen,
      showAgain: () => turn().showAgain(),
      goOn: (move, options) => turn().goOn(move, options),
    };
  }

  /** Whether the person is in a conversation of this flow. Locks the person's place. */
  async isIn(tx: Transaction, userId: UserId, flow: string): Promise<boolean> {
    return (await this.parts.store.place(tx, userId))?.flow === flow;
  }

  /** Changes a draft that its person has left; false if the person has dropped it meanwhile. They find the change if they restore it. */
  putIntoDraft(
    tx: Transaction,
    userId: UserId,
    key: DraftKey,
    kept: { readonly step: string; readonly draft: unknown },
  ): Promise<boolean> {
    return this.parts.store.putIntoDraft(tx, userId, key, kept);
  }

  /** Removes a draft that its person has left, for good; false if the person has dropped it already. */
  forgetDraft(tx: Transaction, userId: UserId, key: DraftKey): Promise<boolean> {
    return this.parts.store.forgetDraft(tx, userId, key);
  }

  /**
   * Handles an update once, even if this method is called again for the same update. `known` is the person's place if the caller has locked
   * it. Resolves to 'held' for an input that has to wait for the person's consent; then nothing is stored.
   */
  async handle(tx: Transaction, person: Speaker, incoming: Incoming, known: Place | null = null): Promise<Handling> {
    const place = known ?? (await this.parts.store.place(tx, person.userId));
    if (place?.updateId === incoming.updateId) return 'handled';
    return addWorkFacts({ traceId: newId() }, () =>
      tracedWork({ name: `update ${incoming.input.kind}`, kind: 'server', begins: true }, () =>
        new Turn(this.parts, tx, person, incoming, place).take(),
      ),
    );
  }
}
