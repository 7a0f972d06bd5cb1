import {
  centiCredits,
  ORDER_KIND,
  type Language,
  type OrderId,
  type OrderKind,
  type OrderLine,
  type Quote,
  type UserId,
} from '@aisha/domain';
import type { Balance } from '@aisha/database/billing';
import { joined, toMenu, type Button, type Html, type StepContext, type Screen } from '../engine/conversation';
import type { Readers } from '../readers';
import { offerTexts } from './offer.texts';
import { openTopUp } from './top-up.callback';
import { isStale, storeQuote, totalOf, type StoredQuote } from './stored-quote';

/** What the draft of a paid order keeps of its offer. */
export interface OfferedDraft {
  readonly orderId?: OrderId;
  readonly quote?: StoredQuote;
}

/** The data an offer needs. */
export interface OfferData {
  readonly balance: Balance;
  readonly quote: Quote;
  readonly language: Language;
  /** Seconds before such an order could begin, if that is longer than its kind should wait. */
  readonly longWait: number | null;
  /** Whether the person may still cancel it once a provider is paid. */
  readonly mayCancelLate: boolean;
}

/** The offered work. */
export interface Offering extends OrderLine {
  readonly kind: OrderKind;
  /** How long such work takes, in seconds, until recent orders tell. */
  readonly usualSeconds: number;
}

export const readOffer = async (
  readers: Readers,
  { person, now }: Pick<StepContext, 'person' | 'now'>,
  offering: Offering,
): Promise<OfferData> => {
  const [balance, quote, wait, isFree] = await Promise.all([
    readers.balances.of(person.userId),
    readers.prices.quote(offering.item, offering.units, now),
    longWait(readers, offering),
    mayCancelLate(readers, offering, person.userId, now),
  ]);
  return { balance, quote, language: person.language, longWait: wait, mayCancelLate: isFree };
};

/** How many orders of local work one process runs at once. */
const OWN_AT_ONCE = 2;

const longWait = async (readers: Readers, { kind, usualSeconds }: Offering): Promise<number | null> => {
  const { slots, leavesSlots, longestWaitSeconds } = ORDER_KIND[kind];
  const atOnce = slots === null ? OWN_AT_ONCE : readers.settings.FAL_CONCURRENCY - leavesSlots;
  const seconds = await readers.expectedWait.seconds(kind, { atOnce, usual: usualSeconds });
  return seconds > longestWaitSeconds ? seconds : null;
};

/** Cancelling local work costs us nothing. */
const mayCancelLate = async (readers: Readers, { kind }: Offering, userId: UserId, now: Date): Promise<boolean> =>
  ORDER_KIND[kind].slots === null ||
  (await readers.lateCancels.count(userId, now)) < readers.settings.LATE_CANCELS_PER_MONTH;

/**
 * Fixes the order's id and price when the bot makes the offer, not when the person accepts it: one tap, or 64 at once, is one order,
 * and the person pays the price they saw.
 */
export const offered = <Draft extends OfferedDraft>(
  draft: Draft,
  { data, newId }: Pick<StepContext<unknown, OfferData>, 'data' | 'newId'>,
): Draft => ({ ...draft, orderId: newId<OrderId>(), quote: storeQuote(data.quote) });

interface Offer {
  readonly draft: OfferedDraft;
  readonly data: OfferData;
  /** The ordered work and its price. */
  readonly words: (price: Quote['total']) => Html;
  /** What happens to the credits if the order fails. */
  readonly promise: string;
  readonly accept: Button;
  readonly back: Button;
}

/** "This is what it costs, and this is what you will have left." With too few credits: what is missing and the way to buy it. */
export function offerScreen({
  draft,
  data: { balance, quote, language, longWait: wait, mayCancelLate: isFree },
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
      ? joined([words(price), t.left(after), '', promise, wait !== null && t.wait(wait), !isFree && t.noLateCancel])
      : joined([words(price), '', t.missing(centiCredits(-after))]),
    buttons: [[isAffordable ? accept : openTopUp.button(t.topUp, {})], [back, toMenu.button(t.menu, {})]],
  };
}

/** The accepted offer; undefined if the quote is too old: the bot then makes the offer again. */
export const taken = ({ orderId, quote }: OfferedDraft, now: Date): Required<OfferedDraft> | undefined =>
  orderId && quote && !isStale(quote, now) ? { orderId, quote } : undefined;
