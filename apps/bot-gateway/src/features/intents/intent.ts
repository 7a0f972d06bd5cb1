import { english } from './english';
import { saying, type Grammar } from './phrases';
import { russian } from './russian';

/** Longer lines tell of a picture. */
const QUESTION_CHARACTERS = 160;
/** What an address is called by asks for nothing: «…/files/talk.mp3» is no question about files. */
const ADDRESSES = /https?:\/\/\S+/gi;

/** What is asked for when a line asks and none of the phrases says what for. */
const ANY_QUESTION = 'help';

interface Reader {
  readonly intents: readonly {
    readonly command: string;
    readonly isAlone: (line: string) => boolean;
    readonly isSaid: (line: string) => boolean;
    readonly isAskedFor: (line: string) => boolean;
  }[];
  readonly asks: (line: string) => boolean;
  readonly wonders: (line: string) => boolean;
  readonly draws: (line: string) => boolean;
}

const readerOf = ({ intents, asks, wonders, draws }: Grammar): Reader => ({
  intents: intents.map(({ command, alone = [], always = [], asked = [] }) => ({
    command,
    isAlone: saying(alone.map((phrase) => `< ${phrase} >`)),
    isSaid: saying(always),
    isAskedFor: saying(asked),
  })),
  asks: saying(asks),
  wonders: saying(wonders),
  draws: saying(draws),
});

const readers = [russian, english].map(readerOf);
const FILLERS: ReadonlySet<string> = new Set([...russian.fillers, ...english.fillers]);

/** Small letters, no signs, ё as е, each word between two blanks, and none that changes nothing: « верните деньги ». */
function lineOf(typed: string): string {
  const words = typed
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/['’ʼ`]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const meant = words.filter((word) => !FILLERS.has(word));
  return ` ${(meant.length > 0 ? meant : words).join(' ')} `;
}

/**
 * The command whose screen answers what a person typed where an idea would be drawn; undefined if it is an idea. By rules alone: it is
 * asked for each line, before the person sees anything.
 */
export function commandFor(typed: string): string | undefined {
  const text = typed.replaceAll(ADDRESSES, ' ').trim();
  if (text.length > QUESTION_CHARACTERS) return undefined;
  const line = lineOf(text);
  const find = (is: (intent: Reader['intents'][number]) => boolean) =>
    readers.flatMap(({ intents }) => intents).find(is)?.command;
  const said = find(({ isAlone }) => isAlone(line)) ?? find(({ isSaid }) => isSaid(line));
  if (said) return said;
  if (readers.some(({ draws }) => draws(line))) return undefined;
  const isQuestion = text.includes('?');
  const asks = isQuestion || readers.some((reader) => reader.asks(line));
  const asked = asks ? find(({ isAskedFor }) => isAskedFor(line)) : undefined;
  if (asked) return asked;
  return isQuestion || readers.some(({ wonders }) => wonders(line)) ? ANY_QUESTION : undefined;
}
