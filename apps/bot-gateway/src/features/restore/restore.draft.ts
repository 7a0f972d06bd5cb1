import type { RestorationScale, SentPhotoUse } from '@aisha/kinds';
import { flowKit } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import type { SentPhotoDraft } from '../../orders/sent-photo/sent-photo';
import { restoreTexts } from './restore.texts';

export const RESTORE: SentPhotoUse = 'restore';

/** A photo that a person wants sharp. */
export interface RestoreDraft extends OfferedDraft, SentPhotoDraft {
  /** By the size of the photo, until the person chooses. */
  readonly scale?: RestorationScale;
}

export const { loading, on, goTo, stay, flow } = flowKit<RestoreDraft, 'photo' | 'looking' | 'confirm'>()(restoreTexts);
