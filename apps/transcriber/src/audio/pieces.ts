import type { Stretch } from './audio-tool';

/** 10 minutes: below every model's limit (1400 s, openai.md §0 trap 8), and little is lost when one request fails. */
export const PIECE_SECONDS = 600;

/** How far before the end of a piece we search for a pause to cut in. */
const LOOK_BACK_SECONDS = 60;

/** A rest shorter than this may hold no word, or no frame: it stays with the piece before. */
const CRUMB_SECONDS = 0.5;

/**
 * Where to cut a recording: pieces of ten minutes and half a second at most, which end in the middle of a silence
 * when there is one near their end, so that no word is cut in two. Pieces join without gap or overlap and cover the whole recording.
 */
export function piecesOf(seconds: number, silences: readonly Stretch[], pieceSeconds = PIECE_SECONDS): Stretch[] {
  const lookBack = Math.min(LOOK_BACK_SECONDS, pieceSeconds / 2);
  const pieces: Stretch[] = [];
  let startsAt = 0;
  while (seconds - startsAt > pieceSeconds + CRUMB_SECONDS) {
    const latest = startsAt + pieceSeconds;
    const pauses = silences
      .map((silence) => (silence.startsAt + silence.endsAt) / 2)
      .filter((middle) => middle > latest - lookBack && middle <= latest);
    const endsAt = pauses.at(-1) ?? latest;
    pieces.push({ startsAt, endsAt });
    startsAt = endsAt;
  }
  pieces.push({ startsAt, endsAt: seconds });
  return pieces;
}
