import { wasCardPrice, type CardPrice } from './card-prices';
import { credits, type CentiCredits } from './credits';
import { STARS } from './money';

/** What Telegram pays out for a Star, in US dollars. */
export const DOLLARS_A_STAR = 0.013;

/**
 * A pack of credits for Telegram Stars. A pack is never changed, only retired: an invoice in a chat may be paid years
 * later. All packs are rows of `billing.pack`.
 */
export interface Pack {
  readonly id: string;
  readonly credits: CentiCredits;
  /** Its price in Stars, without a discount. */
  readonly stars: number;
}

/** Some percent off the price of packs for some time. A discount is never changed, only ended. */
export interface Discount {
  readonly id: string;
  readonly percent: number;
  /** The packs that the discount is for; empty: all. */
  readonly packs: readonly string[];
}

/** Everything that was ever for sale. An invoice names a pack, and the discount with which it was sold. */
export interface PackList {
  readonly packs: readonly Pack[];
  readonly discounts: readonly Discount[];
  /** Absent: no pack was ever sold by card. */
  readonly cardPrices?: readonly CardPrice[];
}

/** The packs with which an installation begins; from then on they are rows. Old buttons name a pack by its place in this list. */
export const PACKS: readonly Pack[] = [
  { id: 'small-1', credits: credits(100), stars: 150 },
  { id: 'medium-1', credits: credits(300), stars: 420 },
  { id: 'large-1', credits: credits(1000), stars: 1300 },
  { id: 'medium-2', credits: credits(500), stars: 680 },
];

/** How many Stars a credit costs in a pack. */
export const starsOfCredit = ({ stars, credits }: Pick<Pack, 'stars' | 'credits'>): number =>
  (stars * 100) / Number(credits);

/** How many Stars a credit costs in the cheapest of the first packs. */
export const LEAST_STARS_A_CREDIT = Math.min(...PACKS.map(starsOfCredit));

/** Packs, smallest first. */
export const bySize = <P extends Pack>(packs: readonly P[]): readonly P[] =>
  packs.toSorted((one, other) => Number(one.credits - other.credits));

/** Packs for a person who lacks credits: those that cover what is missing, smallest first; then the others, largest first. */
export const packsFor = <P extends Pack>(packs: readonly P[], missing: CentiCredits): readonly P[] => [
  ...bySize(packs).filter(({ credits }) => credits >= missing),
  ...bySize(packs)
    .filter(({ credits }) => credits < missing)
    .toReversed(),
];

/** The form of a pack's id. Ids stand in buttons, whose data Telegram keeps to 64 bytes. */
export const PACK_ID = /^[a-z][a-z0-9-]{0,23}$/;
export const DISCOUNT_ID = /^[a-z][a-z0-9-]{0,19}$/;

/** A price after a discount, in whole Stars, rounded up: at least 1. */
export const starsAfter = (stars: number, percent: number): number => Math.ceil((stars * (100 - percent)) / 100);

/** Whether a discount is for a pack. */
export const isFor = ({ packs }: Pick<Discount, 'packs'>, packId: string): boolean =>
  packs.length === 0 || packs.includes(packId);

const PAYLOAD = /^pack:([a-z0-9-]{1,64})(?::([a-z0-9-]{1,64}))?$/;

/** The payload of a pack's invoice. It comes back with the pre-checkout query and with the payment. */
export const packPayload = (packId: string, discountId?: string | null): string =>
  discountId ? `pack:${packId}:${discountId}` : `pack:${packId}`;

/** A paid invoice, by Telegram's names of its fields. */
export interface PaidInvoice {
  readonly payload: string;
  readonly currency: string;
  readonly amount: number;
}

/**
 * The pack that a payment buys; the pack may be retired, and the discount ended. Undefined if the payload names no pack, or a discount that
 * is not for it, or if the amount was never the price: no code guesses an amount.
 */
export function packPaidBy(
  { payload, currency, amount }: PaidInvoice,
  { packs, discounts, cardPrices = [] }: PackList,
): Pack | undefined {
  const [, packId, discountId] = PAYLOAD.exec(payload) ?? [];
  const pack = packs.find(({ id }) => id === packId);
  const discount = discounts.find(({ id }) => id === discountId);
  if (!pack || (discountId !== undefined && !(discount && isFor(discount, pack.id)))) return undefined;
  const percent = discount?.percent ?? 0;
  const isPrice =
    currency === STARS
      ? amount === starsAfter(pack.stars, percent)
      : wasCardPrice(cardPrices, pack.id, { currency, amount }, percent);
  return isPrice ? pack : undefined;
}
