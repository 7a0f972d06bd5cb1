import { BalanceReader, PackReader, PlanReader, PriceReader } from '@aisha/database/billing';
import { centiCredits, isCard, packPaidBy, packPayload, planPaidBy, type Pack } from '@aisha/domain';
import { balanceTexts, topUpTexts } from '@aisha/words';
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
import { byCardScreen, contentsOf, packsByCard, packsOnSale } from '../../orders/top-up';
import { buyByCard, buyFirstPack, buyPack, openByCard } from '../../orders/top-up.callback';
import { KnownPacks } from './known-packs';
import { purchaseCard, type PurchaseState } from './purchases';

/** Says on an invoice what the pack is enough for; to a person who owes credits, what their debt takes of it and what is left. */
async function descriptionOf(
  pack: Pick<Pack, 'credits'>,
  { person, now }: Anywhere,
  readers: Readers,
): Promise<string> {
  const t = balanceTexts[person.language];
  const { debt } = await readers.of(BalanceReader).of(person.userId);
  if (debt === 0n) return t.invoiceDescription(contentsOf(pack, await readers.of(PriceReader).list(now)));
  const paid = debt < pack.credits ? debt : pack.credits;
  return t.invoicePaysDebt({ debt: paid, left: centiCredits(pack.credits - paid) });
}

/**
 * Shows the invoice for the pack that a button names, at the button's price. Anything that was for sale half an hour ago can still be
 * bought, because a quote is honoured for that long (decision 203). An older button of a retired pack or an ended discount shows what is for
 * sale now.
 */
async function invoice(
  { packId, discountId }: { readonly packId: string; readonly discountId: string | null },
  context: Anywhere,
  readers: Readers,
): Promise<Elsewhere> {
  const { person, now } = context;
  const t = balanceTexts[person.language];
  const packs = readers.of(PackReader);
  const shown = new Date(now.getTime() - QUOTE_VALID_MS);
  const offers = [...(await packs.onSale(now)), ...(await packs.onSale(shown))].filter(({ id }) => id === packId);
  const pack = offers.find(({ discount }) => (discount?.id ?? null) === discountId);
  if (!pack) return answer(t.packGone, say(messageOf(await packsOnSale(readers, now, person))));
  return answer(
    undefined,
    say(
      invoiceFor({
        title: t.invoiceTitle({ amount: pack.credits }),
        description: await descriptionOf(pack, context, readers),
        payload: packPayload(pack.id, pack.discount?.id),
        stars: pack.price,
      }),
      { cardKey: 'invoice' }, // A second tap replaces the invoice, because the person wants only one.
    ),
  );
}

/** Shows the packs with their prices by card; when no pack is sold by card any more, shows what is for sale for Stars. */
async function byCard({ person, now }: Anywhere, readers: Readers): Promise<Elsewhere> {
  const { language } = person;
  const packs = await packsByCard(readers, now);
  if (packs.length === 0)
    return answer(balanceTexts[language].packGone, say(messageOf(await packsOnSale(readers, now, person))));
  const { debt } = await readers.of(BalanceReader).of(person.userId);
  const prices = await readers.of(PriceReader).list(now);
  return answer(undefined, say(messageOf(byCardScreen(packs, prices, debt, language))));
}

/**
 * Shows the invoice for a pack at its price by card, which is valid for as long as a price in Stars. When the pack is no longer sold by
 * card at the button's discount, shows what is for sale now.
 */
async function cardInvoice(
  { packId, discountId }: { readonly packId: string; readonly discountId: string | null },
  context: Anywhere,
  readers: Readers,
): Promise<Elsewhere> {
  const { person, now } = context;
  const t = balanceTexts[person.language];
  const shown = new Date(now.getTime() - QUOTE_VALID_MS);
  const current = await packsByCard(readers, now);
  const offers = current.length > 0 ? [...current, ...(await packsByCard(readers, shown))] : [];
  const meant = offers.filter(({ id, discount }) => id === packId && (discount?.id ?? null) === discountId);
  // The button does not say its price, and the price may have changed since: the lower one keeps any promise.
  const pack = meant.toSorted((one, other) => one.amount - other.amount)[0];
  if (!pack) return byCard(context, readers);
  const { currency, amount } = pack;
  const invoice = invoiceFor({
    title: t.invoiceTitle({ amount: pack.credits }),
    description: await descriptionOf(pack, context, readers),
    payload: packPayload(pack.id, pack.discount?.id),
    stars: 0,
    card: { currency, amount, instead: topUpTexts[person.language].byCardRefused.markup },
  });
  return answer(undefined, say(invoice, { cardKey: 'invoice' }));
}

/** Sells credits: shows the invoice for a pack, and tells the person how their payment ended. */
export const purchasesFeature = feature({
  mayBePaid: (invoice, readers) => readers.of(KnownPacks).mayBePaid(invoice),
  actions: [
    onButton(buyPack, (asked, context, readers) => invoice(asked, context, readers)),
    onButton(openByCard, (_, context, readers) => byCard(context, readers)),
    onButton(buyByCard, (asked, context, readers) => cardInvoice(asked, context, readers)),
    onButton(buyFirstPack, ({ packId }, context, readers) => invoice({ packId, discountId: null }, context, readers)),
    // This only writes to the person. The credits come from the row that the bot stored when the update arrived (decision 29).
    onPayment(async (payment, _, readers) => {
      const { chargeId } = payment;
      const bought =
        packPaidBy(payment, await readers.of(PackReader).list()) ??
        planPaidBy(payment, await readers.of(PlanReader).list());
      const phase = bought ? 'paid' : 'fits-no-pack';
      const first: PurchaseState = { phase, chargeId, ...(isCard(payment) && { isCard: true }) };
      return answer(
        undefined,
        showCard(purchaseCard(), chargeId, (state) => state ?? first),
      );
    }),
  ],
});
