import { answer, feature, html, onButton, send, showCard, type Feature } from '../engine/conversation';
import { cancelOrder as cancelMessage } from '@aisha/contracts';
import { cardKey } from '../engine/cards/card';
import { cancelOrder } from './cancel-order.callback';
import { isOver, ORDER_CARD, orderCard, type OrderCardState } from './order.card';
import type { OrderKindViews } from './order-kind';
import { orderTexts } from './order.texts';

/** What orders of every kind share: the progress card, the end and the cancel. */
export const ordersFeature = (views: OrderKindViews): Feature =>
  feature({
    actions: [
      onButton(cancelOrder, async ({ orderId }, { person }, readers) => {
        const t = orderTexts[person.language];
        // The query finds only the person's own card.
        const state = (await readers.cards.state(
          person.userId,
          cardKey({ kind: ORDER_CARD }, orderId),
        )) as OrderCardState | null;
        if (!state || isOver(state.phase)) return answer(html`${t.tooLateToCancel}`);
        const view = views[state.kind];
        return answer(
          html`${t.cancelAsked}`,
          send(cancelMessage(state.kind, { orderId, userId: person.userId })),
          showCard(orderCard(view), orderId, (now): OrderCardState => {
            const current = now ?? state;
            return isOver(current.phase) ? current : { ...current, phase: 'cancelling' };
          }),
        );
      }),
    ],
  });
