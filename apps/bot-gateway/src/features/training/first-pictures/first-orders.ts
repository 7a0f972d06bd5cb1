import { type PriceList, quoteFrom } from '@aisha/database/billing';
import type { Avatar } from '@aisha/database/trainer';
import { type AvatarId, FIRST_LOOKS, type Language, type OrderId } from '@aisha/domain';
import { pictureItem } from '@aisha/kinds';
import { lookName } from '@aisha/words';
import { beginningOf, type Effect, showCard } from '../../../engine/conversation';
import { sayFaceOwner } from '../../../orders/face-owner';
import { priceOfFirst } from '../../../orders/first-pictures';
import { remember } from '../../../orders/picture-choices.store';
import { placeOrder } from '../../../orders/place-order';
import { storeQuote } from '../../../orders/stored-quote';
import { generationOrder, TITLE_CHARACTERS } from '../../generation/result/generation.order';
import { photosCard, photosOf } from '../photos/photos.card';

/** The ratio of the first pictures, whatever ratio the look was composed for: in this ratio the face is large. */
const PORTRAIT = '3:4' as const;

/** What one of the first pictures shows. */
interface Wanted {
  readonly prompt: string;
  readonly look: string | null;
}

const wantedOf = (idea: string | undefined, language: Language): readonly Wanted[] =>
  idea === undefined
    ? FIRST_LOOKS.map((look) => ({ prompt: lookName(look, language), look: look.id }))
    : [{ prompt: idea, look: null }];

/**
 * The id of one of an avatar's first orders. It is computed from the avatar, so that a repeated verdict or several taps make one order:
 * billing holds credits for an order id once.
 */
const firstOrderId = (avatarId: AvatarId, place: number): OrderId => {
  const last = parseInt(avatarId.slice(-1), 16);
  return `${avatarId.slice(0, -1)}${(last ^ (place + 1)).toString(16)}` as string as OrderId;
};

interface Asked {
  readonly idea: string | undefined;
  readonly language: Language;
  readonly prices: PriceList;
  readonly now: Date;
}

/**
 * Orders the first pictures of an avatar: one in each of the first looks, or one of the idea. Each picture is an order of its own, so that
 * all are drawn at the same time and each is paid when it is delivered. If nothing is known about the face yet, also records that it is the
 * person's own: the person has said so.
 */
export function orderFirstPictures(avatar: Avatar, { idea, language, prices, now }: Asked): readonly Effect[] {
  const { id: avatarId, userId, name } = avatar;
  const quote = storeQuote(quoteFrom(prices, { item: pictureItem(avatarId), units: 1 }, now));
  const orders = wantedOf(idea, language).map((wanted, place) =>
    placeOrder({
      view: generationOrder,
      orderId: firstOrderId(avatarId, place),
      userId,
      quote,
      what: `${beginningOf(wanted.prompt, TITLE_CHARACTERS)} · ${name}`,
      start: {
        ...wanted,
        input: { kind: 'avatar' as const, avatarId },
        aspectRatio: PORTRAIT,
        pictureCount: 1,
        quality: 'normal' as const,
        seed: null,
        similarTo: null,
        enhance: true,
        session: null,
        path: 'photo' as const,
      },
    }),
  );
  const drawn = {
    pictures: orders.length,
    price: priceOfFirst(orders.length, prices).toString(),
    isDrawn: true,
  } as const;
  const begun = { avatarId, name, trainingType: avatar.trainingType, isDescribed: avatar.subject !== null };
  return [
    ...(avatar.faceOwner === null ? [sayFaceOwner(avatar, 'own')] : []),
    showCard(photosCard, avatarId, (state) => ({ ...(state ?? photosOf(begun, 1)), first: drawn })),
    ...orders.flat(),
    remember({ avatarId }),
  ];
}
