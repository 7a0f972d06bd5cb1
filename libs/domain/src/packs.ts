import { credits, type CentiCredits } from './credits';

/** What Telegram pays out for a Star, in US dollars. */
export const DOLLARS_A_STAR = 0.013;

/** A pack of credits for Telegram Stars. A pack is never changed, only retired: an invoice in a chat may be paid years later. */
export interface Pack {
  readonly id: string;
  readonly credits: CentiCredits;
  readonly stars: number;
}

export const PACKS: readonly Pack[] = [
  { id: 'small-1', credits: credits(100), stars: 150 },
  { id: 'medium-1', credits: credits(300), stars: 420 },
  { id: 'large-1', credits: credits(1000), stars: 1300 },
  { id: 'medium-2', credits: credits(500), stars: 680 },
];

/** The Stars of a credit in the pack in which it costs least. */
export const LEAST_STARS_A_CREDIT = Math.min(...PACKS.map(({ stars, credits }) => (stars * 100) / Number(credits)));

/** All packs, smallest first. */
export const PACKS_BY_SIZE: readonly Pack[] = PACKS.toSorted((one, other) => Number(one.credits - other.credits));

/** All packs for a person who lacks credits: those that cover what is missing, smallest first; then the others, largest first. */
export const packsFor = (missing: CentiCredits): readonly Pack[] => [
  ...PACKS_BY_SIZE.filter(({ credits }) => credits >= missing),
  ...PACKS_BY_SIZE.filter(({ credits }) => credits < missing).toReversed(),
];

export const packById = (id: string): Pack | undefined => PACKS.find((pack) => pack.id === id);

const PAYLOAD = /^pack:([a-z0-9-]{1,64})$/;

/** The payload of a pack's invoice. It comes back with the pre-checkout query and with the payment. */
export const packPayload = (packId: string): string => `pack:${packId}`;

/** A paid invoice, in Telegram's words. */
export interface PaidInvoice {
  readonly payload: string;
  readonly currency: string;
  readonly amount: number;
}

/** The pack that a payment buys, retired ones too. Undefined if it is no pack's price: no code guesses an amount. */
export function packPaidBy({ payload, currency, amount }: PaidInvoice): Pack | undefined {
  const pack = packById(PAYLOAD.exec(payload)?.[1] ?? '');
  return currency === 'XTR' && pack?.stars === amount ? pack : undefined;
}

/**
 * Whether the Stars of a credited purchase may go back: none of its credits has been spent. Telegram refunds a payment
 * as a whole, and credits bear no mark of their purchase, so the balance decides.
 */
export const isUnspent = (
  { available, debt }: { readonly available: CentiCredits; readonly debt: CentiCredits },
  credited: CentiCredits,
): boolean => debt === 0n && available >= credited;
