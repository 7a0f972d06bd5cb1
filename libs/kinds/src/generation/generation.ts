import type { AvatarId, PictureQuality } from '@aisha/domain';
import type { OrderKindRecord } from '../order/order-kind';

/** Pictures made from an idea, of an avatar or without one. */
export const GENERATION = {
  place: 1,
  worker: 'image-generator',
  table: 'generator.image_generation',
  items: ['picture', 'picture.ultra', 'session.8', 'session.16'],
  slots: 'fal',
  leavesSlots: 0,
  tellsParts: true,
  endsInParts: false,
  collectsLong: false,
  longestWaitSeconds: 600,
  unitCosts: { picture: 48_630, 'picture.ultra': 60_830, 'session.8': 35_280, 'session.16': 35_280 },
  inTurn: ['session.8', 'session.16'],
  ofPictures: null,
  ofPhotos: null,
  isShared: true,
  timedBy: 'timed_as',
} as const satisfies OrderKindRecord;

type Item = (typeof GENERATION.items)[number];

/** A picture without an avatar is an item of its own: a more expensive model draws it, four times as large (decision 60). */
export const pictureItem = (avatarId: AvatarId | null): Item => (avatarId ? 'picture' : 'picture.ultra');
export const sessionItem = (size: SessionSize): Item => `session.${size}`;

/** How many pictures a photo session has: every look of a group once, or twice. */
export const SESSION_SIZES = [8, 16] as const;
export type SessionSize = (typeof SESSION_SIZES)[number];
export const MAX_SESSION = 16;

/**
 * The value by which orders of pictures are timed: what is drawn, which decides the model; the quality, where an avatar's own model draws;
 * and the number of pictures.
 */
export const picturesTimedAs = ({ drawn, quality, count }: TimedPictures): string =>
  [drawn, ...(drawn === 'avatar' || drawn === 'session' ? [quality] : []), count].join('.');
interface TimedPictures {
  /**
   * `avatar`: an avatar by its model. `session`: looks of an avatar, one after another. `references`, `photo`: an avatar by several of its
   * photos, or by one. `idea`: an idea without an avatar.
   */
  readonly drawn: 'avatar' | 'session' | 'references' | 'photo' | 'idea';
  readonly quality: PictureQuality;
  readonly count: number;
}
