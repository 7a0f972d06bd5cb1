import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { GiftReader } from '@aisha/database/billing';
import { giftIn, type GiftId, type GiftName, type UserId } from '@aisha/domain';
import { callback, id, send, type Effect, type Readers, type StepContext } from '../engine/conversation';

/** Asks how many credits the person gives away. */
export const openGift = callback('gift', {});
/** Takes back a gift that nobody has opened. The button is below the gift's link. */
export const takeBackGift = callback('gift.back', { giftId: id<GiftId>() });

/** Asks billing to open the gift of a link for the person. A giver who follows their own link only hears that the gift is theirs. */
const openingByLink = (giftId: GiftId, userId: UserId): Effect =>
  send(message(billingInbox, 'open-gift', { giftId, userId, isByLink: true }));

/** The gift behind a link that a person has opened. */
interface OpenedGift {
  readonly opening: Effect;
  /** What the giver called the gift; undefined for the giver, for an unknown gift, and once the gift is closed or has expired. */
  readonly called: GiftName | undefined;
}

/** The gift to which the parameter of a link leads; undefined when the link leads to no gift. */
export async function giftBehind(
  given: string,
  { person: { userId }, now }: Pick<StepContext, 'person' | 'now'>,
  readers: Readers,
): Promise<OpenedGift | undefined> {
  const giftId = giftIn(given);
  if (!giftId) return undefined;
  return {
    opening: openingByLink(giftId, userId),
    called: await readers.of(GiftReader).nameOfOpen(userId, giftId, now),
  };
}
