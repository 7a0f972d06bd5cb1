/** What a photo that a person sends is used for: the names of the conversations that take one. */
export const SENT_PHOTO_USES = ['restore'] as const;
export type SentPhotoUse = (typeof SENT_PHOTO_USES)[number];

/** Why a sent photo cannot be used, told before there is a price; each has words of its own. `unavailable` is our side's fault and passes. */
export const SENT_PHOTO_REFUSALS = [
  'not-fetched',
  'deleted',
  'not-a-picture',
  'damaged',
  'too-large',
  'too-many-at-once',
  'too-many-today',
  'storage-full',
  'not-decent',
  'no-face',
  'unavailable',
] as const;
export type SentPhotoRefusal = (typeof SENT_PHOTO_REFUSALS)[number];
