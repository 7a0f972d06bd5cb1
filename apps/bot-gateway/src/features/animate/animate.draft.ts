import { animateTexts, sentPhotoTexts, together } from '@aisha/words';
import type { Motion } from '@aisha/kinds';
import { flowKit } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import type { OwnPictureDraft } from '../../orders/own-picture/own-picture';
import type { SentPhotoDraft } from '../../orders/sent-photo/sent-photo';

/** A picture of ours, or a sent photo, that a person wants to see move. */
export interface AnimateDraft extends OfferedDraft, OwnPictureDraft, SentPhotoDraft {
  /** The quietest, until the person chooses. */
  readonly motion?: Motion;
}

export const { loading, on, goTo, stay, flow } = flowKit<AnimateDraft, 'photo' | 'picture' | 'looking' | 'confirm'>()(
  together(animateTexts, sentPhotoTexts),
);
