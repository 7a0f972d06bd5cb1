import type { OrderId, PictureId } from '@aisha/domain';
import { flowKit } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import { upscaleTexts } from './upscale.texts';

export interface UpscaleDraft extends OfferedDraft {
  /** The order whose pictures these are. */
  readonly from?: OrderId;
  readonly pictureId?: PictureId;
}

export const { loading, on, goTo, anew, flow } = flowKit<UpscaleDraft, 'picture' | 'confirm'>()(upscaleTexts);
