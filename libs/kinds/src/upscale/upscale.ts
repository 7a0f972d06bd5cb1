import type { OrderKindRecord } from '../order/order-kind';

/** A delivered picture made larger. */
export const UPSCALE = {
  place: 2,
  worker: 'image-generator',
  table: 'generator.upscale',
  items: ['upscale', 'upscale.4k'],
  slots: 'fal',
  leavesSlots: 0,
  tellsParts: false,
  endsInParts: false,
  collectsLong: false,
  longestWaitSeconds: 600,
  unitCosts: { upscale: 16_464, 'upscale.4k': 36_120 },
  ofPictures: 'upscale',
  ofPhotos: null,
  isShared: false,
  timedBy: 'size',
} as const satisfies OrderKindRecord;

export const upscaleItem = (size: UpscaleSize): (typeof UPSCALE.items)[number] =>
  size === '2k' ? 'upscale' : 'upscale.4k';

/** How large a delivered picture can be made, by the name of the screen that it fills. */
export const UPSCALE_SIZES = ['2k', '4k'] as const;
export type UpscaleSize = (typeof UPSCALE_SIZES)[number];

/**
 * The longest side of each size, in pixels. A picture of one megapixel made four times as wide, or a picture without an avatar (four
 * megapixels) made twice as wide, stays within 4k.
 */
const LONGEST_SIDE: Readonly<Record<UpscaleSize, number>> = { '2k': 2_800, '4k': 5_600 };
/** The factors for a picture's sides; 4 is FAL's most (fal.md §7.6). */
const FACTORS = [4, 2];

/**
 * The largest factor for the sides of a picture that keeps it within a size; undefined if even twice as wide it would be larger than that.
 */
export const upscaleFactor = (
  size: UpscaleSize,
  { width, height }: { readonly width: number; readonly height: number },
): number | undefined => FACTORS.find((factor) => Math.max(width, height) * factor <= LONGEST_SIDE[size]);
