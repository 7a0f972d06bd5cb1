import type { Segment, SegmentDoubt } from '@aisha/kinds';

/** Marks words that a model wrote although perhaps no person said them. `seconds` is how much sound the piece has. */
export const doubting = (segments: readonly Segment[], seconds: number): Segment[] =>
  isInvented(segments, seconds)
    ? segments.map((segment) => ({ ...segment, doubt: 'silence' }))
    : withoutLoops(segments.map((segment) => (isCredit(segment) ? { ...segment, doubt: 'silence' } : segment)));

/** Credits of authors of subtitles, as models write them. No person says these words in a recording. */
const CREDITS = [
  /^(редактор субтитров|корректор субтитров|корректор)( [а-яёa-z]+)+$/,
  /^субтитры (сделал|делал|создавал|подогнал|подготовил|предоставил)/,
  /amara org/,
  /^(subtitles|transcription|captions) by /,
];

/** Phrases that models learned to write where subtitles had nothing to say. A person may really say them. */
const FAREWELLS = [
  /^продолжение следует$/,
  /^(спасибо за просмотр|спасибо за внимание)$/,
  /^(подписывайтесь|подпишитесь) на (мой |наш |)канал$/,
  /^thank(s| you)( so much| very much|) for (watching|listening)$/,
  /^(please |)(like and |)subscribe( to (my|our) channel|)$/,
  /^to be continued$/,
];

/** Characters a second. Nobody speaks as fast as FASTEST, and nobody says a set phrase as slowly as SLOWEST. */
const FASTEST = 25;
const SLOWEST = 3;
/** A piece with fewer seconds of sound than this has hardly any sound: a cough, or a door. */
const HARDLY_ANY_SECONDS = 1;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const matches = (text: string, phrases: readonly RegExp[]): boolean =>
  phrases.some((phrase) => phrase.test(wordsOf(text).join(' ')));

const isCredit = ({ text }: Segment): boolean => matches(text, CREDITS);

/**
 * Whether the model invented the whole text of a piece. It did when the text is too long for a piece with hardly any sound. It also did
 * when the text is only farewells, and is too long for the sound or too short to fill it.
 */
function isInvented(segments: readonly Segment[], seconds: number): boolean {
  const characters = segments.reduce((sum, { text }) => sum + text.length, 0);
  const isTooFast = characters > FASTEST * seconds;
  if (isTooFast && seconds < HARDLY_ANY_SECONDS) return true;
  return (isTooFast || characters < SLOWEST * seconds) && segments.every(({ text }) => matches(text, FAREWELLS));
}

/** How many times without a break a phrase must occur to count as a loop of the model. */
const LEAST_TIMES = 4;
/** How many words the repetitions of a loop must have together: fewer prove nothing, because people do say "no, no, no, no". */
const LEAST_WORDS = 8;
const LONGEST_PHRASE = 40;

/** A word of a piece, with the number of its segment. */
interface Word {
  readonly text: string;
  readonly said: string;
  readonly segment: number;
}

interface Judged extends Pick<Word, 'text'> {
  readonly isLoop: boolean;
}

/** Keeps the first of the repetitions in a loop, and marks the others. */
function withoutLoops(segments: readonly Segment[]): Segment[] {
  const words = segments.flatMap(({ text }, segment) =>
    text
      .split(/\s+/)
      .filter(Boolean)
      .map((word): Word => ({ text: word, said: wordsOf(word).join(' '), segment })),
  );
  const looped = new Set<number>();
  for (let at = 0; at < words.length;) {
    const { length, times } = loopAt(words, at);
    for (let word = at + length; word < at + length * times; word += 1) looped.add(word);
    at += length * times;
  }
  if (looped.size === 0) return [...segments];
  // A recording of five hours is one piece of thousands of segments, so its words are read through once.
  const own = segments.map((): Judged[] => []);
  for (const [nth, { text, segment }] of words.entries()) own[segment]!.push({ text, isLoop: looped.has(nth) });
  return segments.flatMap((segment, place) => divided(segment, own[place]!));
}

/** The shortest phrase that is repeated from this word on. If none is repeated, the word itself. */
function loopAt(words: readonly Word[], at: number): { readonly length: number; readonly times: number } {
  for (let length = 1; length <= LONGEST_PHRASE; length += 1) {
    let times = 1;
    while (isSame(words, at, at + length * times, length)) times += 1;
    if (times >= LEAST_TIMES && times * length >= LEAST_WORDS) return { length, times };
  }
  return { length: 1, times: 1 };
}

function isSame(words: readonly Word[], one: number, other: number, length: number): boolean {
  if (other + length > words.length) return false;
  for (let nth = 0; nth < length; nth += 1) {
    if (words[one + nth]!.said !== words[other + nth]!.said) return false;
  }
  return true;
}

/**
 * Divides a segment in which a loop begins or ends into several segments. Each of them gets a share of its time in proportion to the length
 * of the words.
 */
function divided(segment: Segment, words: readonly Judged[]): Segment[] {
  const parts: { isLoop: boolean; words: string[] }[] = [];
  for (const { text, isLoop } of words) {
    if (parts.at(-1)?.isLoop !== isLoop) parts.push({ isLoop, words: [] });
    parts.at(-1)!.words.push(text);
  }
  const secondsEach = (segment.endsAt - segment.startsAt) / words.length;
  let passed = 0;
  return parts.map(({ isLoop, words: own }) => {
    const startsAt = segment.startsAt + passed * secondsEach;
    passed += own.length;
    const doubt: SegmentDoubt | null = isLoop ? 'loop' : segment.doubt;
    return {
      ...segment,
      startsAt: Math.round(startsAt * 100) / 100,
      endsAt: Math.round((segment.startsAt + passed * secondsEach) * 100) / 100,
      text: own.join(' '),
      doubt,
    };
  });
}
