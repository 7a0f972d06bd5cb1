/**
 * The record of what the README's film shows; it lies beside the film (docs/pictures/story.json). With this record a check finds out,
 * without making another film, whether the product still shows the same words and buttons.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { FluentParser, FluentSerializer, Message, type Pattern } from '@fluent/syntax';
import { Html, plainText } from '@aisha/words';

/** What the film shows. Each hash is of what a viewer sees: comments and spaces in a file do not change it. */
interface FilmRecord {
  readonly language: string;
  /** The hash of the film itself. */
  readonly film: string;
  /** The hash of each message that is read in the film, by `file.message`. */
  readonly texts: Readonly<Record<string, string>>;
  /** The hash of each style sheet by which the page is drawn. */
  readonly styles: Readonly<Record<string, string>>;
  /** The codes of the buttons at the end of each chapter. */
  readonly keyboards: readonly (readonly string[])[];
}

/** The words on the screen while the film ran. */
export interface Seen {
  readonly texts: ReadonlySet<string>;
  readonly labels: ReadonlySet<string>;
}

const STYLES = 'apps/sandbox/src/chat-page/{layout,messages}.css';
/** The fewest letters that a message must have besides its arguments: a shorter one would be found in too many texts. */
const LEAST_LETTERS = { text: 6, label: 2 };
const ANYTHING = '[^\\n]{0,120}?';

export const recordFile = (root: string): string => path.join(root, 'docs', 'pictures', 'story.json');
export const filmFile = (root: string): string => path.join(root, 'docs', 'pictures', 'story.webp');

export const readRecord = (root: string): FilmRecord | undefined =>
  existsSync(recordFile(root)) ? (JSON.parse(readFileSync(recordFile(root), 'utf8')) as FilmRecord) : undefined;

const hashOf = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

interface Known {
  readonly id: string;
  readonly hash: string;
  /** The text of the message as a regular expression, in which every argument may be anything. */
  readonly says: string;
  readonly letters: number;
}

const lettersIn = (text: string): number => text.replace(/\P{L}/gu, '').length;
const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const saidBy = ({ elements }: Pattern): { says: string; letters: number } => {
  const parts = elements.map((element) => {
    if (element.type === 'TextElement') {
      // Telegram shows the markup of a text and not its tags.
      const text = plainText(new Html(element.value));
      return { says: quoted(text), letters: lettersIn(text) };
    }
    const { expression } = element;
    if (expression.type === 'StringLiteral') return { says: quoted(expression.value), letters: 0 };
    if (expression.type !== 'SelectExpression') return { says: ANYTHING, letters: 0 };
    const variants = expression.variants.map(({ value }) => saidBy(value));
    return {
      says: `(?:${variants.map(({ says }) => says).join('|')})`,
      letters: Math.min(...variants.map(({ letters }) => letters)), // one that says nothing of its own is found everywhere
    };
  });
  return {
    says: parts.map(({ says }) => says).join(''),
    letters: parts.reduce((sum, { letters }) => sum + letters, 0),
  };
};

/** Every message that the bot says to people in a language, as its file says it now. */
const messagesOf = (root: string, language: string): Known[] =>
  globSync(`libs/words/src/${language}/!(admin|desk).ftl`, { cwd: root })
    .sort()
    .flatMap((file) =>
      new FluentParser({ withSpans: false }).parse(readFileSync(path.join(root, file), 'utf8')).body.flatMap((entry) =>
        entry instanceof Message && entry.value
          ? {
              id: `${path.basename(file, '.ftl')}.${entry.id.name}`,
              hash: hashOf(new FluentSerializer().serializeEntry(new Message(entry.id, entry.value))),
              ...saidBy(entry.value),
            }
          : [],
      ),
    );

const stylesOf = (root: string): Record<string, string> =>
  Object.fromEntries(
    globSync(STYLES, { cwd: root })
      .sort()
      .map((file) => {
        const rules = readFileSync(path.join(root, file), 'utf8').replace(/\/\*[^]*?\*\//g, '');
        return [file, hashOf(rules.replace(/\s+/g, ' ').trim())];
      }),
  );

/**
 * The messages that make up a text, and the lines of the text that come from no message. A message whose text lies within the text of a
 * longer message is left out.
 */
const messagesIn = (text: string, known: readonly Known[]): { ids: string[]; unknown: string[] } => {
  const found = known
    .filter(({ letters }) => letters >= LEAST_LETTERS.text)
    .flatMap(({ id, letters, says }) => {
      const match = new RegExp(trimmed(says), 'u').exec(text);
      return match ? { id, letters, from: match.index, to: match.index + match[0].length } : [];
    })
    .toSorted((one, other) => other.letters - one.letters);
  const taken: typeof found = [];
  for (const one of found) if (!taken.some(({ from, to }) => from <= one.from && one.to <= to)) taken.push(one);
  let at = 0;
  const unknown = text.split('\n').filter((line) => {
    const [from, to] = [at, at + line.length];
    at = to + 1;
    return lettersIn(line) > 0 && !taken.some((one) => one.from < to && one.to > from);
  });
  return { ids: taken.map(({ id }) => id), unknown };
};

/** The pattern without the wildcards at its ends, which would make a match longer than what the message says. */
const trimmed = (says: string): string => {
  let rest = says;
  while (rest.startsWith(ANYTHING)) rest = rest.slice(ANYTHING.length);
  while (rest.endsWith(ANYTHING)) rest = rest.slice(0, -ANYTHING.length);
  return rest;
};

/** The messages that say exactly this label; if there are several, those with the most letters. */
const messagesOfLabel = (label: string, known: readonly Known[]): string[] => {
  const saying = known.filter(
    ({ letters, says }) => letters >= LEAST_LETTERS.label && new RegExp(`^${says}$`, 'u').test(label),
  );
  const most = Math.max(...saying.map(({ letters }) => letters));
  return saying.filter(({ letters }) => letters === most).map(({ id }) => id);
};

/**
 * Makes the record of the film that was just written. Also gives the lines for which no message was found: names, ideas and what is put
 * together in code.
 */
export const recordOf = (
  root: string,
  language: string,
  { texts, labels }: Seen,
  keyboards: FilmRecord['keyboards'],
): { record: FilmRecord; unknown: readonly string[] } => {
  const known = messagesOf(root, language);
  const hashes = new Map(known.map(({ id, hash }) => [id, hash]));
  const inTexts = [...texts].map((text) => messagesIn(text, known));
  const ofLabels = [...labels].map((label) => ({ label, ids: messagesOfLabel(label, known) }));
  const ids = new Set([...inTexts.flatMap((one) => one.ids), ...ofLabels.flatMap((one) => one.ids)]);
  return {
    record: {
      language,
      film: hashOf(readFileSync(filmFile(root))),
      texts: Object.fromEntries([...ids].sort().map((id) => [id, hashes.get(id)!])),
      styles: stylesOf(root),
      keyboards,
    },
    unknown: [
      ...new Set(inTexts.flatMap((one) => one.unknown)),
      ...ofLabels.filter(({ ids: saying }) => saying.length === 0).map(({ label }) => label),
    ],
  };
};

/**
 * What the film shows and the product no longer has, in words; empty when the film is up to date. A film that is not the recorded one is
 * named, too.
 */
export const staleIn = (root: string, { language, film, texts, styles }: FilmRecord): string[] => {
  const today = new Map(messagesOf(root, language).map(({ id, hash }) => [id, hash]));
  const drawn = stylesOf(root);
  return [
    ...(hashOf(readFileSync(filmFile(root))) === film ? [] : ['the film is another one than that of its record']),
    ...Object.entries(texts)
      .filter(([id, hash]) => today.get(id) !== hash)
      .map(([id]) => `the text ${id} ${today.has(id) ? 'has changed' : 'is gone'}`),
    ...Object.entries(styles)
      .filter(([file, hash]) => drawn[file] !== hash)
      .map(([file]) => `${file} has changed`),
  ];
};

/** The chapters whose buttons in the played story differ from those in the film, in words. */
export const otherButtons = (
  { keyboards }: Pick<FilmRecord, 'keyboards'>,
  played: readonly (readonly string[])[],
): string[] =>
  keyboards.flatMap((then, at) => {
    const now = played[at] ?? [];
    const added = now.filter((one) => !then.includes(one));
    const gone = then.filter((one) => !now.includes(one));
    if (added.length + gone.length === 0) return [];
    return [
      `chapter ${at + 1} has other buttons: ${[...gone.map((one) => `− ${one}`), ...added.map((one) => `+ ${one}`)].join('; ')}`,
    ];
  });

/** What to do about a film that is out of date. */
export const ANEW =
  'The README’s film shows what the product no longer has: npm run picture-of-the-story, and look at it.';
