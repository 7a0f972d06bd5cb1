import type { UpscaleSize } from '@aisha/kinds';
import { flowKit } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import type { OwnPictureDraft } from '../../orders/own-picture/own-picture';
import { upscaleTexts } from '@aisha/words';

export interface UpscaleDraft extends OfferedDraft, OwnPictureDraft {
  /** The size; until the person chooses one, the smallest that enlarges the picture. */
  readonly size?: UpscaleSize;
}

export const { loading, goTo, stay, flow } = flowKit<UpscaleDraft, 'picture' | 'confirm'>()(upscaleTexts);
