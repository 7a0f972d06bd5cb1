import { HERTZ } from './sound';
import { HIGH_HERTZ, LOW_HERTZ, WORD_SECONDS, wordOf } from './vocabulary';

/** A word as it is heard: of a word that is cut off only the beginning, as a model would write it. */
export interface HeardWord {
  readonly text: string;
  /** Seconds from the beginning. */
  readonly startsAt: number;
  readonly endsAt: number;
}

/** A frame lasts 25 ms, in which each tone has a whole number of waves, so that no tone is mistaken for another. */
const FRAME = HERTZ / 40;
/** The least power of a frame with a word: two tones at full loudness have twenty times as much, and the noise of a codec has less. */
const LEAST_POWER = 0.003 * 32_768 ** 2;
/** The least share of a frame's power that its two tones have. */
const PURE = 0.8;
/** A word of which less than this share is heard counts as cut off. */
const WHOLE = 0.8;
/** A sound of fewer frames is no word. */
const SHORTEST_FRAMES = 3;

/** The words in a sound; empty for a sound without our words. */
export const wordsIn = (samples: Int16Array): HeardWord[] => {
  const words: HeardWord[] = [];
  let begun: { readonly text: string; readonly frame: number } | undefined;
  const frames = Math.floor(samples.length / FRAME);
  for (let frame = 0; frame <= frames; frame += 1) {
    const text = frame < frames ? wordAt(samples.subarray(frame * FRAME, (frame + 1) * FRAME)) : undefined;
    if (text === begun?.text) continue;
    if (begun && frame - begun.frame >= SHORTEST_FRAMES) words.push(heard(begun.text, begun.frame, frame));
    begun = text === undefined ? undefined : { text, frame };
  }
  return words;
};

const heard = (word: string, from: number, to: number): HeardWord => {
  const [startsAt, endsAt] = [(from * FRAME) / HERTZ, (to * FRAME) / HERTZ];
  const isWhole = endsAt - startsAt >= WHOLE * WORD_SECONDS;
  return { text: isWhole ? word : word.slice(0, Math.ceil(word.length / 2)), startsAt, endsAt };
};

const wordAt = (frame: Int16Array): string | undefined => {
  const power = frame.reduce((sum, sample) => sum + sample * sample, 0) / frame.length;
  if (power < LEAST_POWER) return undefined;
  const [low, lowPower] = loudest(frame, LOW_HERTZ);
  const [high, highPower] = loudest(frame, HIGH_HERTZ);
  const isPure = lowPower + highPower >= PURE * power && Math.min(lowPower, highPower) >= 0.2 * power;
  return isPure ? wordOf(low, high) : undefined;
};

const loudest = (frame: Int16Array, tones: readonly number[]): readonly [place: number, power: number] => {
  const powers = tones.map((hertz) => powerAt(frame, hertz));
  const most = Math.max(...powers);
  return [powers.indexOf(most), most];
};

/** The power of one tone, by Goertzel's algorithm. */
const powerAt = (frame: Int16Array, hertz: number): number => {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / HERTZ);
  let [last, before] = [0, 0];
  for (const sample of frame) [last, before] = [sample + turn * last - before, last];
  return (2 * (last * last + before * before - turn * last * before)) / frame.length ** 2;
};
