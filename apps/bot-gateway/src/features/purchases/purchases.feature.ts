import { PackReader, PlanReader, PriceReader } from '@aisha/database/billing';
import { packPaidBy, packPayload, planPaidBy } from '@aisha/domain';
import { balanceTexts } from '@aisha/words';
import {
  answer,
  feature,
  onButton,
  onPayment,
  type Readers,
  say,
  showCard,
  type Anywhere,
  type Elsewhere,
} from '../../engine/conversation';
import { QUOTE_VALID_MS } from '@aisha/kinds';
import { invoiceFor, messageOf } from '../../engine/deliveries/content';
import { contentsOf, packsOnSale } from '../../orders/top-up';
import { buyFirstPack, buyPack } from '../../orders/top-up.callback';
import { KnownPacks } from './known-packs';
import { purchaseCard, type PurchaseState } from './purchases';

/**
 * Shows the invoice for the pack and the price of a button. What was for sale half an hour ago still is, like every quote
 * (decision 203). An older button of a retired pack, or with an ended discount, shows what is for sale now.
 */
async function invoice(
  { packId, discountId }: { readonly packId: string; readonly discountId: string | null },
  { person, now }: Anywhere,
  readers: Readers,
): Promise<Elsewhere> {
  const t = balanceTexts[person.language];
  const packs = readers.of(PackReader);
  const shown = new Date(now.getTime() - QUOTE_VALID_MS);
  const offers = [...(await packs.onSale(now)), ...(await packs.onSale(shown))].filter(({ id }) => id === packId);
  const pack = offers.find(({ discount }) => (discount?.id ?? null) === discountId);
  if (!pack) return answer(t.packGone, say(messageOf(await packsOnSale(readers, now, person.language))));
  const contents = contentsOf(pack, await readers.of(PriceReader).list(now));
  return answer(
    undefined,
    say(
      invoiceFor({
        title: t.invoiceTitle({ amount: pack.credits }),
        description: t.invoiceDescription(contents),
        payload: packPayload(pack.id, pack.discount?.id),
        stars: pack.price,
      }),
      { cardKey: 'invoice' }, // because a person who taps twice wants one invoice
    ),
  );
}

/** Sells credits: shows the invoice for a pack, and tells the person how their payment goes. */
export const purchasesFeature = feature({
  mayBePaid: (invoice, readers) => readers.of(KnownPacks).mayBePaid(invoice),
  actions: [
    onButton(buyPack, (asked, context, readers) => invoice(asked, context, readers)),
    onButton(buyFirstPack, ({ packId }, context, readers) => invoice({ packId, discountId: null }, context, readers)),
    // This only writes to the person. The credits come from the row that the bot stored when the update arrived (decision 29).
    onPayment(async (payment, _, readers) => {
      const { chargeId } = payment;
      const bought =
        packPaidBy(payment, await readers.of(PackReader).list()) ??
        planPaidBy(payment, await readers.of(PlanReader).list());
      const phase = bought ? 'paid' : 'fits-no-pack';
      const first: PurchaseState = { phase, chargeId };
      return answer(
        undefined,
        showCard(purchaseCard(), chargeId, (state) => state ?? first),
      );
    }),
  ],
});
