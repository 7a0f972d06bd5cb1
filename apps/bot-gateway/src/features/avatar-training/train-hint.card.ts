import { type AvatarId, centiCredits, MIN_PHOTOS, type OrderId } from '@aisha/domain';
import { newAvatarTexts } from '@aisha/words';
import type { Avatar } from '@aisha/database/trainer';
import { defineCard } from '../../engine/cards/card';
import { type Readers, toMenu } from '../../engine/conversation';
import { cheapest } from '../../orders/price-list';
import type { CardBelow } from '../../orders/order-kind';
import { ChangedAvatars } from '../../readers';
import { resumeAvatar } from '../new-avatar/new-avatar.callbacks';

interface TrainHintState {
  readonly avatarId: AvatarId;
  readonly missing: number;
  /** The price of the cheapest training, in hundredths of a credit. */
  readonly price: string;
  /** The order below whose result the hint stands. */
  readonly below: OrderId;
}

/** How long the hint waits, in milliseconds, so that it stands below the receipt of the result. */
const AFTER_RECEIPT_MS = 2_500;

/** Says below a picture that was drawn from one selfie what a training would gain; there is one for each avatar. */
const trainHintCard = defineCard<TrainHintState>(
  'train-hint',
  ({ avatarId, missing, price }, language) => {
    const t = newAvatarTexts[language];
    return {
      text: t.trainHint({ missing, price: centiCredits(price) }),
      buttons: [[resumeAvatar.button(t.trainMe, { avatarId })], [toMenu.button(t.menu, {})]],
    };
  },
  { foldMs: () => AFTER_RECEIPT_MS },
);

/** The hint for a picture of an avatar that lacks photos for its training; undefined for any other. */
export async function trainHint(readers: Readers, avatar: Avatar, below: OrderId): Promise<CardBelow | undefined> {
  const { id: avatarId, status, trainingType } = avatar;
  if (trainingType !== 'portrait' || status === 'completed' || status === 'training') return undefined;
  const missing = MIN_PHOTOS - (await readers.of(ChangedAvatars).countPhotos(avatarId));
  if (missing <= 0) return undefined;
  const { training } = await cheapest(readers, new Date());
  const state: TrainHintState = { avatarId, missing, price: training.toString(), below };
  return { card: trainHintCard, id: avatarId, state };
}
