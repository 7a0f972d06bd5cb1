import { MIN_PHOTOS, type AvatarId, type Subject, type TrainingPreset, type TrainingType } from '@aisha/domain';
import { flowKit, type Html } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import { newAvatarTexts } from './new-avatar.texts';

/** The person's choices for a new avatar so far. */
export interface NewAvatarDraft extends OfferedDraft {
  readonly trainingType?: TrainingType;
  readonly subject?: Subject;
  readonly name?: string;
  /** Once it has a name the avatar exists at the trainer, and its photos go there. */
  readonly avatarId?: AvatarId;
  /** The index of the photo on the screen, from 0. */
  readonly photoAt?: number;
  readonly preset?: TrainingPreset;
}
type StepName = 'type' | 'subject' | 'name' | 'photos' | 'review' | 'preset' | 'confirm';

export const { step, on, onText, loading, goTo, stay, anew, flow } = flowKit<NewAvatarDraft, StepName>()(
  newAvatarTexts,
);

/** The avatar of a draft that already has one. */
export const avatarOf = (draft: NewAvatarDraft): { readonly avatarId: AvatarId; readonly name: string } => {
  if (!draft.avatarId || !draft.name) throw new RangeError('the draft has no avatar yet');
  return { avatarId: draft.avatarId, name: draft.name };
};

/** Goes on to the price, or says how many photos are missing. */
export const enoughOrMore = (draft: NewAvatarDraft, accepted: number, notEnough: (missing: number) => Html) =>
  accepted >= MIN_PHOTOS ? goTo('preset', draft) : stay(draft, notEnough(MIN_PHOTOS - accepted));
