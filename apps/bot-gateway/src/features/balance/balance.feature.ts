import { packById, packPaidBy, packPayload } from '@aisha/domain';
import { answer, feature, onButton, onCommand, onPayment, open, say, type Feature } from '../../engine/conversation';
import { invoiceFor, messageWith } from '../../engine/deliveries/content';
import type { OrderKindViews } from '../../orders/order-kind';
import { openTopUp } from '../../orders/top-up.callback';
import { buyPack, openBalance, openHistory } from './balance.callbacks';
import { balanceFlow } from './balance.flow';
import { balanceTexts } from './balance.texts';
import { paymentKey } from './payment-key';

export const balanceFeature = (views: OrderKindViews): Feature => {
  const flow = balanceFlow(views);
  return feature({
    flows: [flow],
    menu: [
      { button: openBalance, label: { ru: '💎 Баланс', en: '💎 Balance' }, row: 4 },
      { button: openHistory, label: { ru: '🧾 История', en: '🧾 History' }, row: 4 },
    ],
    mayBePaid: (invoice) => packPaidBy(invoice) !== undefined,
    actions: [
      onCommand('balance', { ru: 'Баланс и пополнение', en: 'Balance and top-up' }, () => open(flow)),
      onCommand('history', { ru: 'История заказов', en: 'Order history' }, () =>
        open(flow, { step: 'history', draft: { before: null } }),
      ),
      onButton(openBalance, () => open(flow)),
      onButton(openTopUp, () => open(flow)),
      onButton(openHistory, () => open(flow, { step: 'history', draft: { before: null } })),
      onButton(buyPack, ({ packId }, { person }) => {
        const pack = packById(packId);
        if (!pack) return answer();
        const t = balanceTexts[person.language];
        return answer(
          undefined,
          say(
            invoiceFor({
              title: t.invoiceTitle(pack.credits),
              description: t.invoiceDescription,
              payload: packPayload(pack.id),
              stars: pack.stars,
            }),
            { cardKey: 'invoice' }, // a person who taps twice wants one invoice
          ),
        );
      }),
      // Only words: the credits come by the row that was written when the update arrived (decision 29).
      onPayment((payment, { person }) => {
        const t = balanceTexts[person.language];
        return answer(
          undefined,
          packPaidBy(payment)
            ? say(messageWith(t.paid))
            : say(messageWith(t.paidInVain(payment.chargeId)), { onceFor: paymentKey(payment.chargeId) }),
        );
      }),
    ],
  });
};
