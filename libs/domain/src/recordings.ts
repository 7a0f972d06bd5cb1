/** The longest recording that is taken, in seconds: a day's conference is sent in parts. */
export const MAX_RECORDING_SECONDS = 5 * 3_600;

/** Why no price could be told for a recording; each has words of its own. `unavailable` is our side's fault and passes. */
export const RECORDING_REFUSALS = [
  'not-fetched',
  'not-a-recording',
  'no-sound',
  'no-speech',
  'too-long',
  'too-many-at-once',
  'too-many-today',
  'link-unreachable',
  'link-not-allowed',
  'link-too-large',
  'link-page',
  'too-many-links',
  'unavailable',
] as const;
export type RecordingRefusal = (typeof RECORDING_REFUSALS)[number];
