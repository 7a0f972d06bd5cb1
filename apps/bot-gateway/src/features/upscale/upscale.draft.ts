import type { OrderId, PictureId } from '@aisha/domain';
import type { UpscaleSize } from '@aisha/kinds';
import type { Picture } from '@aisha/kinds/tables';
import { flowKit } from '../../engine/conversation';
import type { OfferedDraft } from '../../orders/offer';
import { upscaleTexts } from '@aisha/words';

/** The chosen picture, with its sides in pixels. */
export interface PictureToEnlarge {
  readonly id: PictureId;
  readonly width: number;
  readonly height: number;
}

export const toEnlarge = ({ id, width, height }: Picture): PictureToEnlarge => ({ id, width, height });

export interface UpscaleDraft extends OfferedDraft {
  /** The order whose pictures these are. */
  readonly from?: OrderId;
  readonly picture?: PictureToEnlarge;
  /** The smaller of those that make it larger, by default. */
  readonly size?: UpscaleSize;
}

export const { loading, on, goTo, stay, flow } = flowKit<UpscaleDraft, 'picture' | 'confirm'>()(upscaleTexts);
