import { MAX_PHOTOS, MIN_PHOTOS, PHOTO_FINDINGS, type AvatarId, type Language, type PhotoFinding } from '@aisha/domain';
import { defineCard } from '../cards/card';
import { joined } from '../conversation';
import { findingTexts } from './finding.texts';
import { photosDone, reviewPhotos } from './new-avatar.callbacks';
import { newAvatarTexts } from './new-avatar.texts';

interface Verdict {
  readonly photoId: string;
  readonly accepted: boolean;
  readonly findings: readonly PhotoFinding[];
}

/** What the card that counts photos tells. */
export interface PhotosCardState {
  readonly avatarId: AvatarId;
  readonly name: string;
  readonly accepted: number;
  /** Photos on their way through the check. */
  readonly checking: readonly string[];
  /** The newest last. */
  readonly verdicts: readonly Verdict[];
}

/** Enough to see what became of an album, few enough for a phone. */
const SHOWN_VERDICTS = 10;

export const photosOf = (avatarId: AvatarId, name: string, accepted: number): PhotosCardState => ({
  avatarId,
  name,
  accepted,
  checking: [],
  verdicts: [],
});

export const withPhoto = (state: PhotosCardState, photoId: string): PhotosCardState => ({
  ...state,
  checking: [...state.checking, photoId],
});

/** Nothing is being checked: the next photo begins a new lot, and the card belongs below it. */
export const isIdle = ({ checking }: PhotosCardState): boolean => checking.length === 0;

/** The same verdict told twice counts once. */
export const withVerdict = (state: PhotosCardState, verdict: Verdict, acceptedCount: number): PhotosCardState => ({
  ...state,
  // Verdicts may overtake each other; the set only grows while photos are being checked.
  accepted: Math.max(state.accepted, acceptedCount),
  checking: state.checking.filter((photoId) => photoId !== verdict.photoId),
  verdicts: [...state.verdicts.filter(({ photoId }) => photoId !== verdict.photoId), verdict].slice(-SHOWN_VERDICTS),
});

/** One card that counts, «12 из 20», with each photo's verdict and the reason for it. */
export const photosCard = defineCard<PhotosCardState>('photos', (state, language) => {
  const t = newAvatarTexts[language];
  const { avatarId, accepted, checking, verdicts } = state;
  return {
    text: joined([
      t.count(state.name, accepted),
      ...verdicts.map((verdict) => t.verdict(verdict.accepted, words(verdict, language))),
      checking.length > 0 && t.checking(checking.length),
      accepted < MIN_PHOTOS ? t.more(MIN_PHOTOS - accepted) : accepted < MAX_PHOTOS ? t.enough : t.full,
    ]),
    buttons: [
      ...(accepted >= MIN_PHOTOS ? [[photosDone.button(t.done, { avatarId })]] : []),
      ...(accepted > 0 ? [[reviewPhotos.button(t.look, { avatarId })]] : []),
    ],
  };
});

function words({ accepted, findings }: Verdict, language: Language): string {
  const t = newAvatarTexts[language];
  if (accepted) {
    const advice = findings.map((finding) => findingTexts[language][finding]).join('; ');
    return advice ? t.takenBut(advice) : t.taken;
  }
  const [reason] = findings.filter((finding) => PHOTO_FINDINGS[finding] === 'reject');
  return findingTexts[language][reason ?? 'not-a-photo'];
}
