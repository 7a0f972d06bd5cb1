import { answer, feature, html, onButton, send, showCard } from '../engine/conversation';
import { cardKey } from '../engine/cards/card';
import { callbackForCancel, cancelMessage } from './cancel-order.action';
import { isOver, orderCard, type OrderCardState } from './order.card';
import { orderTexts } from './order.texts';
import { resultCard } from './result.card';

/** What every order shares, of whatever kind: the card that follows it, its end, and the way out. */
export const ordersFeature = feature({
  cards: [orderCard, resultCard],
  actions: [
    onButton(callbackForCancel, async ({ orderId }, { person }, readers) => {
      const t = orderTexts[person.language];
      // The card is looked up as the person's own: another person's order is not there.
      const state = (await readers.cards.state(person.userId, cardKey(orderCard, orderId))) as OrderCardState | null;
      if (!state || isOver(state.phase)) return answer(html`${t.tooLateToCancel}`);
      return answer(
        html`${t.cancelAsked}`,
        send(cancelMessage(state.kind, { orderId, userId: person.userId })),
        showCard(orderCard, orderId, (now): OrderCardState => {
          const current = now ?? state;
          return isOver(current.phase) ? current : { ...current, phase: 'cancelling' };
        }),
      );
    }),
  ],
});
