import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { packById } from '@aisha/domain';
import { answer, feature, onButton, onCommand, onPayment, open, say, send } from '../../engine/conversation';
import { invoiceFor, messageWith } from '../../engine/deliveries/content';
import { buyPack, openBalance, openHistory, openTopUp } from './balance.callbacks';
import { balanceFlow } from './balance.flow';
import { balanceTexts } from './balance.texts';
import { packIdOf, packPayload } from './pack-payload';
import { paymentKey } from './payment-key';

export const balanceFeature = feature({
  flows: [balanceFlow],
  menu: [
    { button: openBalance, label: { ru: '💎 Баланс', en: '💎 Balance' }, row: 4 },
    { button: openHistory, label: { ru: '🧾 История', en: '🧾 History' }, row: 4 },
  ],
  actions: [
    onCommand('balance', { ru: 'Баланс и пополнение', en: 'Balance and top-up' }, () => open(balanceFlow)),
    onCommand('history', { ru: 'История заказов', en: 'Order history' }, () =>
      open(balanceFlow, { step: 'history', draft: { before: null } }),
    ),
    onButton(openBalance, () => open(balanceFlow)),
    onButton(openTopUp, () => open(balanceFlow)),
    onButton(openHistory, () => open(balanceFlow, { step: 'history', draft: { before: null } })),
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
          { cardKey: 'invoice' }, // who taps again wants one invoice sooner, not two
        ),
      );
    }),
    // Telegram's word that Stars arrived; what they buy is decided by billing, once per charge. It puts aside what buys nothing.
    onPayment(({ payload, currency, amount, chargeId }, { person }) => {
      const t = balanceTexts[person.language];
      const packId = currency === 'XTR' ? packIdOf(payload) : undefined;
      const buysCredits = packById(packId ?? '')?.stars === amount;
      const named = packId ?? (currency === 'XTR' ? payload : `${currency} ${payload}`);
      return answer(
        undefined,
        buysCredits
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
