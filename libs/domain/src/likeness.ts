/** The words that tell a person how much a drawn face is like the avatar's photos. */
export const LIKENESS_WORDS = ['alike', 'partly', 'unlike'] as const;
export type LikenessWord = (typeof LIKENESS_WORDS)[number];

/**
 * The ends of the scale, as distances between the embedding of a drawn face and the mean of the set's faces. They lie near the medians
 * measured on 83 photographs (photo.md §3): 0.76 for strangers' photos, and 0.34 for a person's own photos.
 */
const FAR = 0.75;
const NEAR = 0.3;

/**
 * The likeness from which a face is called alike, and partly alike. The limits are chosen (photo.md §3): 56 is a distance of 0.50, where
 * strangers' photos begin.
 */
const ALIKE_FROM = 56;
const PARTLY_FROM = 35;

/** The largest distance at which a face is still called alike: half a point below `ALIKE_FROM`, because `likenessOf` rounds. */
export const MAX_ALIKE_DISTANCE = FAR - ((ALIKE_FROM - 0.5) / 100) * (FAR - NEAR);

/** The likeness that people read comes from the pictures of this many last days. */
export const LIKENESS_DAYS = 30;

/** The likeness of a face at a distance, from 0 to 100. Rows keep the distance, so that the words can change (decision 61). */
export const likenessOf = (distance: number): number =>
  Math.round(100 * Math.min(1, Math.max(0, (FAR - distance) / (FAR - NEAR))));

export const likenessWord = (distance: number): LikenessWord => {
  const likeness = likenessOf(distance);
  return likeness >= ALIKE_FROM ? 'alike' : likeness >= PARTLY_FROM ? 'partly' : 'unlike';
};

/** People read a likeness on a scale up to this number: «похоже на 9 из 10». */
export const LIKENESS_OUT_OF = 10;

/** The likeness out of `LIKENESS_OUT_OF`, at least 1, that people read when they choose what to draw an avatar from. */
export const likenessInTenths = (distance: number): number =>
  Math.max(1, Math.round((likenessOf(distance) * LIKENESS_OUT_OF) / 100));

/** A distance that no two embeddings reach. */
export const MAX_FACE_DISTANCE = 10;

/** Whether a drawn face counts as a person's own where several people are drawn: at least partly alike. */
export const isOwnFace = (distance: number): boolean => likenessWord(distance) !== 'unlike';
