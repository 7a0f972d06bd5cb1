import type { ShowPhotoVerdict } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { Injectable } from '@nestjs/common';
import { Cards } from '../../../engine/cards/cards';
import { Readers } from '../../../engine/conversation/readers';
import { Deliveries } from '../../../engine/deliveries/deliveries';
import { FileBudgetStore } from '../../../free-files/file-budget.store';
import { ChangedAvatars } from '../../../readers';
import { photosCard, type PhotosCardState, photosOf, withVerdict } from '../photos/photos.card';
import { DrawAtOnce } from './draw-at-once';
import { refusalsCard, refusalsOf, sentWith } from './refusals.card';

/** Shows a photo's verdict: counts it on the card, and gives the reasons in a reply to the photo. */
@Injectable()
export class ShowPhotoVerdictHandler implements JobHandler<ShowPhotoVerdict> {
  constructor(
    private readonly cards: Cards,
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
    private readonly budget: FileBudgetStore,
    private readonly atOnce: DrawAtOnce,
  ) {}

  readonly handle = async (data: ShowPhotoVerdict, context: JobContext): Promise<void> => {
    const { userId, photoId } = data;
    await context.once(
      async (tx) => {
        const counted = await this.count(tx, data);
        if (counted) await this.answer(tx, data, counted);
        if (counted && data.accepted) await this.atOnce.draw(tx, userId, counted, photoId);
        await this.budget.answered(tx, { userId, file: photoId });
      },
      { unsynced: true },
    );
  };

  /**
   * Counts the verdict on the card and returns the card's new state. Undefined when the avatar is gone, and for a changed verdict on a
   * photo of an earlier lot.
   */
  private async count(tx: Transaction, data: ShowPhotoVerdict): Promise<PhotosCardState | undefined> {
    const { userId, avatarId, photoId, accepted, findings, acceptedCount, isRevised } = data;
    let counted: PhotosCardState | undefined;
    const judged = (state: PhotosCardState) =>
      (counted = withVerdict(state, photoId, { accepted, findings }, acceptedCount, isRevised));
    // A changed verdict on a photo of an earlier lot is not shown on the card; only the card's count falls if the photo is now refused. The
    // person sees the verdict in the review of the photos.
    const isShown = ({ photos }: PhotosCardState) => !isRevised || photos.some((photo) => photo.photoId === photoId);
    await this.cards.update(
      tx,
      photosCard,
      avatarId,
      userId,
      (state) => state && (isShown(state) ? judged(state) : accepted ? state : { ...state, accepted: acceptedCount }),
    );
    if (counted || isRevised) return counted;
    const avatar = await this.readers.within(tx).of(ChangedAvatars).find(userId, avatarId);
    if (!avatar) return undefined;
    const { name, trainingType, subject } = avatar;
    const begun = photosOf({ avatarId, name, trainingType, isDescribed: subject !== null }, acceptedCount);
    await this.cards.update(tx, photosCard, avatarId, userId, () => judged(begun));
    return counted;
  }

  /**
   * Answers below the photo: a refused photo gets a reply with the reasons, an accepted photo a reaction. Photos that were sent together get
   * one reply; an album gets one reaction, once all of its photos are accepted.
   */
  private async answer(
    tx: Transaction,
    { userId, avatarId, photoId, accepted }: ShowPhotoVerdict,
    counted: PhotosCardState,
  ): Promise<void> {
    const photo = counted.photos.find((one) => one.photoId === photoId);
    if (!photo) return;
    const together = sentWith(counted, photo);
    if (!accepted) {
      const id = `${avatarId}:${photo.albumId ?? together[0]?.photoId ?? photoId}`;
      await this.cards.update(tx, refusalsCard, id, userId, (before) =>
        refusalsOf(together, counted.trainingType, before),
      );
      return;
    }
    const shown = photo.albumId ? together : [photo];
    const messageId = shown[0]?.messageId;
    if (messageId === undefined || !shown.every(({ verdict }) => verdict?.accepted)) return;
    const onceFor = `reaction ${photo.albumId ?? photoId}`;
    await this.deliveries.add(tx, userId, { kind: 'reaction', messageId, emoji: '👍' }, { class: 'progress', onceFor });
  }
}
