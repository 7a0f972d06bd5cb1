import type { UserId } from '@aisha/domain';
import { afterCommit, type Transaction } from '@aisha/database';
import type { Outbox } from '@aisha/messaging';
import { workFacts, type Logger, type WorkFacts } from '@aisha/platform';
import type { Cards } from '../cards/cards';
import type { ConsentStore } from '../consent/consent.store';
import type { PersonStore } from '../people/person.store';
import type { Chat } from './chat';
import type { ConversationStore } from './conversation.store';
import type { Effect } from './move';
import type { PendingChangeStore } from './pending-change.store';

interface Where {
  readonly store: ConversationStore;
  readonly changes: PendingChangeStore;
  readonly consents: ConsentStore;
  readonly people: PersonStore;
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
  const { tx, userId, cards, chat, store, consents, people } = where;
  let { inPlaceOf } = where;
  for (const effect of effects) {
    if (effect.kind === 'send') await sendOn(effect, where);
    else if (effect.kind === 'say') await chat.say(effect.content, effect.options);
    else if (effect.kind === 'card') {
      await cards.update(tx, effect.card, effect.id, userId, effect.change, effect.movesDown, inPlaceOf);
      inPlaceOf = undefined;
    } else if (effect.kind === 'card-removal') await cards.remove(tx, effect.card, effect.id, userId);
    else if (effect.kind === 'forget-drafts') await store.forgetDrafts(tx, userId, effect.about);
    else if (effect.kind === 'time-zone') await people.livesIn(tx, userId, effect.timeZone);
    else if (effect.kind === 'words') await people.knowsWords(tx, userId, effect.words);
    else if (effect.kind === 'remember') await people.remembers(tx, userId, effect.choices);
    else if (effect.kind === 'group-voices') await people.paysInGroups(tx, userId, effect.limit);
    else if (effect.kind === 'consent') await consents[effect.answer](tx, userId);
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
