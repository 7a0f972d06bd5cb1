import { ModelStateReader } from '@aisha/database';
import { AllowanceReader, BalanceReader, type PriceList, PriceReader } from '@aisha/database/billing';
import { centiCredits, credits, FIRST_LOOKS, type CentiCredits } from '@aisha/domain';
import type { IncomingFile, Readers, Speaker } from '../engine/conversation';
import { WorkSettings } from '../readers';

/** The pictures that the bot draws from a first selfie without a further question, as a draft stores them (decision 234). */
export interface FirstPictures {
  readonly pictures: number;
  /** The price of all these pictures together, in hundredths of a credit, which the person reads before they send the selfie. */
  readonly price: string;
  /**
   * The message with the selfie. With their consent the person has said that this one photo shows them and may be drawn at this price;
   * absent until then.
   */
  readonly agreedFor?: number;
}

/** A draft of a conversation whose screen asks for the selfie. */
interface AskingForSelfie {
  readonly first?: FirstPictures;
}

/** What the screen of a draft offers to draw from a selfie; undefined when it offers nothing. */
export const firstPicturesIn = (draft: unknown): FirstPictures | undefined =>
  (draft as AskingForSelfie | null | undefined)?.first;

/** The values for the texts about first pictures. */
export const toldOf = ({ pictures, price }: Pick<FirstPictures, 'pictures' | 'price'>) => ({
  pictures,
  price: centiCredits(price),
});

/** The draft, with what its screen now offers to draw and the price that the person reads there. */
export const offering = <Draft extends AskingForSelfie>(
  { first: _, ...draft }: Draft,
  { data: { first } }: { readonly data: { readonly first: FirstPictures | undefined } },
) => ({ ...draft, ...(first && { first }) });

/** Whether a file counts as a selfie: a single photo that is neither forwarded nor sent as a document. */
export const isSelfie = ({ albumId, isForwarded, mimeType, name }: IncomingFile): boolean =>
  albumId === null && isForwarded !== true && mimeType === null && name === null;

/** The person to whom a gift or pictures are offered. */
type Offered = Pick<Speaker, 'userId' | 'isReturning'>;

/** The welcome credits of a person who has not begun to spend them, or who is about to get them; 0 for everybody else. */
export const welcomeGift = async (
  readers: Readers,
  { userId, isReturning = false }: Offered,
  now: Date,
): Promise<CentiCredits> => {
  if (isReturning) return centiCredits(0);
  const { WELCOME_CREDITS } = readers.settings(WorkSettings);
  return (
    (await readers.of(BalanceReader).welcomeGift(userId)) ??
    credits(await readers.of(AllowanceReader).at('welcome-credits', now, WELCOME_CREDITS))
  );
};

/** The price of this many first pictures, in hundredths of a credit. */
export const priceOfFirst = (pictures: number, { picture }: Pick<PriceList, 'picture'>): CentiCredits =>
  centiCredits(picture * BigInt(pictures));

/** The idea that waits for the selfie, and the amounts that the caller has already read. */
interface Known {
  readonly idea?: string | undefined;
  /** The price of a picture. */
  readonly picture?: CentiCredits | undefined;
  readonly gift?: CentiCredits | undefined;
}

/**
 * Chooses what to draw from a person's first selfie: one picture in each of the first looks, or one picture of the idea that waits for the
 * selfie. Undefined when the welcome gift is too small for these pictures, or no model draws from a photo; then the bot asks for a price
 * first, as for every order.
 */
export async function offerFirstPictures(
  readers: Readers,
  person: Offered,
  now: Date,
  { idea, picture, gift }: Known,
): Promise<FirstPictures | undefined> {
  const pictures = idea === undefined ? FIRST_LOOKS.length : 1;
  const [prices, credit, offSale] = await Promise.all([
    picture === undefined ? readers.of(PriceReader).list(now) : { picture },
    gift ?? welcomeGift(readers, person, now),
    readers.of(ModelStateReader).offSale(),
  ]);
  const price = priceOfFirst(pictures, prices);
  return credit >= price && !offSale.has('picture.photo') ? { pictures, price: price.toString() } : undefined;
}
