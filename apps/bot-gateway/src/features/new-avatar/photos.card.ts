import { MAX_PHOTOS, MIN_PHOTOS, PHOTO_FINDINGS, type AvatarId, type Language, type PhotoFinding } from '@aisha/domain';
import { defineCard } from '../../engine/cards/card';
import { joined } from '../../engine/conversation';
import { findingTexts } from './finding.texts';
import { photosDone, reviewPhotos } from './new-avatar.callbacks';
import { newAvatarTexts } from './new-avatar.texts';

interface Verdict {
  readonly accepted: boolean;
  readonly findings: readonly PhotoFinding[];
}

interface SentPhoto {
  readonly photoId: string;
  /** In the order they were sent, from 1. */
  readonly number: number;
  /** Absent while it is being checked. */
  readonly verdict?: Verdict;
}

/** The state of the card that counts photos. */
export interface PhotosCardState {
  readonly avatarId: AvatarId;
  readonly name: string;
  readonly accepted: number;
  readonly photos: readonly SentPhoto[];
}

/** Several full sets: a person who sends more has seen the verdicts on the first. */
const REMEMBERED_PHOTOS = 60;

export const photosOf = (avatarId: AvatarId, name: string, accepted: number): PhotosCardState => ({
  avatarId,
  name,
  accepted,
  photos: [],
});

/** Another photo is being checked. A new lot begins with the current set, because the person may have removed photos. */
export const withPhoto = (state: PhotosCardState, photoId: string, accepted: number): PhotosCardState => ({
  ...state,
  accepted: isIdle(state) ? accepted : state.accepted,
  photos: withSent(state.photos, photoId),
});

/** No photo is being checked: the next photo begins a new lot, and the card moves below it. */
export const isIdle = ({ photos }: PhotosCardState): boolean => photos.every(({ verdict }) => verdict);

/** A repeated verdict counts once. */
export const withVerdict = (
  state: PhotosCardState,
  photoId: string,
  verdict: Verdict,
  acceptedCount: number,
): PhotosCardState => ({
  ...state,
  // Verdicts may overtake each other; within a lot the set only grows.
  accepted: Math.max(state.accepted, acceptedCount),
  photos: withSent(state.photos, photoId).map((photo) => (photo.photoId === photoId ? { ...photo, verdict } : photo)),
});

const withSent = (photos: readonly SentPhoto[], photoId: string): readonly SentPhoto[] =>
  photos.some((photo) => photo.photoId === photoId)
    ? photos
    : [...photos, { photoId, number: (photos.at(-1)?.number ?? 0) + 1 }].slice(-REMEMBERED_PHOTOS);

/** One card that counts, «12 из 20», with each photo's verdict and reason. Photos with the same verdict share a line. */
export const photosCard = defineCard<PhotosCardState>('photos', (state, language) => {
  const t = newAvatarTexts[language];
  const { avatarId, accepted, photos } = state;
  const checking = photos.filter(({ verdict }) => !verdict).length;
  return {
    text: joined([
      t.count(state.name, accepted),
      ...verdicts(photos, language),
      checking > 0 && t.checking(checking),
      accepted < MIN_PHOTOS ? t.more(MIN_PHOTOS - accepted) : accepted < MAX_PHOTOS ? t.enough : t.full,
    ]),
    buttons: [
      ...(accepted >= MIN_PHOTOS ? [[photosDone.button(t.done, { avatarId })]] : []),
      ...(accepted > 0 ? [[reviewPhotos.button(t.look, { avatarId })]] : []),
    ],
  };
});

function verdicts(photos: readonly SentPhoto[], language: Language): string[] {
  const t = newAvatarTexts[language];
  const numbers = new Map<string, { readonly verdict: Verdict; readonly of: number[] }>();
  for (const { number, verdict } of photos) {
    if (!verdict) continue;
    const said = words(verdict, language);
    const group = numbers.get(said) ?? { verdict, of: [] };
    numbers.set(said, { ...group, of: [...group.of, number] });
  }
  return [...numbers].map(([said, { verdict, of }]) =>
    t.verdict(verdict.accepted, of.length, photos.length > 1 ? ranges(of) : '', said),
  );
}

/** "1–8, 10". */
const ranges = (ascending: readonly number[]): string => {
  const found: [first: number, last: number][] = [];
  for (const number of ascending) {
    const range = found.at(-1);
    if (range?.[1] === number - 1) range[1] = number;
    else found.push([number, number]);
  }
  return found.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
};

function words({ accepted, findings }: Verdict, language: Language): string {
  const t = newAvatarTexts[language];
  if (accepted) {
    const advice = findings
      .filter((finding) => PHOTO_FINDINGS[finding] === 'warn')
      .map((finding) => findingTexts[language][finding])
      .join('; ');
    return advice ? t.takenBut(advice) : t.taken;
  }
  const reason = findings.find((finding) => PHOTO_FINDINGS[finding] === 'reject' && finding !== 'unsuitable');
  return findingTexts[language][reason ?? 'unsuitable'];
}
