import type { AspectRatio } from '@aisha/domain';
import type { OrderKindRecord } from '../order/order-kind';

/**
 * One picture of the person who orders it and one to three friends, each drawn from an avatar of their own; each friend has given a
 * permission.
 */
export const TOGETHER = {
  place: 10,
  worker: 'image-generator',
  table: 'generator.together',
  items: ['together'],
  slots: 'fal',
  leavesSlots: 0,
  tellsParts: false,
  endsInParts: false,
  collectsLong: false,
  longestWaitSeconds: 600,
  unitCosts: { together: 48_630 },
  ofPictures: null,
  ofPhotos: null,
  isShared: true,
  timedBy: 'timed_as',
} as const satisfies OrderKindRecord;

/** How many people a picture shows at most besides the one who orders it, so that faces stay large enough to be told apart. */
export const MAX_FRIENDS = 3;

/** The ratio of a picture of several people: wider than high, so that they have room beside each other. */
export const TOGETHER_RATIO: AspectRatio = '4:3';

/** How the faces in a drawn picture match the people whom it has to show. */
export interface FaceMatch {
  /** For each person, in their order, how far their face in the picture is from their photos; null: no face is theirs. */
  readonly distances: readonly (number | null)[];
  /** How many faces belong to none of these people. */
  readonly strangers: number;
}
