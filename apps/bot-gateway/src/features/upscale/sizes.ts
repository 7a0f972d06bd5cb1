import { UPSCALE_SIZES, upscaleFactor, upscaleItem, type UpscaleSize } from '@aisha/kinds';
import type { Offering } from '../../orders/offer';
import type { OwnPicture } from '../../orders/own-picture/own-picture';

interface OfferedSize {
  readonly size: UpscaleSize;
  /** The longest side of the enlarged picture, in pixels. */
  readonly longestSide: number;
}

/** The label of a size: its longest side in pixels, the same in all languages. */
export const inPixels = (longestSide: number): string => `${longestSide} px`;

/** The sizes that make a picture larger. */
export const sizesOf = (picture: OwnPicture | undefined): OfferedSize[] =>
  UPSCALE_SIZES.flatMap((size) => {
    const factor = picture && upscaleFactor(size, picture);
    return factor ? [{ size, longestSide: Math.max(picture.width, picture.height) * factor }] : [];
  });

/** The upscale of one picture to a size. */
export const upscaleTo = (size: UpscaleSize) =>
  ({ kind: 'upscale', item: upscaleItem(size), units: 1, like: size }) as const satisfies Offering;
