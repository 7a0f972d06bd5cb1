/**
 * Phrases, each as it is said: `верн* .. деньг*`. A star stands for any ending, a slash between words for either, a question mark for a word
 * that may be missing, two dots for up to four words, `<` and `>` for the ends of the line. Letters are small, ё is е, signs are none.
 */
export type Phrases = readonly string[];

/** What one command is asked for by. */
export interface Intent {
  readonly command: string;
  /** Said so, it is meant wherever it stands. */
  readonly always?: Phrases;
  /** What is meant by it in a line that asks for something; in any other it is a word of an idea. */
  readonly asked?: Phrases;
  /** The whole line. */
  readonly alone?: Phrases;
}

/** How one language asks. */
export interface Grammar {
  /** In their order: the first that matches is meant. */
  readonly intents: readonly Intent[];
  /** What a line begins with that asks for something. */
  readonly asks: Phrases;
  /** What only a question about the bot begins with, whatever it is about. */
  readonly wonders: Phrases;
  /** What says that a line is to be drawn, although it asks. */
  readonly draws: Phrases;
  /** Words that change nothing. */
  readonly fillers: readonly string[];
}

/** More words between two of a phrase make it another sentence. */
const GAP = '(?:[^ ]+ ){0,4}?';

const sourceOf = (word: string): string => {
  if (word === '..') return GAP;
  const isOptional = word.endsWith('?');
  const ways = (isOptional ? word.slice(0, -1) : word).split('/').map((way) => way.replace('*', '[^ ]*'));
  return isOptional ? `(?:(?:${ways.join('|')}) )?` : `(?:${ways.join('|')}) `;
};

const patternOf = (phrase: string): string => {
  const words = phrase.split(' ').filter((word) => word !== '<' && word !== '>');
  return `${phrase.startsWith('< ') ? '^ ' : '(?<= )'}${words.map(sourceOf).join('')}${phrase.endsWith(' >') ? '$' : ''}`;
};

/** Whether a line, each of its words between two blanks, says one of the phrases. */
export const saying = (phrases: Phrases): ((line: string) => boolean) => {
  if (phrases.length === 0) return () => false;
  const pattern = new RegExp(phrases.map(patternOf).join('|'), 'u');
  return (line) => pattern.test(line);
};
