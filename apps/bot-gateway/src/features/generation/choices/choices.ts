import { ModelStateReader } from '@aisha/database';
import { type Person, PersonReader } from '@aisha/database/bot';
import type { Avatar } from '@aisha/database/trainer';
import {
  MAX_UNFINISHED_AVATARS,
  type AspectRatio,
  type AvatarId,
  TRAINABLE_STATES,
  type DrawingPath,
  offerOfPath,
  pathsOf,
  type PictureQuality,
  type UserId,
} from '@aisha/domain';
import type { generateTexts } from '@aisha/words';
import type { looksTexts } from '@aisha/words';
import { callback, toMenu, type Button, type Screen, type TextsOf, type Readers } from '../../../engine/conversation';
import { type AvatarWithPhotos, ChangedAvatars } from '../../../readers';
import { openNewAvatar, resumeAvatar } from '../../../callbacks/new-avatar.callbacks';
import type { GenerateDraft } from './generate.draft';

/** The choices of a person's first offer: two pictures to choose from, in the format of a portrait. */
const FIRST = { aspectRatio: '3:4', pictureCount: 2, quality: 'normal' } as const;

export interface Choices {
  /**
   * The avatar; null when the pictures are drawn without an avatar: because the person chose so, or because the chosen avatar cannot be
   * drawn and no avatar is finished.
   */
  readonly avatar: Avatar | null;
  /** The paths on which the avatar can be drawn, the most similar one first; empty without an avatar. */
  readonly paths: readonly DrawingPath[];
  /**
   * The path that is used: the one that the person chose, while the avatar has it; otherwise the one that `choicesOf` prefers; null without
   * an avatar.
   */
  readonly path: DrawingPath | null;
  /** How many photos the avatar can be drawn from together. */
  readonly references: number;
  readonly aspectRatio: AspectRatio;
  readonly pictureCount: number;
  /** The quality of pictures with an avatar. */
  readonly quality: PictureQuality;
  readonly enhance: boolean;
}

const NO_AVATAR = { avatar: null, paths: [], references: 0 } as const;

/**
 * Reads the choices of the draft. A choice that the person has not made is that of their last order, or of a first offer. The path is the
 * chosen one while the avatar has it, otherwise the one that `preferred` returns, otherwise the most similar one.
 */
export async function choicesOf(
  readers: Readers,
  userId: UserId,
  draft: GenerateDraft,
  preferred: (avatar: Avatar, paths: readonly DrawingPath[]) => DrawingPath | undefined = (_, [best]) => best,
): Promise<Choices> {
  const { avatarId, aspectRatio, pictureCount, quality, enhance } = draft;
  const isSettled = avatarId !== undefined && aspectRatio && pictureCount && quality && enhance !== undefined;
  const last = isSettled ? null : await readers.of(PersonReader).findById(userId);
  const drawn = await drawnAvatar(readers, userId, avatarId === undefined ? lastOf(last, draft) : avatarId);
  const { avatar, paths, references } = drawn ? { ...drawn, ...pathsNow(drawn) } : NO_AVATAR;
  const path = paths.find((one) => one === draft.path) ?? (avatar && preferred(avatar, paths)) ?? paths[0] ?? null;
  return {
    avatar,
    ...{ paths, path, references },
    aspectRatio: aspectRatio ?? last?.lastAspectRatio ?? FIRST.aspectRatio,
    // the model that draws from one photo makes one picture
    pictureCount: path === 'photo' ? 1 : (pictureCount ?? last?.lastPictureCount ?? FIRST.pictureCount),
    quality: quality ?? last?.lastQuality ?? FIRST.quality,
    enhance: enhance ?? last?.lastEnhance ?? true,
  };
}

/** The choices of a new offer, with the best path that is on sale. */
export async function offeredChoices(readers: Readers, userId: UserId, draft: GenerateDraft): Promise<Choices> {
  const offSale = await readers.of(ModelStateReader).offSale();
  return choicesOf(readers, userId, draft, (avatar, paths) =>
    paths.find((path) => !offSale.has(offerOfPath(avatar, path))),
  );
}

/**
 * The choices of an offer that its person has accepted. The path is the one that the offer named, unless it is gone or another path has
 * become the best since.
 */
export const acceptedChoices = (readers: Readers, userId: UserId, draft: GenerateDraft): Promise<Choices> =>
  choicesOf(readers, userId, draft, (_, paths) =>
    paths[0] === draft.bestPath ? paths.find((path) => path === draft.offeredPath) : paths[0],
  );

/** The avatar of the person's last order. An idea of a picture is about the person, also after an order without an avatar. */
const lastOf = (person: Person | null, { english }: GenerateDraft): AvatarId | null | undefined =>
  person?.lastWithoutAvatar && english === undefined ? null : (person?.lastAvatarId ?? undefined);

/**
 * The chosen avatar, or the main avatar if the chosen avatar is gone or cannot be drawn, or the newest one that is drawn from photos while
 * no avatar is finished. Null if the person chose a picture without an avatar, or has no avatar that can be drawn.
 */
async function drawnAvatar(
  readers: Readers,
  userId: UserId,
  chosen?: AvatarId | null,
): Promise<AvatarWithPhotos | null> {
  if (chosen === null) return null;
  const avatars = readers.of(ChangedAvatars);
  const found = chosen ? await avatars.findWithPhotos(userId, chosen) : null;
  if (found && isDrawable(found.avatar, found.photos.length)) return found;
  const main = (await avatars.main(userId)) ?? (await drawableAvatars(readers, userId, 1))[0] ?? null;
  return main && { avatar: main, photos: main.trainingType === 'portrait' ? await avatars.photos(main.id) : [] };
}

/** The paths on which an avatar can be drawn now, judged by its photos as the person sees them. */
function pathsNow({ avatar, photos }: AvatarWithPhotos): {
  readonly paths: readonly DrawingPath[];
  readonly references: number;
} {
  const faces = avatar.trainingType === 'portrait' ? photos : [];
  const references = faces.filter(({ referenceRank }) => referenceRank !== null).length;
  return { paths: pathsOf(avatar, { photos: faces.length, references }), references };
}

/** Tells whether pictures can be made with an avatar: with a finished one, or with a portrait that has a photo and no model yet. */
const isDrawable = ({ status, trainingType }: Avatar, photos = 0): boolean =>
  status === 'completed' || (trainingType === 'portrait' && photos > 0);

/** Lists the avatars to choose from, newest first: finished ones, and those drawn from photos for now. */
export async function drawableAvatars(readers: Readers, userId: UserId, limit: number): Promise<readonly Avatar[]> {
  const all = await readers.of(ChangedAvatars).page(userId, { limit: limit + MAX_UNFINISHED_AVATARS });
  const areDrawable = await Promise.all(
    all.map(
      async (avatar) =>
        isDrawable(avatar) ||
        (avatar.trainingType === 'portrait' &&
          isDrawable(avatar, await readers.of(ChangedAvatars).countPhotos(avatar.id))),
    ),
  );
  return all.filter((_, i) => areDrawable[i]).slice(0, limit);
}

/** Whether an avatar has no model of its own yet and is drawn from its photos for now. */
export const isInstant = (avatar: Avatar | null): boolean => avatar !== null && avatar.status !== 'completed';

/**
 * The avatar with which a look is drawn: the draft's, or that of the person's last order when the draft has none. If that avatar cannot be
 * drawn, the main avatar; null if there is none.
 */
export async function chosenAvatar(
  readers: Readers,
  userId: UserId,
  { avatarId }: GenerateDraft,
): Promise<Avatar | null> {
  const chosen = avatarId ?? (await readers.of(PersonReader).findById(userId))?.lastAvatarId ?? undefined;
  return (await drawnAvatar(readers, userId, chosen))?.avatar ?? null;
}

/** How many avatars can be drawn, counted no further than to several. */
export const countDrawable = async (readers: Readers, userId: UserId): Promise<number> =>
  (await drawableAvatars(readers, userId, 2)).length;

type Words = TextsOf<typeof generateTexts>;

/**
 * A row of buttons for every screen that names its avatar. They lead to another avatar or to a picture without an avatar, to making the
 * first avatar, or to the training of this one.
 */
export const otherAvatar = callback('gen.other', {});
export function otherAvatarRow(avatar: Avatar | null, drawable: number, t: Words): Button[] {
  const train =
    avatar && TRAINABLE_STATES.includes(avatar.status) ? [resumeAvatar.button(t.trainIt, { avatarId: avatar.id })] : [];
  if (drawable > 0) return [...train, otherAvatar.button(t.otherAvatar({ areSeveral: drawable > 1 }), {})];
  return avatar ? train : [openNewAvatar.button(t.create, {})];
}

/** The screen that a person without an avatar sees in place of a step that needs one. */
export const noAvatarScreen = (t: Words & TextsOf<typeof looksTexts>): Screen => ({
  text: t.noAvatar,
  buttons: [[openNewAvatar.button(t.create, {})], [toMenu.button(t.menu, {})]],
});
