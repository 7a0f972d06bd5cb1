import { centiCredits, type Language, type OrderId, type PricedItem, type Quote } from '@aisha/domain';
import type { Balance } from '@aisha/database/billing';
import { joined, toMenu, type Button, type Html, type StepContext, type Screen } from '../engine/conversation';
import type { Readers } from '../readers';
import { offerTexts } from './offer.texts';
import { openTopUp } from './top-up.callback';
import { isStale, storeQuote, totalOf, type StoredQuote } from './stored-quote';

/** What the draft of anything paid remembers from its offer on. */
export interface OfferedDraft {
  readonly orderId?: OrderId;
  readonly quote?: StoredQuote;
}

/** What an offer is made from. */
export interface OfferData {
  readonly balance: Balance;
  readonly quote: Quote;
  readonly language: Language;
}

export const readOffer = async (
  readers: Readers,
  { person, now }: Pick<StepContext, 'person' | 'now'>,
  item: PricedItem,
  units: number,
): Promise<OfferData> => ({
  balance: await readers.balances.of(person.userId),
  quote: await readers.prices.quote(item, units, now),
  language: person.language,
});

/**
 * The order's id and its price are fixed when the offer is made, not when it is taken: the same tap, or 64 at once, is one order, and
 * what was shown is what is paid.
 */
export const offered = <Draft extends OfferedDraft>(
  draft: Draft,
  { data, newId }: Pick<StepContext<unknown, OfferData>, 'data' | 'newId'>,
): Draft => ({ ...draft, orderId: newId<OrderId>(), quote: storeQuote(data.quote) });

interface Offer {
  readonly draft: OfferedDraft;
  readonly data: OfferData;
  /** What is ordered, and its price. */
  readonly words: (price: Quote['total']) => Html;
  /** What becomes of the credits when it does not work out. */
  readonly promise: string;
  readonly accept: Button;
  readonly back: Button;
}

/** "This is what it costs, and this is what you will have left." Who cannot afford it is shown what is missing and the way to it. */
export function offerScreen({
  draft,
  data: { balance, quote, language },
  words,
  promise,
  accept,
  back,
}: Offer): Screen {
  const t = offerTexts[language];
  const price = draft.quote ? totalOf(draft.quote) : quote.total;
  const after = centiCredits(balance.available - price);
  const isAffordable = after >= 0n;
  return {
    text: isAffordable
      ? joined([words(price), t.left(after), '', promise])
      : joined([words(price), '', t.missing(centiCredits(-after))]),
    buttons: [[isAffordable ? accept : openTopUp.button(t.topUp, {})], [back, toMenu.button(t.menu, {})]],
  };
}

/** What was offered and is taken now; nothing when it was shown too long ago: then it is offered again before it is taken. */
export const taken = ({ orderId, quote }: OfferedDraft, now: Date): Required<OfferedDraft> | undefined =>
  orderId && quote && !isStale(quote, now) ? { orderId, quote } : undefined;
