import {
  MAX_PHOTOS,
  MIN_PHOTOS,
  type AvatarId,
  type Language,
  type PhotoFinding,
  type TrainingType,
  PHOTO_FINDINGS,
} from '@aisha/domain';
import { newAvatarTexts, findingTexts } from '@aisha/words';
import { defineCard } from '../../../engine/cards/card';
import {
  beginningOf,
  type CallbackButton,
  type Effect,
  type IncomingFile,
  joined,
  type Screen,
  showCard,
  type TextsOf,
  toMenu,
} from '../../../engine/conversation';
import { type FirstPictures, isSelfie, toldOf } from '../../../orders/first-pictures';
import { drawMe } from '../../../callbacks/first-pictures.callbacks';
import { generateWith } from '../../../callbacks/generate.callbacks';
import { drawKeptIdea, photosDone, reviewPhotos } from '../../../callbacks/new-avatar.callbacks';

/** How many characters of an idea a button shows: about as many as fit on a phone. */
const LABEL_CHARACTERS = 28;

export interface Verdict {
  readonly accepted: boolean;
  readonly findings: readonly PhotoFinding[];
}

export interface SentPhoto {
  readonly photoId: string;
  /** The person's message with the photo; absent when the card is newer than the photo. */
  readonly messageId?: number;
  /** The album in which the photo was sent; null when it was sent alone. */
  readonly albumId?: string | null;
  /** The trainer's verdict; absent while the photo is being checked. */
  readonly verdict?: Verdict;
}

/** The state of the card that counts photos. */
export interface PhotosCardState {
  readonly avatarId: AvatarId;
  readonly name: string;
  readonly trainingType: TrainingType;
  /** Whether the person has described the avatar and chosen its name. */
  readonly isDescribed: boolean;
  readonly accepted: number;
  /** The idea that waits for the first accepted photo. */
  readonly idea?: string;
  /**
   * The pictures offered for the first accepted photo. Absent when the person has another avatar, when no gift pays for the pictures, and
   * when the offer was taken off the card.
   */
  readonly first?: FirstPictures & { readonly isDrawn?: true };
  /**
   * The photos of the newest lot, in the order of sending. A photo joins the lot if other photos of the lot are still being checked, or if
   * it is in the same album as they are.
   */
  readonly photos: readonly SentPhoto[];
}

/**
 * The most photos that the card keeps of one lot, because a person may send photos without a pause. It drops the oldest ones, whose
 * verdicts have been shown already.
 */
const REMEMBERED_PHOTOS = 60;

type BegunAvatar = Omit<PhotosCardState, 'accepted' | 'photos'>;

export const photosOf = (
  { avatarId, name, trainingType, isDescribed, idea, first }: BegunAvatar,
  accepted: number,
): PhotosCardState => ({
  ...{ avatarId, name, trainingType, isDescribed, accepted, photos: [] },
  ...(idea !== undefined && { idea }),
  ...(first && { first }),
});

/** Whether no photo is being checked. */
const isIdle = ({ photos }: PhotosCardState): boolean => photos.every(({ verdict }) => verdict);

/** Whether a photo of this album, or one sent alone, begins a new lot. For a new lot the card moves below the photo. */
export const beginsLot = (state: PhotosCardState, albumId: string | null): boolean =>
  isIdle(state) && (albumId === null || state.photos.at(-1)?.albumId !== albumId);

/**
 * Adds a photo that is being checked. A new lot begins with the present number of the set's photos, because the person may have removed
 * some.
 */
export const withPhoto = (
  state: PhotosCardState,
  photo: SentPhoto & { readonly albumId: string | null },
  accepted: number,
): PhotosCardState => ({
  ...state,
  accepted: isIdle(state) ? accepted : state.accepted,
  photos: withSent(beginsLot(state, photo.albumId) ? [] : state.photos, photo),
});

/** Whether the person has agreed to have exactly this photo drawn at once. */
export const isAgreedFor = (first: FirstPictures | undefined, photo: SentPhoto | undefined): boolean =>
  first?.agreedFor !== undefined && photo?.messageId === first.agreedFor;

/**
 * Puts an idea on the card. If the card offers the first pictures and they are not drawn yet, it then offers one picture of the idea, at
 * the price of one picture.
 */
const withIdea = ({ first, ...state }: PhotosCardState, idea: string): PhotosCardState => ({
  ...state,
  ...(first && { first: first.isDrawn ? first : forOne(first) }),
  idea,
});

/** Puts an idea on the card of an avatar that has no accepted photo yet. `movesDown` means the same as in `showCard`. */
export const ideaOnCard = (avatar: BegunAvatar, idea: string, movesDown?: () => boolean): Effect =>
  showCard(photosCard, avatar.avatarId, (state) => withIdea(state ?? photosOf(avatar, 0), idea), movesDown);

/** The button that draws the waiting idea with an avatar that has a photo. */
export const drawIdeaButton = (idea: string, avatarId: AvatarId, t: TextsOf<typeof newAvatarTexts>): CallbackButton =>
  drawKeptIdea.button(t.drawIdea({ idea: beginningOf(idea, LABEL_CHARACTERS) }), { avatarId });

const forOne = <First extends FirstPictures>(first: First): First => ({
  ...first,
  pictures: 1,
  price: (BigInt(first.price) / BigInt(first.pictures)).toString(),
});

/** Takes the offer of the first pictures off the card. */
export const withoutFirst = ({ first: _, ...state }: PhotosCardState): PhotosCardState => state;

/**
 * When a file begins a new lot, keeps the offer of the first pictures only if they are not drawn yet, the set has no photo, and the file is
 * a selfie. Otherwise the offer would appear under an album or another person's photo, or be made twice.
 */
export const offeredFor = (state: PhotosCardState, file: IncomingFile, accepted: number): PhotosCardState =>
  isIdle(state) && (state.first?.isDrawn || accepted > 0 || !isSelfie(file)) ? withoutFirst(state) : state;

/** Writes a verdict into the state of the card. A repeated verdict counts once. */
export const withVerdict = (
  state: PhotosCardState,
  photoId: string,
  verdict: Verdict,
  acceptedCount: number,
  isRevised = false,
): PhotosCardState => ({
  ...state,
  // Verdicts may overtake each other, so the highest count is right: within a lot the set only grows, unless a photo of it is refused after
  // all.
  accepted: isRevised && !verdict.accepted ? acceptedCount : Math.max(state.accepted, acceptedCount),
  photos: withSent(state.photos, { photoId }).map((photo) =>
    photo.photoId === photoId ? { ...photo, verdict } : photo,
  ),
});

const withSent = (photos: readonly SentPhoto[], photo: SentPhoto): readonly SentPhoto[] =>
  photos.some(({ photoId }) => photoId === photo.photoId) ? photos : [...photos, photo].slice(-REMEMBERED_PHOTOS);

/**
 * The card that counts photos, «12 из 20». It shows the newest lot, the next step and a way out; for one selfie that may be drawn at once,
 * it shows that offer instead. The reason why a photo is refused is in a message below that photo.
 */
export const photosCard = defineCard<PhotosCardState>('photos', (state, language) => {
  const t = newAvatarTexts[language];
  const { avatarId, accepted, photos, trainingType: type, isDescribed, idea } = state;
  if (isOneSelfie(state)) return selfieScreen(state, language);
  const checking = photos.filter(({ verdict }) => !verdict).length;
  const taken = photos.filter(({ verdict }) => verdict?.accepted).length;
  const beyond = photos.filter(({ verdict }) => verdict?.findings.includes('set-is-full')).length;
  const refused = photos.length - checking - taken - beyond;
  const coming = Math.min(accepted + checking, MAX_PHOTOS);
  const lot = joined([
    accepted === 0 && keptIdea(idea, language),
    isDescribed ? t.count({ name: state.name, type, accepted }) : t.countOfNew({ accepted }),
    checking > 0 && t.checking({ count: checking, type }),
    accepted + checking > MAX_PHOTOS && t.atMost,
    taken > 0 && t.taken({ count: taken, type }),
    refused > 0 && t.refused({ count: refused }),
    beyond > 0 && t.beyond({ count: beyond }),
    ...advice(state, language),
  ]);
  return {
    text: joined(
      [
        lot,
        isDescribed
          ? nextStep(state, language)
          : t.makeOfThese({
              isEnough: coming >= MIN_PHOTOS,
              coming,
              areAll: checking === 0,
              missing: MIN_PHOTOS - coming,
            }),
      ],
      '\n\n',
    ),
    buttons: [
      ...(accepted > 0 && idea !== undefined && type === 'portrait' ? [[drawIdeaButton(idea, avatarId, t)]] : []),
      ...(!isDescribed && coming > 0 ? [[photosDone.button(t.make, { avatarId })]] : []),
      ...(isDescribed && accepted >= MIN_PHOTOS ? [[photosDone.button(t.done, { avatarId })]] : []),
      ...(accepted > 0 ? [[reviewPhotos.button(t.look({ type }), { avatarId })]] : []),
      ...(accepted > 0 && idea === undefined && type === 'portrait'
        ? [[generateWith.button(t.tryNow, { avatarId })]]
        : []),
      [toMenu.button(t.menu, {})],
    ],
  };
});

/** The line that quotes the idea which waits for a photo. */
const keptIdea = (idea: string | undefined, language: Language) =>
  idea !== undefined && newAvatarTexts[language].keptIdea({ idea: beginningOf(idea, LABEL_CHARACTERS) });

/** Whether the card is about one selfie that may be drawn at once, and not about a set of photos for a training. */
const isOneSelfie = ({ first, isDescribed, accepted, photos }: PhotosCardState): boolean =>
  first !== undefined && !isDescribed && accepted <= 1 && photos.length <= 1;

/** The card of one selfie: what is drawn from it, and at what price. */
function selfieScreen({ avatarId, photos, first, idea }: PhotosCardState, language: Language): Screen {
  const t = newAvatarTexts[language];
  const { pictures = 1, price = '0', isDrawn = false } = first ?? {};
  const isAgreed = isAgreedFor(first, photos[0]);
  const verdict = photos[0]?.verdict;
  const kept = keptIdea(idea, language);
  const home = [toMenu.button(t.menu, {})];
  const asked = toldOf({ pictures, price });
  if (photos.length > 0 && !verdict) {
    return { text: joined([kept, t.selfieChecking({ ...asked, isAgreed })]), buttons: [home] };
  }
  if (verdict && !verdict.accepted) return { text: joined([kept, t.selfieRefused]), buttons: [home] };
  if (isAgreed || isDrawn) return { text: t.selfieDrawn(asked), buttons: [home] };
  const draw =
    idea === undefined
      ? drawMe.button(t.drawMe(asked), { avatarId, price: Number(price) })
      : drawIdeaButton(idea, avatarId, t);
  return { text: t.selfieAccepted(asked), buttons: [[draw], [photosDone.button(t.make, { avatarId })], home] };
}

function nextStep(state: PhotosCardState, language: Language) {
  const { accepted, trainingType } = state;
  const t = newAvatarTexts[language];
  if (accepted >= MAX_PHOTOS) return t.full;
  if (accepted >= MIN_PHOTOS) return t.enough({ type: trainingType });
  // While photos are being checked, no more are asked for, because it is unknown how many are missing.
  return isIdle(state) && t.more({ count: MIN_PHOTOS - accepted, type: trainingType });
}

/** The advice on accepted photos, with one line for all photos that get the same advice. */
function advice({ photos, trainingType }: PhotosCardState, language: Language): string[] {
  const counts = new Map<string, number>();
  for (const { verdict } of photos) {
    if (!verdict?.accepted) continue;
    for (const said of adviceTexts(verdict.findings, trainingType, language)) {
      counts.set(said, (counts.get(said) ?? 0) + 1);
    }
  }
  return [...counts].map(([said, count]) =>
    newAvatarTexts[language].advice({ advice: said, count, type: trainingType }),
  );
}

/** Says what is wrong with a photo and what to send instead, as the end of a sentence. */
export const findingText = (finding: PhotoFinding, type: TrainingType, language: Language): string =>
  findingTexts[language].finding({ finding, type });

/** Says what would be better about a photo that is accepted. */
export const adviceTexts = (findings: readonly PhotoFinding[], type: TrainingType, language: Language): string[] =>
  findings
    .filter((finding) => PHOTO_FINDINGS[finding] === 'warn')
    .map((finding) => findingText(finding, type, language));
