import type { Segment } from './transcript';

/** A silence of at least this many seconds begins a new paragraph: people pause as long between two thoughts. */
const PAUSE_SECONDS = 2;
/** A paragraph of at least this many characters ends at the next end of a sentence, because it fills a telephone's screen. */
const LONG = 600;
/** A paragraph of at least this many characters ends even within a sentence: some speakers, and some models, make no sentences. */
const TOO_LONG = 2 * LONG;
/** The end of a sentence, perhaps of a quoted one. */
export const ENDS_SENTENCE = /[.!?…]["»”)]*$/;

const textOf = (said: readonly Segment[]): string => said.map(({ text }) => text).join(' ');

/**
 * A transcript in paragraphs, each what one speaker says without a long pause. Words in doubt stand in paragraphs of
 * their own.
 */
export function paragraphsOf(segments: readonly Segment[]): Segment[][] {
  const paragraphs: Segment[][] = [];
  for (const segment of segments) {
    const before = paragraphs.at(-1);
    if (before && continues(before, segment)) before.push(segment);
    else paragraphs.push([segment]);
  }
  return paragraphs;
}

const continues = (paragraph: readonly Segment[], next: Segment): boolean => {
  const last = paragraph.at(-1)!;
  const { length } = textOf(paragraph);
  return (
    next.speaker === last.speaker &&
    next.doubt === null &&
    last.doubt === null &&
    next.startsAt - last.endsAt < PAUSE_SECONDS &&
    (length < LONG || (length < TOO_LONG && !ENDS_SENTENCE.test(last.text)))
  );
};

/** The text of a transcript in paragraphs, without the words in doubt. */
export const readable = (segments: readonly Segment[]): string =>
  paragraphsOf(segments.filter(({ doubt }) => doubt === null))
    .map(textOf)
    .join('\n\n');
