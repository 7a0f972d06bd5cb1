import { inOneLine } from './printed';

/** What was said, with its time in seconds. */
interface Segment {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly text: string;
  /** The model's label of the speaker. Null if speakers were not told apart. */
  readonly speaker: string | null;
  /** Why the words may not have been said; null if they are not in doubt. */
  readonly doubt: string | null;
}

/** A text that a player shows for a while, in two lines at most. */
export interface Cue {
  /** The beginning, in seconds into the recording. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly lines: readonly string[];
}

/**
 * The most characters in a line: this many are read at a glance, and a phone shows them without a line break. The BBC's subtitle guidelines
 * say some 37 to 42 characters, two lines, up to 7 s.
 */
const LINE = 42;
const LINES = 2;
const LONGEST_SECONDS = 7;
/** How long words are shown that have no length, because the times of a model may round it away. */
const SHORTEST_SECONDS = 0.5;
/** The characters of a full cue. Lines break between words, so two lines are seldom full to the last letter. */
const FULL = LINES * LINE * 0.9;

/** It takes 20 ms to make, which no app's start waits for. */
let graphemes: Intl.Segmenter | undefined;

/**
 * The cues of a transcript, without its doubtful segments, because subtitles have no room for a mark of doubt. The words of a segment are
 * spread over its time by their length, so that no cue stays too long. A cue begins with its speaker's name where the speaker changes;
 * `calledBy` gives the name for the model's label.
 */
export function cuesOf(segments: readonly Segment[], calledBy: (label: string) => string): Cue[] {
  let last: string | null = null;
  return segments
    .filter(({ doubt }) => doubt === null)
    .flatMap((segment) => {
      const { speaker } = segment;
      const named = speaker !== null && speaker !== last ? `${calledBy(speaker)}: ` : '';
      last = speaker;
      return spread(segment, inOneLine(`${named}${segment.text}`));
    });
}

function spread({ startsAt, endsAt }: Segment, text: string): Cue[] {
  if (text === '') return [];
  const seconds = endsAt > startsAt ? endsAt - startsAt : SHORTEST_SECONDS;
  const texts = split(text, Math.max(Math.ceil(seconds / LONGEST_SECONDS), Math.ceil(text.length / FULL)));
  const total = texts.reduce((sum, { length }) => sum + length, 0);
  let said = 0;
  return texts.map((part) => {
    const from = startsAt + (seconds * said) / total;
    said += part.length;
    const to = startsAt + (seconds * said) / total;
    return { startsAt: from, endsAt: Math.min(to, from + LONGEST_SECONDS), lines: wrapped(part) };
  });
}

/** Splits a text into this many parts of about the same length, or into more where a part would need a third line. */
function split(text: string, count: number): string[] {
  const parts: string[] = [];
  let [part, done] = ['', 0];
  for (const word of text.split(' ').flatMap(broken)) {
    const longer = part === '' ? word : `${part} ${word}`;
    const isFull = part !== '' && done + longer.length - word.length / 2 > (text.length * (parts.length + 1)) / count;
    if (isFull || wrapped(longer).length > LINES) {
      parts.push(part);
      done += part.length + 1;
      part = word;
    } else part = longer;
  }
  return [...parts, part];
}

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LINE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Splits a word that is longer than a line, but never between a letter and its accent. */
function broken(word: string): string[] {
  if (word.length <= LINE) return [word];
  const pieces: string[] = [''];
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  for (const { segment } of graphemes.segment(word)) {
    const piece = pieces.at(-1)!;
    if (piece !== '' && piece.length + segment.length > LINE) pieces.push(segment);
    else pieces[pieces.length - 1] = piece + segment;
  }
  return pieces;
}

/** «01:02:03,004»: milliseconds follow a comma in SRT, a point in VTT. */
export function cueTime(seconds: number, separator: ',' | '.'): string {
  const ms = Math.max(0, Math.round(seconds * 1000));
  const two = (number: number): string => String(number).padStart(2, '0');
  const [hours, minutes, whole] = [
    Math.floor(ms / 3_600_000),
    Math.floor(ms / 60_000) % 60,
    Math.floor(ms / 1000) % 60,
  ];
  return `${two(hours)}:${two(minutes)}:${two(whole)}${separator}${String(ms % 1000).padStart(3, '0')}`;
}

/** Replaces signs that look like SRT's arrow, a tag or a position, because SRT has no escapes. */
const shown = (line: string): string =>
  line
    .replaceAll('-->', '→')
    .replace(/<(?=[a-z/])/gi, '‹')
    .replaceAll('{\\', '(\\');

/** Subtitles for any player, as SRT. */
export const srtOf = (cues: readonly Cue[]): string =>
  cues
    .map(
      ({ startsAt, endsAt, lines }, at) =>
        `${at + 1}\n${cueTime(startsAt, ',')} --> ${cueTime(endsAt, ',')}\n${lines.map(shown).join('\n')}\n`,
    )
    .join('\n');
