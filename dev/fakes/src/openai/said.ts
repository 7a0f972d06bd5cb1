import { decoded, type HeardWord, wordsIn } from '../spoken-words';
import { sentencesFor } from './transcript-text';

/** A sentence and its time in the file, in seconds. */
export interface Said {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A silence of this many seconds ends a sentence. */
const PAUSE_SECONDS = 0.4;
/** The peak below which there is silence, as a share of full scale; about −50 dB. */
const SILENCE_PEAK = 0.003 * 32_768;

/**
 * The words of a file: its own if it was generated from some (spoken-words), none if it is silent, or else invented
 * ones that depend on its bytes.
 */
export const heardIn = async (bytes: Buffer, seconds: number): Promise<readonly Said[]> => {
  const samples = await decoded(bytes).catch(() => undefined);
  const words = samples ? wordsIn(samples) : [];
  if (words.length > 0) return sentencesOf(words);
  if (samples?.every((sample) => Math.abs(sample) <= SILENCE_PEAK)) return [];
  const sentences = sentencesFor(bytes, seconds);
  const each = seconds / sentences.length;
  return sentences.map((text, nth) => ({ text, start: round(nth * each), end: round((nth + 1) * each) }));
};

const sentencesOf = (words: readonly HeardWord[]): Said[] => {
  const sentences: HeardWord[][] = [];
  words.forEach((word, nth) => {
    const before = words[nth - 1];
    if (!before || word.startsAt - before.endsAt >= PAUSE_SECONDS) sentences.push([]);
    sentences.at(-1)!.push(word);
  });
  return sentences.map((said) => {
    const text = said.map((word) => word.text).join(' ');
    return { start: round(said[0]!.startsAt), end: round(said.at(-1)!.endsAt), text: `${capitalized(text)}.` };
  });
};

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const round = (value: number): number => Math.round(value * 100) / 100;
