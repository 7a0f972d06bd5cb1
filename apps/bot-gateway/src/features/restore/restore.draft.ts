import type { RestorablePhoto } from '@aisha/contracts/bot-gateway';
import type { PhotoId } from '@aisha/domain';
import type { RestorationRefusal, RestorationScale } from '@aisha/kinds';
import { flowKit, type DraftKey, type IncomingFile } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import { restoreTexts } from './restore.texts';

export const RESTORE = 'restore';

/** A photo that a person wants sharp. */
export interface RestoreDraft extends OfferedDraft {
  /** Being looked at, or looked at in vain. */
  readonly file?: IncomingFile;
  /** One look at it; the photo waits in storage under this id. */
  readonly photoId?: PhotoId;
  readonly refusal?: RestorationRefusal;
  /** What was seen. */
  readonly photo?: RestorablePhoto;
  /** By the size of the photo, until the person chooses. */
  readonly scale?: RestorationScale;
}

/** The draft of one photo. */
export const keyOf = (photoId: PhotoId): DraftKey => ({ flow: RESTORE, about: photoId });

export const { loading, step, on, onPhoto, onFile, onText, goTo, stay, flow } = flowKit<
  RestoreDraft,
  'photo' | 'looking' | 'confirm'
>()(restoreTexts);
