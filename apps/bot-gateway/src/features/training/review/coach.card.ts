import type { ShowPhotoMap } from '@aisha/contracts/bot-gateway';
import { type AvatarId, MIN_PHOTOS, type SetAdvice } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { coachTexts, newAvatarTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { defineCard } from '../../../engine/cards/card';
import { Cards } from '../../../engine/cards/cards';
import { joined } from '../../../engine/conversation';
import { Readers } from '../../../engine/conversation/readers';
import { ChangedAvatars } from '../../../readers';
import { COACH_CARD, itIsMe, leaveOut, photosDone, reviewPhotos } from '../../../callbacks/new-avatar.callbacks';

/** The trainer's verdict on a whole set of photos. */
interface CoachCardState {
  readonly avatarId: AvatarId;
  /** The storage reference of the map; null when there are too few photos to say anything. */
  readonly picture: string | null;
  readonly photos: number;
  readonly advice: readonly SetAdvice[];
  /** The numbers, counted from 1, of photos in the set that likely show another person. */
  readonly outliers: readonly number[];
}

/** Shows what a portrait's photos cover and what they lack, as a map. The person may go on regardless. */
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

/**
 * Shows the map of a set with the coach's advice: below the photos after some were added, and in its old place after some were removed. A
 * map that comes after its avatar was deleted is not shown.
 */
@Injectable()
export class ShowPhotoMapHandler implements JobHandler<ShowPhotoMap> {
  constructor(
    private readonly cards: Cards,
    private readonly readers: Readers,
  ) {}

  readonly handle = async ({ userId, ...told }: ShowPhotoMap, context: JobContext): Promise<void> => {
    const { avatarId, picture, photos } = told;
    await context.once(
      async (tx) => {
        if (!(await this.readers.within(tx).of(ChangedAvatars).find(userId, avatarId))) return;
        await this.cards.update(
          tx,
          coachCard,
          avatarId,
          userId,
          () => told,
          (before) => photos > before.photos,
        );
        if (picture === null) await this.cards.remove(tx, coachCard, avatarId, userId);
      },
      { unsynced: true },
    );
  };
}
