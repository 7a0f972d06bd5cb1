import { timeInRecording } from '@aisha/kinds';
import { documentFileTexts } from '@aisha/words';
import type { ExportedDocument, Line } from './document';

/**
 * Matches what no file can hold: control characters, except tabs and line ends, which become spaces, and code points that Unicode calls no
 * characters.
 */

const NO_CHARACTERS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFEFF\uFFFE\uFFFF]/g;

/** A text in one line that any file can hold. XML takes no control characters, and half a surrogate pair is no text. */
export const inOneLine = (text: string): string =>
  text.toWellFormed().normalize('NFC').replace(NO_CHARACTERS, '').replace(/\s+/g, ' ').trim();

/** The label beside a line: its time, or, without a recording, the number of its passage. */
export function labelOf({ at, restsOn, passage }: Line): string | undefined {
  if (at !== undefined) return timeInRecording(at);
  return (restsOn ?? passage)?.toString();
}

/** The name of a link's target inside a file. */
export const anchorOf = (passage: number): string => `passage-${passage}`;

/** The mark after a point that the recording, or the text, does not support. */
export const unsupportedMark = ({ language, origin = 'recording' }: ExportedDocument): string =>
  documentFileTexts[language].unsupported({ origin });
