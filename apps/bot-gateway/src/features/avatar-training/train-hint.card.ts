import { type AvatarId, centiCredits, FIRST_LOOKS, MIN_PHOTOS } from '@aisha/domain';
import type { Avatar } from '@aisha/database/trainer';
import { generateTexts, newAvatarTexts } from '@aisha/words';
import { defineCard } from '../../engine/cards/card';
import { type Readers, showCard, type ShownCard, toMenu } from '../../engine/conversation';
import { cheapest } from '../../orders/price-list';
import { ChangedAvatars } from '../../readers';
import { resumeAvatar } from '../new-avatar/new-avatar.callbacks';

interface TrainHintState {
  readonly avatarId: AvatarId;
  readonly missing: number;
  /** The price of the cheapest training, in hundredths of a credit. */
  readonly price: string;
  /** How many results the avatar has had so far. */
  readonly results: number;
}

/** How long the hint waits, in milliseconds, so that it stands below the receipt of the result. */
const AFTER_RECEIPT_MS = 2_500;

/** Says below the first pictures, which are drawn from one selfie, what a training would improve. Each avatar has one such hint. */
const trainHintCard = defineCard<TrainHintState>(
  'train-hint',
  ({ avatarId, missing, price }, language) => {
    const t = newAvatarTexts[language];
    const asked = centiCredits(price);
    return {
      text: t.trainHint({ missing, price: asked }),
      buttons: [
        [resumeAvatar.button(generateTexts[language].trainExactly({ price: asked }), { avatarId })],
        [toMenu.button(t.menu, {})],
      ],
    };
  },
  { foldMs: () => AFTER_RECEIPT_MS },
);

/**
 * The hint below a picture of an avatar that has too few photos for a training. It moves below each of the first pictures and then stays,
 * because later results have a button of their own. The price of the cheapest training is read unless `known` has it.
 */
export async function trainHint(
  readers: Readers,
  avatar: Avatar,
  at: Date,
  known: string | undefined,
): Promise<ShownCard | undefined> {
  const { id: avatarId, status, trainingType } = avatar;
  if (trainingType !== 'portrait' || status === 'completed' || status === 'training') return undefined;
  const missing = MIN_PHOTOS - (await readers.of(ChangedAvatars).countPhotos(avatarId));
  if (missing <= 0) return undefined;
  const price = known ?? String((await cheapest(readers, at)).training);
  return showCard<TrainHintState>(
    trainHintCard,
    avatarId,
    (before) => ({ avatarId, missing, price, results: (before?.results ?? 0) + 1 }),
    ({ results }) => results < FIRST_LOOKS.length,
  );
}
