import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { packById } from '@aisha/domain';
import {
  answer,
  feature,
  onButton,
  onCommand,
  onPayment,
  open,
  say,
  send,
  type Feature,
  type Invoice,
} from '../../engine/conversation';
import { invoiceFor, messageWith } from '../../engine/deliveries/content';
import type { OrderKindViews } from '../../orders/order-kind';
import { openTopUp } from '../../orders/top-up.callback';
import { buyPack, openBalance, openHistory } from './balance.callbacks';
import { balanceFlow } from './balance.flow';
import { balanceTexts } from './balance.texts';
import { packIdOf, packPayload } from './pack-payload';
import { paymentKey } from './payment-key';

/** Whether a payment is a pack's price. */
const buysPack = ({ payload, currency, amount }: Invoice): boolean =>
  currency === 'XTR' && packById(packIdOf(payload) ?? '')?.stars === amount;

export const balanceFeature = (views: OrderKindViews): Feature => {
  const flow = balanceFlow(views);
  return feature({
    flows: [flow],
    menu: [
      { button: openBalance, label: { ru: '💎 Баланс', en: '💎 Balance' }, row: 4 },
      { button: openHistory, label: { ru: '🧾 История', en: '🧾 History' }, row: 4 },
    ],
    mayBePaid: buysPack,
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
      // Telegram says that Stars arrived. Billing credits them once per charge, and makes a dead letter of a payment that fits no pack.
      onPayment(({ payload, currency, amount, chargeId }, { person }) => {
        const t = balanceTexts[person.language];
        const packId = currency === 'XTR' ? packIdOf(payload) : undefined;
        const named = packId ?? (currency === 'XTR' ? payload : `${currency} ${payload}`);
        return answer(
          undefined,
          buysPack({ payload, currency, amount })
            ? say(messageWith(t.paid))
            : say(messageWith(t.paidInVain(chargeId)), { onceFor: paymentKey(chargeId) }),
          send(
            message(billingInbox, 'credit-purchase', {
              userId: person.userId,
              packId: named.slice(0, 64),
              stars: amount,
              telegramPaymentChargeId: chargeId,
            }),
          ),
        );
      }),
    ],
  });
};
