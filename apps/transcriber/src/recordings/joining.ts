import { distance } from 'fastest-levenshtein';
import type { Segment } from '@aisha/kinds';
import type { Stretch } from '../audio/audio-tool';
import { rounded } from './times';

/** A transcribed piece with its words. */
interface WrittenStretch extends Stretch {
  readonly segments: readonly Segment[];
}

/**
 * Joins the words of pieces that follow one another. Where two pieces overlap, both contain the same words; the result contains these words
 * once.
 */
export function joined(pieces: readonly WrittenStretch[]): Segment[] {
  let before: WrittenStretch | undefined;
  const segments: Segment[] = [];
  for (const piece of pieces) {
    if (before && piece.startsAt < before.endsAt) join(segments, piece.segments, piece.startsAt, before.endsAt);
    else segments.push(...piece.segments);
    before = piece;
  }
  return segments;
}

/** How many words are compared in each of the two pieces: even a quick speaker says fewer in an overlap. */
const OVERLAP_WORDS = 12;
/**
 * Words that are at most this many seconds before or after an overlap still count as words of the overlap, because the model's times err.
 */
const NEAR_SECONDS = 5;
/** How many words at the cut may be broken, in each of the two pieces. */
const BROKEN_WORDS = 2;
/** The fewest letters that show that two pieces share words. A shorter word, such as «и», occurs in any speech more than once. */
const SAME_LETTERS = 4;
/** The share of a word's letters that may differ, because the model may hear a word differently in the two pieces. */
const MISHEARD = 0.25;

interface Word {
  readonly segment: number;
  readonly text: string;
  readonly said: string;
}

const wordsOf = (segments: readonly Segment[], isNear: (segment: Segment) => boolean): Word[] =>
  segments.flatMap((one, segment) =>
    one.doubt === null && isNear(one)
      ? textsOf(one.text).map((word) => ({ segment, text: word, said: letters(word) }))
      : [],
  );

const textsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);
const letters = (word: string): string => word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Joins two pieces whose overlap lies between these moments. */
function join(before: Segment[], after: readonly Segment[], from: number, to: number): void {
  const tail = wordsOf(before, ({ endsAt }) => endsAt > from - NEAR_SECONDS).slice(-OVERLAP_WORDS);
  const head = wordsOf(after, ({ startsAt }) => startsAt < to + NEAR_SECONDS).slice(0, OVERLAP_WORDS);
  const match = sameWords(tail, head);
  if (!match) {
    before.push(...after);
    return;
  }
  const last = tail[match.tailEnd - 1]!;
  const next = head[match.headEnd - 1]!;
  const dropped = tail.slice(match.tailEnd);
  const kept = before.flatMap((segment, place) => {
    if (place < last.segment || segment.doubt !== null) return segment;
    const less = withoutLast(segment, dropped.filter((word) => word.segment === place).length);
    return place === last.segment ? ending(less!, next.text) : (less ?? []);
  });
  const repeated = head.slice(0, match.headEnd);
  const rest = after.flatMap((segment, place) =>
    segment.doubt === null
      ? (withoutFirst(segment, repeated.filter((word) => word.segment === place).length) ?? [])
      : segment,
  );
  before.splice(0, before.length, ...kept, ...rest);
}

/**
 * The run of words with which one piece ends and the other begins, apart from words that the cut broke; of several runs, the one with the
 * most letters. Undefined when the pieces share no run that is long enough.
 */
function sameWords(tail: readonly Word[], head: readonly Word[]) {
  let best: { readonly same: number; readonly tailEnd: number; readonly headEnd: number } | undefined;
  for (let from = 0; from < tail.length; from += 1) {
    for (let to = 0; to <= Math.min(BROKEN_WORDS, head.length - 1); to += 1) {
      let length = 0;
      while (isSame(tail[from + length], head[to + length])) length += 1;
      const isAtCut = tail.length - (from + length) <= BROKEN_WORDS;
      const same = tail.slice(from, from + length).reduce((sum, { said }) => sum + said.length, 0);
      if (same >= SAME_LETTERS && same > (best?.same ?? 0) && isAtCut)
        best = { same, tailEnd: from + length, headEnd: to + length };
    }
  }
  return best;
}

const isSame = (one: Word | undefined, other: Word | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  distance(one.said, other.said) <= MISHEARD * Math.max(one.said.length, other.said.length);

/**
 * The last segment of the earlier piece, with the punctuation that the later piece has after the same word: at the cut the model may have
 * put a full stop into the middle of a sentence.
 */
const ending = (segment: Segment, heardNext: string): Segment => ({
  ...segment,
  text: segment.text.replace(END_MARKS, '') + (END_MARKS.exec(heardNext)?.[0] ?? ''),
});
const END_MARKS = /[^\p{L}\p{N}]*$/u;

/** A segment without its last words and their time; null when no word is left. */
function withoutLast(segment: Segment, words: number): Segment | null {
  const all = textsOf(segment.text);
  if (words === 0 || words >= all.length) return words === 0 ? segment : null;
  const endsAt = segment.endsAt - ((segment.endsAt - segment.startsAt) * words) / all.length;
  return { ...segment, endsAt: rounded(endsAt), text: all.slice(0, -words).join(' ') };
}

function withoutFirst(segment: Segment, words: number): Segment | null {
  const all = textsOf(segment.text);
  if (words === 0 || words >= all.length) return words === 0 ? segment : null;
  const startsAt = segment.startsAt + ((segment.endsAt - segment.startsAt) * words) / all.length;
  return { ...segment, startsAt: rounded(startsAt), text: all.slice(words).join(' ') };
}
