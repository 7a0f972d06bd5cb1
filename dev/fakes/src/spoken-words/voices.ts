/**
 * A voice of generated recordings: the pitch at which it speaks, in hertz. A real voice has far more to it; a pitch is enough for the
 * listener to mistake one speaker for another, as real listeners do.
 */
export interface Voice {
  readonly hertz: number;
}

/** Four people, five semitones apart: a low and a high voice of a man, a low and a high one of a woman. */
export const VOICES = {
  bass: { hertz: 105 },
  tenor: { hertz: 140 },
  alto: { hertz: 187 },
  soprano: { hertz: 250 },
} as const satisfies Record<string, Voice>;

/**
 * How far a word's pitch is from its voice's, in semitones, as a standard deviation: a person's pitch moves within a
 * sentence by some two semitones up and down.
 */
const WAVERS_SEMITONES = 0.9;

/** The pitch of a voice's nth word: the same for the same recording. */
export const pitchOf = ({ hertz }: Voice, nth: number): number => hertz * 2 ** ((WAVERS_SEMITONES * normal(nth)) / 12);

/** A number of the standard normal distribution for each place, by Box and Muller. */
const normal = (nth: number): number =>
  Math.sqrt(-2 * Math.log(uniform(2 * nth))) * Math.cos(2 * Math.PI * uniform(2 * nth + 1));

/** A number above 0 and up to 1 for each place: the bits of the place, mixed (murmur3's finalizer). */
const uniform = (place: number): number => {
  let bits = (place + 1) * 0x9e3779b1;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (((bits ^ (bits >>> 16)) >>> 0) + 1) / 2 ** 32;
};
