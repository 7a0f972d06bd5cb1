import type { Stretch } from './audio-tool';

/**
 * The length of a piece in seconds. Two minutes, 480 kB, are far below every model's limits (1400 s and 25 MiB, openai.md §0, 7 and 8).
 * With pieces so short, many are transcribed at once, a failed request loses little, and the times that we calculate for a model without
 * times are nearly right (decision 75).
 */
export const PIECE_SECONDS = 120;

/**
 * The length of a piece, in seconds, for a model that tells speakers apart. It is long, because the model tells them apart only within a
 * piece, and because this model gives the times of sentences itself. Twenty minutes are within its limit of 1400 s.
 */
export const SPEAKERS_PIECE_SECONDS = 1_200;

/** How far before the end of a piece we search for a pause in which to cut. */
const LOOK_BACK_SECONDS = 60;

/**
 * How much two pieces overlap when there is no pause to cut in. It is long enough for some words, by which joining.ts finds the place that
 * both pieces share.
 */
const OVERLAP_SECONDS = 1.5;

/**
 * An end of a recording that is shorter than this, in seconds, stays with the piece before it, because it may hold no word, or not even a
 * frame.
 */
const CRUMB_SECONDS = 0.5;

/**
 * Decides where to cut a recording. A piece is at most half a second longer than `pieceSeconds`, and ends in the middle of a silence when
 * there is one near its end, so that no word is cut in two. Without a silence there, the next piece begins a little earlier, so that it
 * contains the whole word that was cut (recordings/joining.ts). The pieces cover the whole recording.
 */
export function piecesOf(seconds: number, silences: readonly Stretch[], pieceSeconds = PIECE_SECONDS): Stretch[] {
  const lookBack = Math.min(LOOK_BACK_SECONDS, pieceSeconds / 2);
  const overlap = Math.min(OVERLAP_SECONDS, pieceSeconds / 4);
  const pieces: Stretch[] = [];
  let startsAt = 0;
  while (seconds - startsAt > pieceSeconds + CRUMB_SECONDS) {
    const latest = startsAt + pieceSeconds;
    const pauses = silences
      .map((silence) => (silence.startsAt + silence.endsAt) / 2)
      .filter((middle) => middle > latest - lookBack && middle <= latest);
    const endsAt = pauses.at(-1) ?? latest;
    pieces.push({ startsAt, endsAt });
    startsAt = pauses.length > 0 ? endsAt : endsAt - overlap;
  }
  pieces.push({ startsAt, endsAt: seconds });
  return pieces;
}

/** The stretches with sound in a recording, which lie between its silences. */
export function soundIn(seconds: number, silences: readonly Stretch[]): Stretch[] {
  const starts = [0, ...silences.map(({ endsAt }) => endsAt)];
  const ends = [...silences.map(({ startsAt }) => startsAt), seconds];
  return starts
    .map((startsAt, nth) => ({ startsAt, endsAt: Math.min(ends[nth]!, seconds) }))
    .filter(({ startsAt, endsAt }) => endsAt > startsAt);
}

/**
 * The longest silence that counts as a pause between sentences, in seconds. Of a longer silence only the margins are sent and charged
 * (decision 79).
 */
const LONGEST_PAUSE_SECONDS = 1;

/**
 * How many seconds of a longer silence stay beside a sound, so that a soft beginning or end of a word is not lost. The margins on both
 * sides of a silence make half a second, which models hear as a pause (a pause has 0.4 s, ffmpeg-audio-tool.ts).
 */
const MARGIN_SECONDS = 0.25;

/**
 * The speech of a recording: the sound, its pauses of a second at most, and the margins of longer silences. The same stretches are sent and
 * charged, so that everything that is sent is charged.
 */
export function speechIn(seconds: number, silences: readonly Stretch[]): Stretch[] {
  const leftOut = silences
    .filter(({ startsAt, endsAt }) => endsAt - startsAt > LONGEST_PAUSE_SECONDS)
    .map(({ startsAt, endsAt }) => ({
      startsAt: startsAt <= 0 ? 0 : startsAt + MARGIN_SECONDS,
      endsAt: endsAt >= seconds ? seconds : endsAt - MARGIN_SECONDS,
    }));
  return soundIn(seconds, leftOut);
}

/** The parts of these stretches that lie in `whole`. */
export const within = (whole: Stretch, stretches: readonly Stretch[]): Stretch[] =>
  stretches
    .map(({ startsAt, endsAt }) => ({
      startsAt: Math.max(startsAt, whole.startsAt),
      endsAt: Math.min(endsAt, whole.endsAt),
    }))
    .filter(({ startsAt, endsAt }) => endsAt > startsAt);

/** The shortest sound that is sent, in seconds. A shorter sound holds no word, and models invent one (openai.md §0, 16). */
export const SHORTEST_SPEECH_SECONDS = 0.5;

export const secondsOf = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { startsAt, endsAt }) => sum + endsAt - startsAt, 0);
