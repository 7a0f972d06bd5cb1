import { DAY_MS } from './durations';
import { parseId, type GiftId } from './ids';

/** What brings somebody credits without a payment for them. */
export const GAIN_REASONS = [
  'promo',
  'referral-inviter',
  'referral-friend',
  'referral-picture-inviter',
  'referral-picture-friend',
] as const;
export type GainReason = (typeof GAIN_REASONS)[number];

/** The outcome of a promo code that a person entered. */
export const PROMO_OUTCOMES = [
  'credits',
  'percent',
  'unknown',
  'not-yet',
  'ended',
  'exhausted',
  'used',
  'percent-waits',
  'too-many-tries',
] as const;
export type PromoOutcome = (typeof PROMO_OUTCOMES)[number];

/** Over how many milliseconds the gains of a person who invites are counted, for the limits of them (`ALLOWANCES`). */
export const INVITATIONS_COUNTED_MS = 30 * DAY_MS;

/** Letters and digits that nobody mistakes for one another: 32 of them, so ten have 50 bits. */
export const CODE_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
export const CODE_LENGTH = 10;

/** How long a promo code is, in characters. */
export const PROMO_CODE_LENGTH = { min: 4, max: 24 } as const;

/** A promo code as it is kept: in capitals, without spaces. */
const CODE = /^[A-Z0-9-]{4,24}$/;

/** The promo code in a typed text; undefined for a text that is no code. */
export function promoCodeIn(typed: string): string | undefined {
  const code = typed.replaceAll(/\s+/g, '').toUpperCase();
  return CODE.test(code) ? code : undefined;
}

const INVITE = /^(?:ref|pic)_([A-Z0-9]{10})$/;
const SHARE = 'pic_';
const PROMO = /^promo_([A-Za-z0-9-]{4,24})$/;
const GIFT = /^gift_(.+)$/;

/**
 * The parameter of the link of an invitation, `t.me/<bot>?start=…`. Telegram takes 64 letters, digits, `_` and `-`
 * (core.telegram.org/api/links#bot-links).
 */
export const inviteStart = (code: string): string => `ref_${code}`;
/**
 * The parameter of the link under a shared result. It has the code of the person's invitation, but another prefix tells the two apart
 * (decision 243).
 */
export const shareStart = (code: string): string => `${SHARE}${code}`;
/** The code of the person whose link this is: an invitation, or a link under a shared result. Undefined for any other parameter. */
export const inviteIn = (start: string): string | undefined => INVITE.exec(start)?.[1];
/** The promo code of the link `t.me/<bot>?start=promo_<code>`. */
export const promoIn = (start: string): string | undefined => PROMO.exec(start)?.[1]?.toUpperCase();
/** The parameter of a gift's link. The id has 74 random bits, so nobody guesses a gift. */
export const giftStart = (id: GiftId): string => `gift_${id}`;
export const giftIn = (start: string): GiftId | undefined => parseId<GiftId>(GIFT.exec(start)?.[1] ?? '');

/** The links by which people come to the bot: of an invitation, of a shared result, of a gift, of a promo code. */
export const ARRIVAL_LINKS = ['invitation', 'share', 'gift', 'promo'] as const;
export type ArrivalLink = (typeof ARRIVAL_LINKS)[number];

/** The link that a parameter belongs to; undefined for any other parameter. */
export function arrivalLinkIn(start: string): ArrivalLink | undefined {
  if (inviteIn(start)) return start.startsWith(SHARE) ? 'share' : 'invitation';
  if (giftIn(start)) return 'gift';
  return promoIn(start) ? 'promo' : undefined;
}

/** How the parameters of these links begin. */
const BEGINNINGS: readonly (readonly [beginning: string, link: ArrivalLink])[] = [
  ['ref_', 'invitation'],
  [SHARE, 'share'],
  ['gift_', 'gift'],
  ['promo_', 'promo'],
];

/**
 * The link that a cut parameter belonged to: it begins as that link does, but its rest was lost when it was copied. Undefined for any other
 * parameter.
 */
export const brokenLinkIn = (start: string): ArrivalLink | undefined =>
  arrivalLinkIn(start) ? undefined : BEGINNINGS.find(([beginning]) => start.startsWith(beginning))?.[1];

/** The outcome of a gift that was to be made or opened. */
export const GIFT_OUTCOMES = [
  'made',
  'opened',
  'received',
  'returned',
  'own',
  'taken-back',
  'too-few',
  'too-many-today',
  'price-changed',
  'in-debt',
  'unknown',
  'used',
  'expired',
] as const;
export type GiftOutcome = (typeof GIFT_OUTCOMES)[number];

/** The outcomes after which nobody can open a gift any more, as its giver is told them. */
export const GIFT_ENDS = ['opened', 'taken-back', 'returned'] as const satisfies readonly GiftOutcome[];
export type GiftEnd = (typeof GIFT_ENDS)[number];

/** What a gift is called: by its credits, or after what they pay for (decision 206). */
export const GIFT_NAMES = ['credits', 'photo-session'] as const;
export type GiftName = (typeof GIFT_NAMES)[number];

/** How many pictures the gift of a photo session pays for, besides the training of an avatar. */
export const GIFT_SESSION_PICTURES = 10;

/** Gifts that a button offers, in whole credits. */
export const GIFT_SIZES = [50, 100, 300] as const;
