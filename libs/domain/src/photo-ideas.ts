/**
 * Why no idea was made of a person's photo; each reason has words of its own. `unavailable`: our side is at fault, and
 * a later attempt may work. `not-described`: the model was asked and paid, and its answers could not be read.
 * `free-work-used-up`: an idea costs the person nothing, and the free work of the day is used up (decision 105).
 */
export const PHOTO_IDEA_REFUSALS = [
  'not-fetched',
  'deleted',
  'not-a-picture',
  'damaged',
  'too-large',
  'too-many-at-once',
  'too-many-today',
  'not-decent',
  'not-described',
  'free-work-used-up',
  'unavailable',
] as const;
export type PhotoIdeaRefusal = (typeof PHOTO_IDEA_REFUSALS)[number];
