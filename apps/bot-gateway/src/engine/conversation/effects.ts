import type { UserId } from '@aisha/domain';
import type { Transaction } from '@aisha/database';
import type { Outbox } from '@aisha/messaging';
import type { WorkFacts } from '@aisha/platform';
import type { Cards } from '../cards/cards';
import type { Chat } from './chat';
import type { Effect } from './move';

interface Where {
  readonly tx: Transaction;
  readonly userId: UserId;
  readonly outbox: Outbox;
  readonly cards: Cards;
  readonly chat: Chat;
}

/** What happens besides moving on; all but a wish for another language, which must be known before anything is said. */
export async function carryOut(effects: readonly Effect[], { tx, userId, outbox, cards, chat }: Where): Promise<void> {
  for (const effect of effects) {
    if (effect.kind === 'send') await outbox.add(tx, effect.message);
    else if (effect.kind === 'say') await chat.say(effect.content, effect.options);
    else if (effect.kind === 'card')
      await cards.update(tx, effect.card, effect.id, userId, effect.change, effect.movesDown);
    else if (effect.kind === 'write') await effect.write(tx, userId);
  }
}

/** The order an input places, cancels or otherwise has something done about. */
export const orderOf = (effects: readonly Effect[]): WorkFacts => {
  for (const effect of effects) {
    const orderId = effect.kind === 'send' && effect.message.payload['orderId'];
    if (typeof orderId === 'string') return { orderId };
  }
  return {};
};
