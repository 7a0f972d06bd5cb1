import { Injectable } from '@nestjs/common';
import type { ShowPhotoVerdict } from '@aisha/contracts/bot-gateway';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Cards } from '../../engine/cards/cards';
import { Readers } from '../../readers';
import { photosCard, photosOf, withVerdict } from './photos.card';

/** Shows a photo's verdict on the card that counts photos. */
@Injectable()
export class ShowPhotoVerdictHandler implements JobHandler<ShowPhotoVerdict> {
  constructor(
    private readonly cards: Cards,
    private readonly readers: Readers,
  ) {}

  readonly handle = async (data: ShowPhotoVerdict, context: JobContext): Promise<void> => {
    const { userId, avatarId, photoId, accepted, findings, acceptedCount } = data;
    const name = (await this.readers.avatars.find(userId, avatarId))?.name ?? '';
    await context.once(
      (tx) =>
        this.cards.update(tx, photosCard, avatarId, userId, (state) =>
          withVerdict(state ?? photosOf(avatarId, name, acceptedCount), photoId, { accepted, findings }, acceptedCount),
        ),
      { unsynced: true },
    );
  };
}
