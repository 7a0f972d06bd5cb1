/**
 * Sentences end alike in all languages that have our letters, so one segmenter serves them. It takes 20 ms to make, which no app's start
 * waits for.
 */
let segmenter: Intl.Segmenter | undefined;

/** The sentences of a text, each with the space behind it: together they are the text. */
export const sentencesOf = (text: string): string[] => {
  segmenter ??= new Intl.Segmenter('ru', { granularity: 'sentence' });
  return [...segmenter.segment(text)].map(({ segment }) => segment);
};

/** Spaces and punctuation at the end of a beginning, which would look broken before «…». */
const CLOSING = /[\s.,:;…—–-]+$/u;

/**
 * The first characters of a text, with «…» if more follow. It ends at the end of a word, unless that would cost more than half of the
 * characters. It never splits a character, because Postgres could not store half of one.
 */
export const beginningOf = (text: string, characters: number): string => {
  const all = [...text];
  if (all.length <= characters) return text;
  const head = all.slice(0, characters + 1).join('');
  const end = head.search(/\s+\S*$/);
  const beginning = end > characters / 2 ? head.slice(0, end) : all.slice(0, characters).join('');
  return `${beginning.replace(CLOSING, '')}…`;
};

/** The beginning of a text in one line, for a button or a name. */
export const openingOf = (text: string, characters: number): string =>
  beginningOf(text.replace(/\s+/g, ' ').trim(), characters);
