import { sentencesOf } from '@aisha/domain';
import type { Segment } from '@aisha/kinds';
import type { RecognizedSegment, RecognizedSpeech } from '@aisha/providers/ports';
import { secondsOf } from '../audio/pieces';
import type { Stretch } from '../audio/audio-tool';

/** A sentence that would end so near to a pause ends in it. */
const NEAR_SECONDS = 1.5;

/** What a model was sent of a piece. */
interface SentPiece {
  /** The position of the piece: a model begins the letters of its speakers again in each, so that the second piece's A is A2. */
  readonly position: number;
  /** The stretches of the recording that it was sent, one after the other. */
  readonly sent: readonly Stretch[];
  /** Where there is sound in them. */
  readonly sound: readonly Stretch[];
}

/** The model's words about a piece, with times in the recording: the model's own where it gives some, else by the length of the sentences. */
export function timed({ text, segments }: RecognizedSpeech, piece: SentPiece): Segment[] {
  return segments ? toldBy(segments, piece) : spread(text, piece.sound);
}

const toldBy = (segments: readonly RecognizedSegment[], { position, sent, sound }: SentPiece): Segment[] =>
  segments
    .filter(({ text }) => text !== '')
    .map(({ startsAt, endsAt, text, speaker }) => {
      const begins = afterSilence(timeAt(sent, startsAt, 'begins'), sound);
      return {
        startsAt: rounded(begins),
        endsAt: rounded(Math.max(begins, beforeSilence(timeAt(sent, endsAt, 'ends'), sound))),
        text,
        speaker: speaker === null || position === 0 ? speaker : `${speaker}${position + 1}`,
        doubt: null,
      };
    });

/** A model is off by a tenth of a second: at a silence that was left out this is the other side of it, minutes away. */
const afterSilence = (time: number, sound: readonly Stretch[]): number =>
  Math.max(time, sound.find(({ endsAt }) => endsAt > time + TINY)?.startsAt ?? time);
const beforeSilence = (time: number, sound: readonly Stretch[]): number =>
  Math.min(time, sound.findLast(({ startsAt }) => startsAt < time - TINY)?.endsAt ?? time);

/** Sentences take the time of speech in proportion to their length, and end in a pause where one is near. */
export function spread(text: string, speech: readonly Stretch[]): Segment[] {
  const sentences = sentencesOf(text)
    .map((sentence) => sentence.trim())
    .filter(Boolean);
  const characters = sentences.reduce((sum, { length }) => sum + length, 0);
  const whole = secondsOf(speech);
  const pauses = speech.map((_, nth) => secondsOf(speech.slice(0, nth + 1)));
  let written = 0;
  let spokenFor = 0;
  return sentences.map((sentence, nth) => {
    written += sentence.length;
    const wanted = (whole * written) / characters;
    const begun = spokenFor;
    const isLast = nth === sentences.length - 1;
    spokenFor = isLast ? whole : Math.max(begun, nearest(pauses, wanted) ?? wanted);
    return {
      startsAt: rounded(timeAt(speech, begun, 'begins')),
      endsAt: rounded(timeAt(speech, spokenFor, 'ends')),
      text: sentence,
      speaker: null,
      doubt: null,
    };
  });
}

const nearest = (pauses: readonly number[], wanted: number): number | undefined => {
  const [first] = pauses.toSorted((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted));
  return first !== undefined && Math.abs(first - wanted) <= NEAR_SECONDS ? first : undefined;
};

/**
 * The moment in the recording when so many seconds of speech have passed. Between two stretches an end lies before the pause, and a beginning after
 * it.
 */
function timeAt(speech: readonly Stretch[], seconds: number, what: 'begins' | 'ends'): number {
  let passed = 0;
  for (const { startsAt, endsAt } of speech) {
    const length = endsAt - startsAt;
    const isHere = what === 'begins' ? seconds < passed + length - TINY : seconds <= passed + length + TINY;
    if (isHere) return startsAt + Math.max(0, seconds - passed);
    passed += length;
  }
  return speech.at(-1)!.endsAt;
}

/** Sums of seconds are not exact. */
const TINY = 1e-6;

const rounded = (seconds: number): number => Math.round(seconds * 100) / 100;
