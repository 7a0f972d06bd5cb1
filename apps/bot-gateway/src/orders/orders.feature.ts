import { cancelOrder as cancelMessage } from '@aisha/contracts';
import { ORDER_KINDS } from '@aisha/kinds';
import { HoldReader } from '@aisha/database/billing';
import { CardReader } from '@aisha/database/bot';
import { answer, feature, html, onButton, send, showCard, type Feature } from '../engine/conversation';
import { cardKey } from '../engine/cards/card';
import { askedOrder } from './asked-order';
import { cancelOrder } from './cancel-order.callback';
import { endOfCancel, isOver, mayBeCancelled, ORDER_CARD, orderCard, type OrderCardState } from './order.card';
import type { AskingForResult, OrderKindView, OrderKindViews } from './order-kind';
import { orderTexts } from '@aisha/words';
import type { OrderId } from '@aisha/domain';
import { resultOf } from './result-of';
import { RESULT_CARD, resultCard } from './result.card';
import { forgottenResult, type ResultCardState } from './result.state';
import { unfoldResult } from './unfold-result.callback';

/** What all kinds of orders have in common: an order is cancelled, the buttons behind «⋯» of a result are shown or hidden, taps are traced. */
export const ordersFeature = (views: OrderKindViews): Feature<never> =>
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
      onButton(unfoldResult, async ({ kind: name, orderId, isOpen }, { person }, readers) => {
        const { userId, language } = person;
        const gone = answer(html`${orderTexts[language].goneResult}`);
        const kind = ORDER_KINDS.find((one) => one === name);
        if (!kind) return gone;
        const key = cardKey({ kind: RESULT_CARD }, orderId);
        const stored = (await readers.of(CardReader).state(userId, key)) as ResultCardState | null;
        const state = stored ?? (await cardAnew(views[kind], orderId, { readers, userId, language }));
        if (!state) return gone;
        return answer(
          undefined,
          showCard(resultCard(views[kind]), orderId, (now: ResultCardState | undefined) => {
            const { sharing: _, ...shown } = now ?? state;
            return { ...shown, isUnfolded: isOpen === 'yes' };
          }),
        );
      }),
    ],
    asked: askedOrder,
    needConsent: ['place-hold'],
  });

/** A new card for a delivered result whose own card is no longer stored; null when the result is gone, or another person's. */
const cardAnew = async (
  view: OrderKindView,
  orderId: OrderId,
  asking: AskingForResult,
): Promise<ResultCardState | null> => {
  const { contents, of } = await resultOf(view, orderId, asking);
  return contents.length === 0 ? null : forgottenResult(view.kind, orderId, of);
};
