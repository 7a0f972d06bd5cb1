import { ENDS_SENTENCE } from '@aisha/kinds';
import type { RecognizedSegment } from '../ports';
import type { HeardWord } from './models/speech-recognition';

/** A sentence that a model did not end is ended by this much quiet. */
const PAUSE_SECONDS = 0.8;
/** A sentence of this length ends at its next comma, and one of twice this length at its next word: a subtitle has two lines. */
const LONG_CHARACTERS = 160;
const ENDS_CLAUSE = /[,;:—–-]$/;

/**
 * Joins words to sentences, each of one speaker and with the time of its own first and last word. Speakers are letters, in the order in
 * which they begin. A recording with one speaker has no letters, because «Voice A» before each sentence tells nothing.
 */
export function sentencesOfWords(words: readonly HeardWord[]): RecognizedSegment[] {
  const sentences: HeardWord[][] = [];
  let characters = 0;
  for (const [nth, word] of words.entries()) {
    const before = words[nth - 1];
    if (!before || endsAt(before, word, characters)) {
      sentences.push([]);
      characters = 0;
    }
    sentences.at(-1)!.push(word);
    characters += word.text.length + 1;
  }
  const speakers = [...new Set(words.flatMap(({ speaker }) => speaker ?? []))];
  return sentences.map((said) => {
    const { startsAt, speaker } = said[0]!;
    return {
      startsAt,
      endsAt: said.at(-1)!.endsAt,
      text: said.map(({ text }) => text).join(' '),
      speaker: speaker === null || speakers.length === 1 ? null : letterOf(speakers.indexOf(speaker)),
    };
  });
}

const endsAt = (word: HeardWord, next: HeardWord, characters: number): boolean =>
  word.speaker !== next.speaker ||
  ENDS_SENTENCE.test(word.text) ||
  next.startsAt - word.endsAt >= PAUSE_SECONDS ||
  characters >= 2 * LONG_CHARACTERS ||
  (characters >= LONG_CHARACTERS && ENDS_CLAUSE.test(word.text));

const LETTERS = 26;
/** A to Z, and then AA, AB …. No number follows a letter, because a letter with a number stands for a speaker of a further piece. */
const letterOf = (nth: number): string =>
  (nth < LETTERS ? '' : letterOf(Math.floor(nth / LETTERS) - 1)) + String.fromCodePoint(65 + (nth % LETTERS));
