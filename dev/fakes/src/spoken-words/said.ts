import { type HeardWord, wordsIn } from './heard';
import { decoded } from './sound';
import { languageSentWith } from './senders';
import { speakersOf } from './speakers';
import { type InventedLanguage, sentencesFor } from './transcript-text';

/** A word of a transcribed recording. */
export interface SaidWord {
  /** With a capital and a point where a sentence begins and ends. */
  readonly text: string;
  /** Seconds in the file. */
  readonly start: number;
  readonly end: number;
  /** The number of the person who says the word, in the order of speaking; null where the words have no voice. */
  readonly speaker: number | null;
}

/** A sentence and its time in the file, in seconds. */
export type Said = SaidWord;

/** A silence of this many seconds ends a sentence. */
const PAUSE_SECONDS = 0.4;
/** The peak below which there is silence, as a share of full scale; about −50 dB. */
const SILENCE_PEAK = 0.003 * 32_768;

/**
 * The sentences of a file: those from which it was generated (spoken-words), or none if it is silent. For any other file the sentences are
 * invented from its bytes, in the language that the request names, or else in the language of the person who sent the file. A sentence has
 * the voice of its first word.
 */
export const heardIn = async (bytes: Buffer, seconds: number, language?: string): Promise<readonly Said[]> =>
  (await sentencesIn(bytes, seconds, language)).map((words) => ({
    text: words.map(({ text }) => text).join(' '),
    start: words[0]!.start,
    end: words.at(-1)!.end,
    speaker: words[0]!.speaker,
  }));

/** The words of a file, each with its own time and voice. */
export const saidWordsIn = async (bytes: Buffer, seconds: number, language?: string): Promise<readonly SaidWord[]> =>
  (await sentencesIn(bytes, seconds, language)).flat();

/** The language of words that the fakes heard or invented (ISO 639-1). */
export const spokenLanguageOf = (text: string): InventedLanguage => (/[а-яё]/i.test(text) ? 'ru' : 'en');

const sentencesIn = async (
  bytes: Buffer,
  seconds: number,
  language = languageSentWith(seconds),
): Promise<readonly (readonly SaidWord[])[]> => {
  const samples = await decoded(bytes).catch(() => undefined);
  const words = samples ? wordsIn(samples) : [];
  if (words.length > 0) return sentencesOf(words);
  if (samples?.every((sample) => Math.abs(sample) <= SILENCE_PEAK)) return [];
  const sentences = sentencesFor(bytes, seconds, inventedIn(language));
  const each = seconds / sentences.length;
  return sentences.map((text, nth) => {
    const all = text.split(' ');
    const at = (word: number): number => round((nth + word / all.length) * each);
    return all.map((word, place) => ({ text: word, start: at(place), end: at(place + 1), speaker: null }));
  });
};

const sentencesOf = (words: readonly HeardWord[]): SaidWord[][] => {
  const hasVoices = words.some(({ hertz }) => hertz !== null);
  const speakers = speakersOf(words);
  const sentences: SaidWord[][] = [];
  words.forEach(({ text, startsAt, endsAt }, nth) => {
    const [before, after] = [words[nth - 1], words[nth + 1]];
    const begins = !before || startsAt - before.endsAt >= PAUSE_SECONDS;
    const ends = !after || after.startsAt - endsAt >= PAUSE_SECONDS;
    if (begins) sentences.push([]);
    sentences.at(-1)!.push({
      text: `${begins ? capitalized(text) : text}${ends ? '.' : ''}`,
      start: round(startsAt),
      end: round(endsAt),
      speaker: hasVoices ? speakers[nth]! : null,
    });
  });
  return sentences;
};

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const round = (value: number): number => Math.round(value * 100) / 100;

/** Languages whose speakers read the Russian interface of the bot rather than the English one. */
const NEAR_RUSSIAN = /^(?:ru|uk|be|kk)/;
const inventedIn = (language: string): InventedLanguage => (NEAR_RUSSIAN.test(language) ? 'ru' : 'en');
