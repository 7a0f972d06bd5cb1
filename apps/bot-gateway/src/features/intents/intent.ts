import { type Language, LANGUAGES } from '@aisha/domain';
import { typedLines } from '@aisha/words';
import { intentClassifier, wordsOf, type Example } from './intent-classifier';

/** The most characters of a question: a longer line describes a picture. */
const QUESTION_CHARACTERS = 160;
/** Matches addresses, which are left out: the name in «…/files/talk.mp3» is no question about files. */
const ADDRESSES = /https?:\/\/\S+/gi;

/** The meaning of a line that asks for no command: the line is to be drawn. */
const IDEA = 'idea';

/** The languages with enough lines to learn from. The lines of any other language are known word for word. */
const LEARNED: readonly Language[] = ['ru', 'en'];

/**
 * The lines that people type in these languages. A row has the commands for which the line asks, or `idea`, the likeliest first; then a
 * tab; then the line.
 */
const linesOf = (languages: readonly Language[]): Example<string>[] =>
  languages
    .flatMap((language) => typedLines(language))
    .map((row) => {
      const [means = '', typed = ''] = row.split('\t');
      const [first = IDEA, ...others] = means.split(',');
      return [typed, first, ...others];
    });

/** Lines as people type them at the menu, with what they ask for. */
export const examples = (): Example<string>[] => linesOf(LEARNED);
/** Lines in other languages, which are known word for word, but from which the classifier does not learn. */
export const knownLines = (): Example<string>[] => linesOf(LANGUAGES.filter((language) => !LEARNED.includes(language)));

/** The key of a line. Lines with the same words have the same key. */
export const keyOf = (line: string): string => wordsOf(line).join(' ') || line;

/** The classifier. Making it takes half a second, so it is made only for the first line that is not one of the examples. */
let classifier: ((line: string) => string | undefined) | undefined;
let known: ReadonlyMap<string, string> | undefined;

function knownMeaningOf(line: string): string | undefined {
  known ??= new Map([...knownLines(), ...examples()].map(([typed, first]) => [keyOf(typed), first]));
  return known.get(keyOf(line));
}

function meaningOf(line: string): string | undefined {
  const said = knownMeaningOf(line);
  if (said) return said;
  classifier ??= intentClassifier(examples());
  return classifier(line);
}

const commandOf = (meaning: string | undefined): string | undefined => (meaning === IDEA ? undefined : meaning);

/**
 * The command whose screen answers a line that was typed where ideas are drawn; undefined if the line is an idea. It asks no provider,
 * because it runs for each line before the person sees anything.
 */
export function commandFor(typed: string): string | undefined {
  const line = typed.replaceAll(ADDRESSES, ' ').trim();
  if (line === '' || line.length > QUESTION_CHARACTERS) return undefined;
  return commandOf(meaningOf(line));
}

/** The command for which a line asks that is one of the examples, word for word; undefined for any other line. */
export const commandForKnown = (typed: string): string | undefined => commandOf(knownMeaningOf(typed));
