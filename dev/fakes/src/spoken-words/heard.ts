import { HERTZ } from './sound';
import { HIGH_HERTZ, LOW_HERTZ, WORD_SECONDS, wordOf } from './vocabulary';

/** A word as it is heard. Of a word that is cut off, only the beginning is heard, as a model would write it. */
export interface HeardWord {
  readonly text: string;
  /** Seconds from the beginning. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** The pitch of the voice that says the word; null for a word without a voice. */
  readonly hertz: number | null;
}

/** A frame lasts 25 ms, in which each tone has a whole number of waves, so that no tone is mistaken for another. */
const FRAME = HERTZ / 40;
/** The least power of a frame with a word: two tones at full loudness have twenty times as much, and the noise of a codec has less. */
const LEAST_POWER = 0.003 * 32_768 ** 2;
/** The least share of a frame's power that its two tones have. */
const PURE = 0.8;
/** The share of a word that has to be heard: a word with less counts as cut off. */
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
    if (begun && frame - begun.frame >= SHORTEST_FRAMES) words.push(heard(samples, begun.text, begun.frame, frame));
    begun = text === undefined ? undefined : { text, frame };
  }
  return words;
};

const heard = (samples: Int16Array, word: string, from: number, to: number): HeardWord => {
  const [startsAt, endsAt] = [(from * FRAME) / HERTZ, (to * FRAME) / HERTZ];
  const isWhole = endsAt - startsAt >= WHOLE * WORD_SECONDS;
  return {
    text: isWhole ? word : word.slice(0, Math.ceil(word.length / 2)),
    startsAt,
    endsAt,
    hertz: pitchIn(samples.subarray(from * FRAME, to * FRAME)),
  };
};

/** Pitches of people, a third of a semitone apart. */
const PITCHES = Array.from({ length: 75 }, (_, step) => 80 * 2 ** (step / 36));
/** The least share of a word's power that its voice has. */
const VOICED = 0.01;

/**
 * The pitch of a word in hertz: the strongest of PITCHES, made exact by the power of its two neighbours. Null when even that pitch is too
 * weak for a voice.
 */
const pitchIn = (word: Int16Array): number | null => {
  const power = word.reduce((sum, sample) => sum + sample * sample, 0) / word.length;
  const powers = PITCHES.map((hertz) => powerAt(word, hertz));
  const most = powers.indexOf(Math.max(...powers));
  if (powers[most]! < VOICED * power) return null;
  const [before, at, after] = [powers[most - 1] ?? 0, powers[most]!, powers[most + 1] ?? 0];
  const bend = before - 2 * at + after;
  return PITCHES[most]! * 2 ** ((bend === 0 ? 0 : (before - after) / (2 * bend)) / 36);
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
