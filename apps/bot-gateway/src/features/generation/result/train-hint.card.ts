import type { Avatar } from '@aisha/database/trainer';
import { type AvatarId, centiCredits, FIRST_LOOKS, MIN_PHOTOS, type OrderId, type UserId } from '@aisha/domain';
import { avatarIn } from '@aisha/kinds';
import { GenerationReader } from '@aisha/kinds/tables';
import { generateTexts, newAvatarTexts } from '@aisha/words';
import { defineCard } from '../../../engine/cards/card';
import { type Readers, showCard, type ShownCard, toMenu } from '../../../engine/conversation';
import { cheapest } from '../../../orders/price-list';
import {
  ChangedAvatars,
  isAsAlike,
  OWN_PICTURES,
  type TrainingGain,
  TrainingGainReader,
  WorkSettings,
} from '../../../readers';
import { resumeAvatar } from '../../../callbacks/new-avatar.callbacks';

interface TrainHintState {
  readonly avatarId: AvatarId;
  readonly missing: number;
  /** The price of the cheapest training, in hundredths of a credit. */
  readonly price: string;
  /** How many results the avatar has had so far. */
  readonly results: number;
  /**
   * What a training gains, measured over the pictures of all people; `none` when the measurement shows no gain, absent while too few
   * pictures are measured.
   */
  readonly gain?: TrainingGain | 'none';
  /** How many of the avatar's first pictures look like the person; absent until they are measured. */
  readonly own?: number;
}

/** How long the hint waits, in milliseconds, so that it appears below the receipt of the result. */
const AFTER_RECEIPT_MS = 2_500;

/**
 * Whether the hint promises pictures that are more like the person. It promises nothing when a training was measured to gain nothing, or
 * when the share of good likenesses among the person's own first pictures is as high as among the pictures of trained avatars.
 */
const isPromised = ({ gain, own }: TrainHintState): boolean =>
  gain !== 'none' && !(gain !== undefined && isAsAlike(gain, own));

/**
 * Says, below the first pictures of an avatar, which are drawn from one selfie, what a training would gain. Each avatar has one such card.
 * Its figures say how many of the last days' pictures, of all people, look like the person they show; the card also says how many pictures
 * were measured.
 */
export const trainHintCard = defineCard<TrainHintState>(
  'train-hint',
  (state, language) => {
    const { avatarId, missing, gain, own = null } = state;
    const t = newAvatarTexts[language];
    const told = { price: centiCredits(state.price), isPromised: isPromised(state) };
    const text =
      told.isPromised && typeof gain === 'object'
        ? t.trainGain({ missing, price: told.price, ...gain, own, ownOf: OWN_PICTURES })
        : t.trainHint({ missing, ...told });
    return {
      text,
      buttons: [
        [resumeAvatar.button(generateTexts[language].trainExactly(told), { avatarId })],
        [toMenu.button(t.menu, {})],
      ],
    };
  },
  { foldMs: () => AFTER_RECEIPT_MS },
);

/** What the cheapest training costs, in hundredths of a credit, and what a training gains over all people, if that is measured. */
export interface TrainingTerms {
  readonly price: string;
  readonly gain: TrainingGain | 'none' | undefined;
}

export const trainingTerms = async (readers: Readers, at: Date): Promise<TrainingTerms> => ({
  price: String((await cheapest(readers, at)).training),
  gain: await readers.of(TrainingGainReader).ofAll(readers.settings(WorkSettings)),
});

/**
 * The hint below a picture of a portrait that has too few photos for a training; undefined for any other avatar, and during a training. It
 * moves below each of the first pictures and then stays, because later results have a button of their own. The terms of the training are
 * read unless they are `known`.
 */
export async function trainHint(
  readers: Readers,
  avatar: Avatar,
  at: Date,
  known: TrainingTerms | undefined,
): Promise<ShownCard | undefined> {
  const { id: avatarId, status, trainingType } = avatar;
  if (trainingType !== 'portrait' || status === 'completed' || status === 'training') return undefined;
  const missing = MIN_PHOTOS - (await readers.of(ChangedAvatars).countPhotos(avatarId));
  if (missing <= 0) return undefined;
  const { price, gain } = known ?? (await trainingTerms(readers, at));
  const own = await readers.of(TrainingGainReader).own(avatar.userId, avatarId);
  const told = { ...(gain && { gain }), ...(own !== undefined && { own }) };
  return showCard<TrainHintState>(
    trainHintCard,
    avatarId,
    (before) => ({ avatarId, missing, price, results: (before?.results ?? 0) + 1, ...told }),
    ({ results }) => results < FIRST_LOOKS.length,
  );
}

/**
 * Called when a picture of an order has been measured. Resolves to the avatar that the order's pictures show, and to how many of that
 * avatar's first pictures look like the person, which the avatar's hint shows. Undefined for pictures that were not drawn from one photo,
 * and while too few first pictures have been measured.
 */
export async function ownFigureAfter(
  readers: Readers,
  { userId, orderId }: { readonly userId: UserId; readonly orderId: OrderId },
): Promise<{ readonly avatarId: AvatarId; readonly own: number } | undefined> {
  const order = await readers.of(GenerationReader).order(userId, orderId);
  const avatarId = order && avatarIn(order.input);
  if (!avatarId || !order.timedAs.startsWith('photo.')) return undefined;
  const own = await readers.of(TrainingGainReader).own(userId, avatarId);
  return own === undefined ? undefined : { avatarId, own };
}
