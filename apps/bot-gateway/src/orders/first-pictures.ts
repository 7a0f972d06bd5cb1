import { ModelStateReader } from '@aisha/database';
import { AllowanceReader, BalanceReader, PriceReader } from '@aisha/database/billing';
import { centiCredits, credits, FIRST_LOOKS, type CentiCredits, type UserId } from '@aisha/domain';
import type { Readers } from '../engine/conversation';
import { WorkSettings } from '../readers';

/** The pictures that a first selfie becomes without a further question, as a draft stores them (decision 234). */
export interface FirstPictures {
  readonly pictures: number;
  /** What all of them cost, in hundredths of a credit, as the person reads it before they send the selfie. */
  readonly price: string;
  /** Whether the person has said, with their consent, that the selfie shows them and is to be drawn at this price. */
  readonly isAgreed?: true;
}

/** A draft of a conversation whose screen asks for the selfie. */
interface AskingForSelfie {
  readonly first?: FirstPictures;
}

/** What the screen of a draft offers to draw of a selfie; undefined when it offers nothing. */
export const firstPicturesIn = (draft: unknown): FirstPictures | undefined =>
  (draft as AskingForSelfie | null | undefined)?.first;

/**
 * The welcome credits of a person who has not begun to spend them, or is about to get them; 0 for other people.
 */
export const welcomeGift = async (readers: Readers, userId: UserId, now: Date): Promise<CentiCredits> => {
  const { WELCOME_CREDITS } = readers.settings(WorkSettings);
  return (
    (await readers.of(BalanceReader).welcomeGift(userId)) ??
    credits(await readers.of(AllowanceReader).at('welcome-credits', now, WELCOME_CREDITS))
  );
};

/**
 * What to draw of a person's first selfie: a picture in each of the first looks, or one picture of the idea that waits for it. Undefined
 * when the welcome gift does not pay for it or no model draws from a photo; then the price is asked first, as for every order.
 */
export async function offerFirstPictures(
  readers: Readers,
  userId: UserId,
  now: Date,
  { idea }: { readonly idea?: string | undefined } = {},
): Promise<FirstPictures | undefined> {
  const pictures = idea === undefined ? FIRST_LOOKS.length : 1;
  const [{ picture }, gift, offSale] = await Promise.all([
    readers.of(PriceReader).list(now),
    welcomeGift(readers, userId, now),
    readers.of(ModelStateReader).offSale(),
  ]);
  const price = centiCredits(picture * BigInt(pictures));
  return gift >= price && !offSale.has('picture.photo') ? { pictures, price: price.toString() } : undefined;
}
