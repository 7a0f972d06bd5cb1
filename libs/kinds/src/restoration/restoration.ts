import type { OrderKindRecord } from '../order/order-kind';

/** A photo of a face, sharp and larger. */
export const RESTORATION = {
  place: 4,
  worker: 'photo-enhancer',
  table: 'enhancer.enhancement',
  items: ['restoration.x2', 'restoration.x4'],
  slots: 'fal',
  leavesSlots: 0,
  tellsParts: false,
  endsInParts: false,
  collectsLong: false,
  longestWaitSeconds: 600,
  unitCosts: { 'restoration.x2': 35_232, 'restoration.x4': 65_856 },
  ofPictures: null,
  ofPhotos: 'restore',
  isShared: false,
  timedBy: 'scale',
} as const satisfies OrderKindRecord;

/** How much wider and higher a restored photo is. */
export const RESTORATION_SCALES = ['x2', 'x4'] as const;
export type RestorationScale = (typeof RESTORATION_SCALES)[number];

/** The factor for each side of the photo. */
export const RESTORATION_FACTOR: Readonly<Record<RestorationScale, number>> = { x2: 2, x4: 4 };

/**
 * The longest side of a result, in pixels: a larger one is no sharper, and many programs do not open a file of 67
 * megapixels.
 */
const LONGEST_SIDE = 5_600;
/** A photo is small if its longer side has at most this many pixels; messengers, and scans of prints, make such photos. */
const SMALL_SIDE = 800;

interface Sides {
  readonly width: number;
  readonly height: number;
}

/** The scales that a photo of this size may be restored at. */
export const restorationScalesOf = ({ width, height }: Sides): RestorationScale[] =>
  RESTORATION_SCALES.filter((scale) => Math.max(width, height) * RESTORATION_FACTOR[scale] <= LONGEST_SIDE);

/** The scale for a person who does not choose: a small photo grows four times, any other twice. */
export const automaticScale = ({ width, height }: Sides): RestorationScale =>
  Math.max(width, height) <= SMALL_SIDE ? 'x4' : 'x2';

export const restorationItem = (scale: RestorationScale): (typeof RESTORATION.items)[number] => `restoration.${scale}`;
