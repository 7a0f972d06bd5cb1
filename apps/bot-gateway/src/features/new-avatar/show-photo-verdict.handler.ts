import type { ShowPhotoVerdict } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import type { TrainingType } from '@aisha/domain';
import type { JobContext, JobHandler } from '@aisha/messaging';
import { newAvatarTexts } from '@aisha/words';
import { Injectable } from '@nestjs/common';
import { defineCard } from '../../engine/cards/card';
import { Cards } from '../../engine/cards/cards';
import { answer, type Elsewhere, showCard, toMenu } from '../../engine/conversation';
import { Readers } from '../../engine/conversation/readers';
import { Deliveries } from '../../engine/deliveries/deliveries';
import { FileBudgetStore } from '../../free-files/file-budget.store';
import { ChangedAvatars } from '../../readers';
import { avatarOf, type NewAvatarDraft } from './new-avatar.draft';
import { photosCard, type PhotosCardState, photosOf, withVerdict } from './photos.card';
import { refusalsCard, refusalsOf, sentWith } from './refusals.card';

interface AwaitedPhotosState {
  readonly trainingType: TrainingType;
  /** The newest message that was no photo. */
  readonly after: number;
}

/** A line that says what is waited for, below the newest message that was something else. */
const awaitedPhotosCard = defineCard<AwaitedPhotosState>('photos-awaited', ({ trainingType }, language) => {
  const t = newAvatarTexts[language];
  return { text: t.sendPhotoPlease({ type: trainingType }), buttons: [[toMenu.button(t.menu, {})]] };
});

/** Sends the card anew, and takes the older one away. */
export const awaitPhotos = (draft: NewAvatarDraft, after: number): Elsewhere => {
  const { avatarId, trainingType } = avatarOf(draft);
  return answer(
    undefined,
    showCard(
      awaitedPhotosCard,
      avatarId,
      () => ({ trainingType, after }),
      () => true,
    ),
  );
};

/** Shows a photo's verdict: its count on the card, and why at the photo. */
@Injectable()
export class ShowPhotoVerdictHandler implements JobHandler<ShowPhotoVerdict> {
  constructor(
    private readonly cards: Cards,
    private readonly deliveries: Deliveries,
    private readonly readers: Readers,
    private readonly budget: FileBudgetStore,
  ) {}

  readonly handle = async (data: ShowPhotoVerdict, context: JobContext): Promise<void> => {
    const { userId, photoId } = data;
    await context.once(
      async (tx) => {
        const counted = await this.count(tx, data);
        if (counted) await this.answer(tx, data, counted);
        await this.budget.answered(tx, { userId, file: photoId });
      },
      { unsynced: true },
    );
  };

  /** The card's new state; undefined if it has gone together with its avatar. */
  private async count(tx: Transaction, data: ShowPhotoVerdict): Promise<PhotosCardState | undefined> {
    const { userId, avatarId, photoId, accepted, findings, acceptedCount, isRevised } = data;
    let counted: PhotosCardState | undefined;
    const judged = (state: PhotosCardState) =>
      (counted = withVerdict(state, photoId, { accepted, findings }, acceptedCount, isRevised));
    // A photo of an earlier lot is not counted again: its new verdict is said where photos are looked at.
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

  /** A reply says why photos are refused. An accepted one gets a reaction, an album one when all of it is accepted. */
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
