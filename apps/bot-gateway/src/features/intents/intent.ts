import { readFileSync } from 'node:fs';
import path from 'node:path';
import { intentClassifier, wordsOf, type Example } from './intent-classifier';

/** A line with more characters than this describes a picture. */
const QUESTION_CHARACTERS = 160;
/** Addresses are left out: the name in «…/files/talk.mp3» is no question about files. */
const ADDRESSES = /https?:\/\/\S+/gi;

/** The meaning of a line that is no command: it is to be drawn. */
const IDEA = 'idea';

/** Lines of a language, one a row: the commands they ask for, or `idea`, the likeliest first; a tab; the line. */
const FILES = ['russian.tsv', 'english.tsv'];

/** Lines as people type them at the menu, by what they ask for. */
export const examples = (): Example<string>[] =>
  FILES.flatMap((file) => readFileSync(path.join(__dirname, file), 'utf8').trim().split('\n')).map((row) => {
    const [means = '', typed = ''] = row.split('\t');
    const [first = IDEA, ...others] = means.split(',');
    return [typed, first, ...others];
  });

/** Makes the same key of two lines that say the same. */
export const keyOf = (line: string): string => wordsOf(line).join(' ') || line;

/** The classifier is made when the first line comes that is none of the examples: it takes half a second. */
let classifier: ((line: string) => string | undefined) | undefined;
let known: ReadonlyMap<string, string> | undefined;

function meaningOf(line: string): string | undefined {
  known ??= new Map(examples().map(([typed, first]) => [keyOf(typed), first]));
  const said = known.get(keyOf(line));
  if (said) return said;
  classifier ??= intentClassifier(examples());
  return classifier(line);
}

/**
 * The command whose screen answers what a person typed where an idea would be drawn; undefined if it is an idea. It asks no provider: it is
 * asked for each line, before the person sees anything.
 */
export function commandFor(typed: string): string | undefined {
  const line = typed.replaceAll(ADDRESSES, ' ').trim();
  if (line === '' || line.length > QUESTION_CHARACTERS) return undefined;
  const meaning = meaningOf(line);
  return meaning === IDEA ? undefined : meaning;
}
