import type { OrderKindRecord } from '../order/order-kind';

/** A picture changed by a sentence: «убери очки», «сделай фон вечерним». */
export const EDIT = {
  place: 9,
  worker: 'image-generator',
  table: 'generator.edit',
  items: ['edit'],
  slots: 'fal',
  leavesSlots: 0,
  tellsParts: false,
  endsInParts: false,
  collectsLong: false,
  longestWaitSeconds: 600,
  unitCosts: { edit: 41_430 },
  ofPictures: 'edit',
  ofPhotos: 'edit',
  isShared: true,
  timedBy: 'source',
} as const satisfies OrderKindRecord;

/** How long a sentence may be, in characters. A change is one sentence; a longer text is an idea for a new picture. */
export const CHANGE_LENGTH = { min: 3, max: 400 } as const;

/** The sentence as it is kept; undefined for one that is too short or too long. */
export const asChange = (typed: string): string | undefined => {
  const change = typed.replaceAll('\0', '').replace(/\s+/g, ' ').trim();
  return change.length >= CHANGE_LENGTH.min && change.length <= CHANGE_LENGTH.max ? change : undefined;
};

/**
 * Whose faces a sent photo shows: faces of the person's own avatars alone, none at all, or others of whom the person has
 * said that they agree.
 */
export const PHOTO_FACES = ['own', 'nobody', 'agreed'] as const;
export type PhotoFaces = (typeof PHOTO_FACES)[number];

/** The two pictures of an edit: the one before the change, and the changed one. */
export type EditSide = 'before' | 'after';
