import { Injectable } from '@nestjs/common';
import type { ShowPhotoMap } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Cards } from '../../engine/cards/cards';
import { ChangedAvatars } from '../../readers';
import { coachCard } from './coach.card';
import { Readers } from '../../engine/conversation/readers';

/**
 * Shows the map of a set with the coach's words: below the photos that were added, in its place when some were removed. A map that comes
 * after its avatar was deleted is not shown.
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
