import type { RestorationScale, SentPhotoUse } from '@aisha/kinds';
import { restoreTexts, sentPhotoTexts, together } from '@aisha/words';
import { flowKit } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import type { SentPhotoDraft } from '../../orders/sent-photo/sent-photo';

export const RESTORE: SentPhotoUse = 'restore';

/** A photo to be made sharp. */
export interface RestoreDraft extends OfferedDraft, SentPhotoDraft {
  /** The scale that suits the photo's size, until the person chooses one. */
  readonly scale?: RestorationScale;
}

export const { loading, on, goTo, stay, flow } = flowKit<RestoreDraft, 'photo' | 'looking' | 'confirm'>()(
  together(restoreTexts, sentPhotoTexts),
);
