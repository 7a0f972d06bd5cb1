import { cancelOrder as cancelMessage } from '@aisha/contracts';
import { HoldReader } from '@aisha/database/billing';
import { CardReader } from '@aisha/database/bot';
import { answer, feature, html, onButton, send, showCard, type Feature } from '../engine/conversation';
import { cardKey } from '../engine/cards/card';
import { cancelOrder } from './cancel-order.callback';
import { endOfCancel, isOver, mayBeCancelled, ORDER_CARD, orderCard, type OrderCardState } from './order.card';
import type { OrderKindViews } from './order-kind';
import { orderTexts } from '@aisha/words';

/** The parts that all kinds of orders have in common: the progress card, the end and the cancel. */
export const ordersFeature = (views: OrderKindViews): Feature =>
  feature({
    stoppable: async ({ person: { userId, language } }, readers) => {
      const cards = (await readers.of(HoldReader).openOf(userId)).map(({ orderId }) =>
        readers.of(CardReader).state(userId, cardKey({ kind: ORDER_CARD }, orderId)),
      );
      return ((await Promise.all(cards)) as (OrderCardState | null)[]).flatMap((state) =>
        state && mayBeCancelled(state)
          ? {
              name: [views[state.kind].shortTitle[language], state.what].filter(Boolean).join(' · '),
              stop: (label) => cancelOrder.button(label, { orderId: state.orderId }),
            }
          : [],
      );
    },
    actions: [
      onButton(cancelOrder, async ({ orderId }, { person }, readers) => {
        const t = orderTexts[person.language];
        // The query finds only the person's own card.
        const state = (await readers
          .of(CardReader)
          .state(person.userId, cardKey({ kind: ORDER_CARD }, orderId))) as OrderCardState | null;
        if (!state || isOver(state.phase)) return answer(html`${t.tooLateToCancel}`);
        const view = views[state.kind];
        return answer(
          html`${t.cancelling} ${t.afterCancel(endOfCancel(state))}`,
          send(cancelMessage({ kind: state.kind, orderId, userId: person.userId })),
          showCard(orderCard(view), orderId, (now): OrderCardState => {
            const current = now ?? state;
            return isOver(current.phase) ? current : { ...current, phase: 'cancelling' };
          }),
        );
      }),
    ],
    needConsent: ['place-hold'],
  });
