import type { RestorationScale, SentPhotoUse } from '@aisha/kinds';
import { restoreTexts, sentPhotoTexts, together } from '@aisha/words';
import { flowKit } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import type { SentPhotoDraft } from '../../orders/sent-photo/sent-photo';

export const RESTORE: SentPhotoUse = 'restore';

/** A photo that is to be made sharp. */
export interface RestoreDraft extends OfferedDraft, SentPhotoDraft {
  /** How much the photo is enlarged; until the person chooses, the scale that suits the photo's size. */
  readonly scale?: RestorationScale;
}

export const { loading, on, goTo, stay, flow } = flowKit<RestoreDraft, 'photo' | 'looking' | 'confirm'>()(
  together(restoreTexts, sentPhotoTexts),
);
