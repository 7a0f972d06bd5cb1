/**
 * The findings of a check of a photo; the words for people are in libs/words. `reject` refuses the photo, `warn` accepts it with advice. New
 * findings are added here and in photo-check.
 */
export const PHOTO_FINDINGS = {
  'not-a-photo': 'reject',
  'format-not-taken': 'reject',
  damaged: 'reject',
  'file-too-large': 'reject',
  'too-many-pixels': 'reject',
  'too-small': 'reject',
  'rather-small': 'warn',
  'too-narrow': 'reject',
  'rather-narrow': 'warn',
  'too-dark': 'reject',
  'rather-dark': 'warn',
  'too-bright': 'reject',
  'too-flat': 'reject',
  'rather-flat': 'warn',
  'blown-out': 'reject',
  'rather-blown-out': 'warn',
  'no-face': 'reject',
  'several-faces': 'reject',
  'turned-away': 'reject',
  'rather-turned-away': 'warn',
  'cut-off': 'reject',
  'rather-cut-off': 'warn',
  'face-too-small': 'reject',
  'face-rather-small': 'warn',
  blurred: 'reject',
  'rather-blurred': 'warn',
  sunglasses: 'warn',
  mask: 'warn',
  explicit: 'reject',
  'rather-explicit': 'warn',
  'already-sent': 'reject',
  'almost-the-same': 'warn',
  /** The avatar's type is not chosen yet; a portrait would refuse this photo. */
  'only-for-style': 'warn',
  /** The photo differs from the set; the person may insist on it. */
  'another-person': 'warn',
  'set-is-full': 'reject',
  'set-is-closed': 'reject',
  'could-not-be-fetched': 'reject',
  'too-many-at-once': 'reject',
  'too-many-today': 'reject',
  'storage-full': 'reject',
  /** A release reads a finding that it does not know yet as this one. */
  unsuitable: 'reject',
} as const satisfies Record<string, 'reject' | 'warn'>;
export type PhotoFinding = keyof typeof PHOTO_FINDINGS;
export const PHOTO_FINDING_NAMES = Object.keys(PHOTO_FINDINGS) as PhotoFinding[];

export const isAccepted = (findings: readonly PhotoFinding[]): boolean =>
  findings.every((finding) => PHOTO_FINDINGS[finding] === 'warn');

/**
 * The coach's advice on a whole set of photos that is to show one person, the most useful first; the words for people are in libs/words.
 * New advice is added here and in the trainer's coach.
 */
export const SET_ADVICE = [
  'more-straight',
  'more-sides',
  'more-close',
  'more-places',
  'more-distance',
  'more-light',
] as const;
export type SetAdvice = (typeof SET_ADVICE)[number];
