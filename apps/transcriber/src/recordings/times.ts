import { sentencesOf } from '@aisha/domain';
import type { Segment } from '@aisha/kinds';
import type { RecognizedSegment, RecognizedSpeech } from '@aisha/providers/ports';
import { secondsOf } from '../audio/pieces';
import type { Stretch } from '../audio/audio-tool';

/** A sentence that would end within this many seconds of a pause ends in the pause instead. */
const NEAR_SECONDS = 1.5;

/** The part of a piece that was sent to the model. */
interface SentPiece {
  /**
   * The number of the piece. It distinguishes the speakers of this piece from those of other pieces: in each piece a model names its
   * speakers from A on, so the A of the second piece becomes A2.
   */
  readonly position: number;
  /** The stretches of the recording that were sent to the model, one after the other. */
  readonly sent: readonly Stretch[];
  /** The stretches of `sent` that have sound. */
  readonly sound: readonly Stretch[];
}

/**
 * The model's words about a piece, with times in the recording. The times follow those of the model where it gives some, and otherwise the
 * lengths of the sentences.
 */
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

/**
 * Moves a time that lies in a left-out silence to the end of that silence. A model's time may be wrong by a tenth of a second, which at
 * this place would put the word before the silence, minutes too early.
 */
const afterSilence = (time: number, sound: readonly Stretch[]): number =>
  Math.max(time, sound.find(({ endsAt }) => endsAt > time + TINY)?.startsAt ?? time);
const beforeSilence = (time: number, sound: readonly Stretch[]): number =>
  Math.min(time, sound.findLast(({ startsAt }) => startsAt < time - TINY)?.endsAt ?? time);

/**
 * Gives each sentence a time in proportion to its length. A sentence ends in a pause where one is near, but never so late that nothing is
 * left for the next sentence.
 */
export function spread(text: string, speech: readonly Stretch[]): Segment[] {
  const sentences = sentencesOf(text)
    .map((sentence) => sentence.trim())
    .filter(Boolean);
  const characters = sentences.reduce((sum, { length }) => sum + length, 0);
  const whole = secondsOf(speech);
  const pauses = speech.slice(0, -1).map((_, nth) => secondsOf(speech.slice(0, nth + 1)));
  const timeOf = (letters: number): number => (whole * letters) / characters;
  let written = 0;
  let spokenFor = 0;
  return sentences.map((sentence, nth) => {
    written += sentence.length;
    const wanted = timeOf(written);
    const next = sentences[nth + 1];
    const begun = spokenFor;
    const free =
      next === undefined ? [] : pauses.filter((pause) => pause > begun && pause < timeOf(written + next.length));
    spokenFor = nearest(free, wanted) ?? wanted;
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
 * The moment in the recording after this many seconds of speech. Between two stretches, the end of a sentence lies before the pause, and a
 * beginning after it.
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

/** A tolerance, because sums of seconds are not exact. */
const TINY = 1e-6;

export const rounded = (seconds: number): number => Math.round(seconds * 100) / 100;
