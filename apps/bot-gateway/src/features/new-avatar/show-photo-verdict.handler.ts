import { Injectable } from '@nestjs/common';
import type { ShowPhotoVerdict } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Cards } from '../../engine/cards/cards';
import { FileBudgetStore } from '../../engine/telegram/file-budget.store';
import { Readers } from '../../readers';
import { photosCard, photosOf, withVerdict } from './photos.card';

/** Shows a photo's verdict on the card that counts photos. */
@Injectable()
export class ShowPhotoVerdictHandler implements JobHandler<ShowPhotoVerdict> {
  constructor(
    private readonly cards: Cards,
    private readonly readers: Readers,
    private readonly budget: FileBudgetStore,
  ) {}

  readonly handle = async (data: ShowPhotoVerdict, context: JobContext): Promise<void> => {
    const { userId, avatarId, photoId, accepted, findings, acceptedCount } = data;
    const name = (await this.readers.avatars.find(userId, avatarId))?.name ?? '';
    const isShown = await context.once(
      async (tx) => {
        await this.cards.update(tx, photosCard, avatarId, userId, (state) =>
          withVerdict(state ?? photosOf(avatarId, name, acceptedCount), photoId, { accepted, findings }, acceptedCount),
        );
        return true;
      },
      { unsynced: true },
    );
    if (isShown && !findings.includes('too-many-today')) await this.budget.judged(userId);
  };
}
