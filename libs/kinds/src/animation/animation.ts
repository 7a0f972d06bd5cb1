import type { OrderKindRecord } from '../order/order-kind';

/** The length of the video: 81 frames at 16 a second, which is the model's default (fal.md §7.7). */
export const ANIMATION_SECONDS = 5;

/** A picture that moves: a short video. */
export const ANIMATION = {
  place: 8,
  worker: 'image-generator',
  table: 'generator.animation',
  items: ['animation'],
  slots: 'fal',
  leavesSlots: 1,
  tellsParts: false,
  endsInParts: false,
  collectsLong: false,
  longestWaitSeconds: 1_200,
  unitCosts: { animation: 100_000 },
  ofPictures: 'animate',
  ofPhotos: 'animate',
  isShared: true,
  timedBy: 'motion',
} as const satisfies OrderKindRecord;

/**
 * The part of the picture that moves, from the least to the most. A closed list: a person must not type what a
 * stranger's face shall do.
 */
export const MOTIONS = ['alive', 'glance', 'wind', 'camera'] as const;
export type Motion = (typeof MOTIONS)[number];
