import {
  LANGUAGES,
  AppError,
  ERROR_CODES,
  type ErrorCode,
  type Look,
  type LookGroup,
  lookOf,
  looksFor,
} from '@aisha/domain';
import { lookName } from '@aisha/words';
import { avatarIn } from '@aisha/kinds';
import type { DrawnOfSession, ImageGeneration, PhotoSession } from '@aisha/kinds/tables';
import { withAvatar, type AvatarWords } from '../prompt/scene/avatar-words';
import { lookGroupOf } from '../results/look-group';
import type { Collected } from '../results/picture-collector';
import { seedAt } from '../picture-orders/seeds';

/** A photo session that has not begun. It has every look of the group, repeated from the start until the session has `count` looks. */
export const newSession = (group: LookGroup, count: number): PhotoSession => {
  const looks = looksFor(group, 'portrait');
  const ids = Array.from({ length: count }, (_, place) => looks[place % looks.length]!.id);
  return { group, looks: ids, at: 0, drawn: [], missed: null };
};

/** The prompts of all looks of a session as one text, because a session is one order and is checked once. */
export const promptsOf = ({ looks }: PhotoSession): string =>
  [...new Set(looks)].map((id) => lookOf(id)?.prompt ?? '').join('\n');

/** The words by which the gallery finds a session, in any language. */
export const wordsOfLooks = ({ looks }: PhotoSession): string =>
  [...new Set(looks)]
    .flatMap((id) => lookOf(id) ?? [])
    .map((look) => `${LANGUAGES.map((language) => lookName(look, language)).join(' · ')}: ${look.prompt}`)
    .join('\n');

/**
 * The request for the current look, as an order of one picture. Throws `file-missing` when the look has left the
 * catalogue.
 */
export function lookInTurn(order: ImageGeneration, session: PhotoSession, avatar: AvatarWords): ImageGeneration {
  const look: Look | undefined = lookOf(session.looks[session.at]);
  if (!look) throw new AppError('file-missing', { facts: { look: session.looks[session.at] ?? null } });
  const { aspectRatio, prompt } = look;
  return { ...order, units: 1, aspectRatio, enhancedPrompt: withAvatar(avatar, prompt), seed: seedOf(order, session) };
}

/**
 * The seed of the current picture. Each picture has its own, because with one seed the second picture of a look would equal the first.
 * FAL's answer repeats the seed, by which we know which request it answers.
 */
export const seedOf = ({ seed }: Pick<ImageGeneration, 'seed'>, { at }: PhotoSession): number => seedAt(seed, at);

/** The pictures of the session so far, together with those of this request. */
export function withPicture(order: ImageGeneration, session: PhotoSession, one: Collected): Collected {
  const pictures = [...picturesOf(order, session.drawn), ...one.pictures];
  const missed = session.missed && new AppError(session.missed);
  const reason = pictures.length < order.units ? (one.reason ?? missed) : null;
  return { pictures, delivered: pictures.length, reason };
}

/** The pictures of a session that ends early, together with a picture that was being drawn again. */
export const drawnSoFar = (order: ImageGeneration, session: PhotoSession, again: Collected | null): Collected =>
  withPicture(order, session, again ?? { pictures: [], delivered: 0, reason: null });

/** The pictures that an open order keeps in its row. */
export const picturesOf = (order: ImageGeneration, drawn: readonly DrawnOfSession[]): Collected['pictures'] => {
  const { orderId, userId, input, createdAt } = order;
  const of = { orderId, userId, avatarId: avatarIn(input), lookGroup: lookGroupOf(order), createdAt };
  return drawn.map((picture) => ({ ...picture, ...of }));
};

/**
 * Errors about our account, the avatar or the whole order, not about one look: the next request would end the same way.
 */
const OF_ALL: readonly ErrorCode[] = [
  'provider-out-of-credit',
  'provider-refused-key',
  'avatar-not-found',
  'face-unproved',
  'avatar-reported',
  'avatar-stopped',
  'file-missing',
  'hold-forgotten',
  'cancelled-by-user',
];

/** Errors after which a look is not requested again: it would end the same way, or was already requested twice. */
const FOR_GOOD: readonly ErrorCode[] = ['look-not-drawn', 'provider-silent'];

/**
 * The session after a request has ended, ready for the next look. Null when no look follows, or when the error would end every further
 * request. A look that failed is missing from the result; if it may succeed later, it is appended once more, with a seed of its own.
 */
export function afterRequest(
  { units }: ImageGeneration,
  session: PhotoSession,
  ended: Collected | AppError,
): PhotoSession | null {
  const hasFailed = ended instanceof AppError;
  if (hasFailed && OF_ALL.includes(ended.code)) return null;
  const drawn = hasFailed ? session.drawn : ended.pictures.map(drawnOf);
  const failure = drawn.length === session.drawn.length ? codeOf(ended) : null;
  const isAskedAgain = failure !== null && session.at < units && mayCome(failure);
  const looks = isAskedAgain ? [...session.looks, session.looks[session.at]!] : session.looks;
  const missed = isAskedAgain ? session.missed : (session.missed ?? failure);
  const at = session.at + 1;
  return at < looks.length ? { ...session, looks, at, drawn, missed } : null;
}

const mayCome = (code: ErrorCode): boolean => ERROR_CODES[code].blame !== 'user' && !FOR_GOOD.includes(code);

const codeOf = (ended: Collected | AppError): ErrorCode =>
  (ended instanceof AppError ? ended.code : ended.reason?.code) ?? 'provider-failed';

export const drawnOf = (picture: DrawnOfSession): DrawnOfSession => {
  const { id, look, seed, position, filePath, sha256, bytes, width, height, review, clearedBy } = picture;
  return { id, look, seed, position, filePath, sha256, bytes, width, height, review, clearedBy };
};
