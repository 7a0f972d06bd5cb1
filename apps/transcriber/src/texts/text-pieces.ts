import { sentencesOf } from '@aisha/domain';

/** Whether a text has anything to read aloud: a line of stars or dashes has no letter and no digit. */
const CAN_BE_READ = /[\p{L}\p{N}]/u;

export const canBeRead = (text: string): boolean => CAN_BE_READ.test(text);

/**
 * Cuts a text into pieces of at most this many characters; leaves out pieces without a letter or digit. It cuts between sentences, because
 * a reader's voice falls there. A longer sentence is cut at the last blank that fits, or anywhere when there is none in the second half of
 * the piece.
 */
export function piecesOfText(text: string, most: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const sentence of sentencesOf(text)) {
    for (const part of partsOf(sentence, most)) {
      if (piece.length + part.length > most) {
        pieces.push(piece);
        piece = '';
      }
      piece += part;
    }
  }
  return [...pieces, piece].map((one) => one.trim()).filter(canBeRead);
}

function partsOf(sentence: string, most: number): string[] {
  const parts: string[] = [];
  let rest = sentence;
  while (rest.length > most) {
    const space = rest.lastIndexOf(' ', most - 1);
    const end = space > most / 2 ? space + 1 : wholeCharacters(rest, most);
    parts.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  return [...parts, rest];
}

/** Moves the end so that no emoji is cut in two. */
export const wholeCharacters = (text: string, end: number): number =>
  /[\uD800-\uDBFF]/.test(text[end - 1] ?? '') && end > 1 ? end - 1 : end;
