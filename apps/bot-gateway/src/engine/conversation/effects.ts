import { Injectable } from '@nestjs/common';
import type { UserId } from '@aisha/domain';
import { afterCommit, type Transaction } from '@aisha/database';
import { Outbox } from '@aisha/messaging';
import { addWorkFacts, Logger, tracedWork, workFacts } from '@aisha/platform';
import { Cards } from '../cards/cards';
import { Deliveries } from '../deliveries/deliveries';
import type { Chat } from './chat';
import type { Effect } from './move';
import { PendingChangeStore } from './pending-change.store';
import { Registry } from './registry';

interface Where {
  readonly tx: Transaction;
  readonly userId: UserId;
  /** The chat to which messages go; absent when the effects may send none. */
  readonly chat?: Chat;
  /** The message that shows nothing any more, so that a new card may replace it. */
  readonly inPlaceOf?: number | undefined;
  /** Whether a screen follows, which may read the cards that the effects change. */
  readonly isBeforeScreen?: boolean;
}

/** Carries out everything that a conversation may do: show messages and cards, ask other apps, write the rows of a feature. */
@Injectable()
export class Effects {
  private readonly changes = new PendingChangeStore();

  constructor(
    readonly deliveries: Deliveries,
    readonly cards: Cards,
    private readonly registry: Registry,
    private readonly outbox: Outbox,
    private readonly log: Logger,
  ) {}

  /** Carries out the effects of a move, except a change of language, which is carried out earlier, before the bot answers. */
  async carryOut(effects: readonly Effect[], { tx, userId, chat, inPlaceOf, isBeforeScreen }: Where): Promise<void> {
    const { cards } = this;
    let replaced = inPlaceOf;
    for (const effect of effects) {
      if (effect.kind === 'send') await this.sendOn(tx, effect);
      else if (effect.kind === 'say') await chat?.say(effect.content, effect.options);
      else if (effect.kind === 'write') await effect.run(tx, userId, effect.value);
      else if (effect.kind === 'card' && effect.change === null) await cards.remove(tx, effect.card, effect.id, userId);
      else if (effect.kind === 'card' && effect.change) {
        await cards.update(tx, effect.card, effect.id, userId, effect.change, effect.movesDown, replaced);
        replaced = undefined;
      }
    }
    if (isBeforeScreen && effects.some(({ kind }) => kind === 'card')) await this.deliveries.writeNow(tx);
  }

  /** Removes old rows of pending changes. */
  prune(tx: Transaction): Promise<void> {
    return this.changes.prune(tx);
  }

  private async sendOn(tx: Transaction, effect: Effect & { kind: 'send' }): Promise<void> {
    const { receiver, job } = effect.message;
    const asked = this.registry.askedBy(effect.message);
    if (!asked) return this.send(tx, effect);
    const facts = { ...workFacts(), ...asked.facts, asks: `${receiver}/${job}` };
    afterCommit(tx, () => this.log.info(asked.event, facts));
    await addWorkFacts(asked.facts, () => tracedWork(asked.span, () => this.send(tx, effect)));
  }

  private async send(tx: Transaction, { message, change }: Effect & { kind: 'send' }): Promise<void> {
    const { outbox, changes } = this;
    if (!change) return outbox.add(tx, message);
    await changes.add(tx, await outbox.addTracked(tx, message), change);
  }
}
