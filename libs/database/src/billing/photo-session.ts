import { centiCredits, GIFT_SESSION_PICTURES, type CentiCredits } from '@aisha/domain';
import { ORDER_KIND } from '@aisha/kinds';
import type { PriceList } from './price.reader';

/** What an amount of credits pays for at given prices. */
interface EnoughFor {
  /** Whether the credits pay for the cheapest training of an avatar. */
  readonly isAvatarPaid: boolean;
  /** How many pictures the remaining credits pay for. If a picture costs nothing, the number of pictures in a photo session. */
  readonly pictures: number;
}

/** The price of the cheapest training of an avatar. */
export const cheapestTraining = (prices: PriceList): CentiCredits =>
  ORDER_KIND.training.items.map((item) => prices[item]).reduce((least, price) => (price < least ? price : least));

/**
 * The price of a photo session that one person gives to another: the cheapest training of an avatar, and ten pictures of it (decision 206).
 */
export const photoSessionPrice = (prices: PriceList): CentiCredits =>
  centiCredits(cheapestTraining(prices) + BigInt(GIFT_SESSION_PICTURES) * prices.picture);

/** What this many credits pay for: an avatar first, then pictures. Prices may have changed since the credits were given. */
export function enoughFor(credits: CentiCredits, prices: PriceList): EnoughFor {
  const training = cheapestTraining(prices);
  const isAvatarPaid = credits >= training;
  const left = isAvatarPaid ? credits - training : credits;
  return { isAvatarPaid, pictures: prices.picture > 0n ? Number(left / prices.picture) : GIFT_SESSION_PICTURES };
}
