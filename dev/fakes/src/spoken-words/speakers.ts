import type { HeardWord } from './heard';

/** Pitches that are closer together than about this many semitones are heard as one voice. */
const BLUR_SEMITONES = 0.8;
/** Between two voices the density of pitches is lower than this share of the density at the weaker voice. */
const VALLEY = 0.6;
/** A voice with fewer words, or with a smaller share of all words, counts as a slip of another voice. */
const LEAST_WORDS = 3;
const LEAST_SHARE = 0.03;
/** How finely pitches are compared: steps in a semitone. */
const STEPS = 4;

/**
 * Says who says each word, by the pitches of the words alone: pitches that lie close together are one voice, and a word without a voice
 * belongs to the speaker before it. Speakers are numbered in the order in which they begin. As a listener would, this errs where the pitch
 * of a word wavers into another voice's pitch, or where two people sound alike.
 */
export const speakersOf = (words: readonly HeardWord[]): number[] => {
  const pitches = words.map(({ hertz }) => (hertz === null ? null : 12 * Math.log2(hertz)));
  const voices = voicesIn(pitches.filter((pitch) => pitch !== null));
  const numbers = new Map<number, number>();
  let speaker = 0; // a word without a voice belongs to the one who spoke before
  return pitches.map((pitch) => {
    if (pitch === null) return speaker;
    const voice = nearest(voices, pitch);
    if (!numbers.has(voice)) numbers.set(voice, numbers.size);
    return (speaker = numbers.get(voice)!);
  });
};

/** The pitches around which the words of a recording gather, in semitones. */
const voicesIn = (pitches: readonly number[]): number[] => {
  if (pitches.length === 0) return [];
  const lowest = Math.min(...pitches) - 3 * BLUR_SEMITONES;
  const count = Math.ceil((Math.max(...pitches) + 3 * BLUR_SEMITONES - lowest) * STEPS) + 1;
  const density = Array.from({ length: count }, (_, step) => {
    const at = lowest + step / STEPS;
    return pitches.reduce((sum, pitch) => sum + Math.exp(-(((pitch - at) / BLUR_SEMITONES) ** 2) / 2), 0);
  });
  const peaks = density.flatMap((value, step) =>
    value > (density[step - 1] ?? 0) && value >= (density[step + 1] ?? 0) ? [step] : [],
  );
  const voices = apart(peaks, density).map((step) => lowest + step / STEPS);
  const wordsOf = (voice: number): number => pitches.filter((pitch) => voices[nearest(voices, pitch)] === voice).length;
  const heard = voices.filter((voice) => wordsOf(voice) >= Math.max(LEAST_WORDS, LEAST_SHARE * pitches.length));
  return heard.length > 0 ? heard : voices.slice(0, 1);
};

/** Keeps peaks with a valley between each and the next. Of two peaks without a valley between them, the higher one stays. */
const apart = (peaks: readonly number[], density: readonly number[]): number[] => {
  const kept: number[] = [];
  for (const peak of peaks) {
    const before = kept.at(-1);
    if (before === undefined) {
      kept.push(peak);
      continue;
    }
    const valley = Math.min(...density.slice(before, peak + 1));
    if (valley < VALLEY * Math.min(density[before]!, density[peak]!)) kept.push(peak);
    else if (density[peak]! > density[before]!) kept[kept.length - 1] = peak;
  }
  return kept;
};

const nearest = (voices: readonly number[], pitch: number): number =>
  voices.reduce((best, voice, place) => (Math.abs(voice - pitch) < Math.abs(voices[best]! - pitch) ? place : best), 0);
