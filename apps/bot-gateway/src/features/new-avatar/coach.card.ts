import { MIN_PHOTOS, type AvatarId, type SetAdvice } from '@aisha/domain';
import { defineCard } from '../../engine/cards/card';
import { joined } from '../../engine/conversation';
import { coachTexts } from '@aisha/words';
import { COACH_CARD, itIsMe, leaveOut, photosDone, reviewPhotos } from './new-avatar.callbacks';
import { newAvatarTexts } from '@aisha/words';

/** What the trainer says of a whole set. */
export interface CoachCardState {
  readonly avatarId: AvatarId;
  /** Storage reference of the map; null when there are too few photos to say anything. */
  readonly picture: string | null;
  readonly photos: number;
  readonly advice: readonly SetAdvice[];
  /** Places in the set, from 1, of photos that are likely another person's. */
  readonly outliers: readonly number[];
}

/** What a portrait's photos cover, as a map, and what they lack; the person may go on regardless. */
export const coachCard = defineCard<CoachCardState>(
  COACH_CARD,
  ({ avatarId, picture, photos, advice, outliers }, language) => {
    const t = coachTexts[language];
    const { done, look } = newAvatarTexts[language];
    return {
      text: joined(
        [
          t.title({ photos }),
          outliers.length > 0 &&
            t.outliers({ others: outliers.slice(0, -1).join(', ') || null, last: outliers.at(-1)! }),
          advice.length > 0 && joined([t.better, ...advice.map((each) => t.advice({ advice: each }))]),
          advice.length > 0 && t.orGoOn,
        ],
        '\n\n',
      ),
      ...(picture && { photo: picture }),
      buttons: [
        ...(outliers.length > 0
          ? [[itIsMe.button(t.itIsMe, { avatarId }), leaveOut.button(t.leaveOut, { avatarId })]]
          : []),
        ...(photos >= MIN_PHOTOS ? [[photosDone.button(done, { avatarId })]] : []),
        [reviewPhotos.button(look({ type: 'portrait' }), { avatarId })],
      ],
    };
  },
  { isGone: ({ picture }) => picture === null },
);
