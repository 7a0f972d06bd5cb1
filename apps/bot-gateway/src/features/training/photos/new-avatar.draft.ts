import {
  MIN_PHOTOS,
  type AvatarId,
  type PhotoId,
  type Subject,
  type TrainingPreset,
  type TrainingType,
} from '@aisha/domain';
import { newAvatarTexts } from '@aisha/words';
import { flowKit, type TextsOf } from '../../../engine/conversation';
import type { FirstPictures } from '../../../orders/first-pictures';
import type { OfferedDraft } from '../../../orders/offer';

/** What the person has chosen for a new avatar so far. */
export interface NewAvatarDraft extends OfferedDraft {
  /** The idea that the person typed before the avatar had a photo. */
  readonly idea?: string;
  /** The pictures to draw from the first selfie, at the price that the screen or the card has named. */
  readonly first?: FirstPictures;
  readonly trainingType?: TrainingType;
  readonly subject?: Subject;
  /** The name of the avatar. Until the person has chosen a name, it is the one that the bot suggests. */
  readonly name?: string;
  /** The name that the name step offers. */
  readonly suggested?: string;
  /**
   * The avatar's id. It is absent until the trainer learns of the avatar, which is when the person sends the first photo or chooses the
   * name.
   */
  readonly avatarId?: AvatarId;
  /** Whether the person has said the avatar's type, subject and name. */
  readonly isDescribed?: boolean;
  /** The index of the photo on the screen, from 0. */
  readonly photoAt?: number;
  /** The photos that the person has confirmed as photos of the avatar's person. The trainer may not know of this confirmation yet. */
  readonly confirmed?: readonly PhotoId[];
  readonly preset?: TrainingPreset;
}
type StepName = 'selfie' | 'type' | 'subject' | 'name' | 'photos' | 'review' | 'preset' | 'confirm';

export const { step, on, onText, loading, goTo, stay, flow } = flowKit<NewAvatarDraft, StepName>()(newAvatarTexts);

interface BegunAvatar {
  readonly avatarId: AvatarId;
  readonly name: string;
  readonly trainingType: TrainingType;
  readonly isDescribed: boolean;
  readonly idea?: string;
  readonly first?: FirstPictures;
}

/** The avatar of a draft that already has an avatar. */
export const avatarOf = (draft: NewAvatarDraft): BegunAvatar => {
  const { avatarId, name, trainingType = 'portrait', isDescribed = false, idea, first } = draft;
  if (!avatarId || !name) throw new RangeError('the draft has no avatar yet');
  return { avatarId, name, trainingType, isDescribed, ...(idea !== undefined && { idea }), ...(first && { first }) };
};

/** Leads on from the photos: to the first unanswered question, to the price, or to a message about how many photos are missing. */
export const afterPhotos = (draft: NewAvatarDraft, accepted: number, t: TextsOf<typeof newAvatarTexts>) => {
  if (!draft.isDescribed) return goTo('subject', draft);
  if (accepted >= MIN_PHOTOS) return goTo('preset', draft);
  return stay(draft, t.notEnough({ type: avatarOf(draft).trainingType, count: MIN_PHOTOS - accepted }));
};
