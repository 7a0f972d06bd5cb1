import type { UserId } from '@aisha/domain';
import { afterCommit, type Transaction } from '@aisha/database';
import type { Outbox } from '@aisha/messaging';
import { workFacts, type Logger, type WorkFacts } from '@aisha/platform';
import type { Cards } from '../cards/cards';
import type { Chat } from './chat';
import type { Effect } from './move';
import type { PendingChangeStore } from './pending-change.store';

interface Where {
  readonly changes: PendingChangeStore;
  readonly tx: Transaction;
  readonly userId: UserId;
  readonly outbox: Outbox;
  readonly cards: Cards;
  readonly chat: Chat;
  readonly log: Logger;
  /** A message that shows nothing any more: a new card replaces it. */
  readonly inPlaceOf: number | undefined;
}

/** Runs the effects of a move, except a change of language: the bot needs that before it answers. */
export async function carryOut(effects: readonly Effect[], where: Where): Promise<void> {
  const { tx, userId, cards, chat } = where;
  let { inPlaceOf } = where;
  for (const effect of effects) {
    if (effect.kind === 'send') await sendOn(effect, where);
    else if (effect.kind === 'say') await chat.say(effect.content, effect.options);
    else if (effect.kind === 'write') await effect.run(tx, userId, effect.value);
    else if (effect.kind === 'card' && effect.change === null) await cards.remove(tx, effect.card, effect.id, userId);
    else if (effect.kind === 'card' && effect.change) {
      await cards.update(tx, effect.card, effect.id, userId, effect.change, effect.movesDown, inPlaceOf);
      inPlaceOf = undefined;
    }
  }
}

async function sendOn({ message, change }: Effect & { kind: 'send' }, where: Where): Promise<void> {
  const { tx, outbox, changes, log } = where;
  const { receiver, job, payload } = message;
  const facts = { ...workFacts(), orderId: payload['orderId'], asks: `${receiver}/${job}` };
  if (facts.orderId) afterCommit(tx, () => log.info('order.asked', facts)); // the first line of an order: its person's tap
  if (!change) return outbox.add(tx, message);
  await changes.add(tx, await outbox.addTracked(tx, message), change);
}

/** The order that an input places, cancels or concerns. */
export const orderOf = (effects: readonly Effect[]): WorkFacts => {
  for (const effect of effects) {
    const orderId = effect.kind === 'send' && effect.message.payload['orderId'];
    if (typeof orderId === 'string') return { orderId };
  }
  return {};
};
