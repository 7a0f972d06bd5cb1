import { PriceReader } from '@aisha/database/billing';
import { packById, packPaidBy, packPayload } from '@aisha/domain';
import { balanceTexts } from '@aisha/words';
import { answer, feature, onButton, onPayment, say, showCard } from '../../engine/conversation';
import { invoiceFor } from '../../engine/deliveries/content';
import { contentsOf } from '../../orders/top-up';
import { buyPack } from '../../orders/top-up.callback';
import { purchaseCard, type PurchaseState } from './purchases';

/** Sells credits: shows the invoice for a pack, and tells the person how their payment goes. */
export const purchasesFeature = feature({
  mayBePaid: (invoice) => packPaidBy(invoice) !== undefined,
  actions: [
    onButton(buyPack, async ({ packId }, { person, now }, readers) => {
      const pack = packById(packId);
      if (!pack) return answer();
      const t = balanceTexts[person.language];
      return answer(
        undefined,
        say(
          invoiceFor({
            title: t.invoiceTitle({ amount: pack.credits }),
            description: t.invoiceDescription(contentsOf(pack, await readers.of(PriceReader).list(now))),
            payload: packPayload(pack.id),
            stars: pack.stars,
          }),
          { cardKey: 'invoice' }, // because a person who taps twice wants one invoice
        ),
      );
    }),
    // This only writes to the person. The credits come from the row that the bot stored when the update arrived (decision 29).
    onPayment((payment) => {
      const { chargeId } = payment;
      const phase = packPaidBy(payment) ? 'paid' : 'fits-no-pack';
      const first: PurchaseState = { phase, chargeId };
      return answer(
        undefined,
        showCard(purchaseCard(), chargeId, (state) => state ?? first),
      );
    }),
  ],
});
