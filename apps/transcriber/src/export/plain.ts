import { timeInRecording } from '@aisha/kinds';
import { documentFileTexts } from '@aisha/words';
import type { ExportedDocument, Line } from './document';

/** Control characters (tabs and line ends are spaces instead), and characters that Unicode calls none. */

const NO_CHARACTERS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFEFF\uFFFE\uFFFF]/g;

/** A text as any file can hold it, in one line: XML takes no control characters, and half a surrogate pair is no text. */
export const inOneLine = (text: string): string =>
  text.toWellFormed().normalize('NFC').replace(NO_CHARACTERS, '').replace(/\s+/g, ' ').trim();

/** The label beside a line: when it was said; without a recording the number of its passage. */
export function labelOf({ at, restsOn, passage }: Line): string | undefined {
  if (at !== undefined) return timeInRecording(at);
  return (restsOn ?? passage)?.toString();
}

/** What a link to a passage is called inside a file. */
export const anchorOf = (passage: number): string => `passage-${passage}`;

/** Stands after what the recording, or the text, does not support. */
export const unsupportedMark = ({ language, origin = 'recording' }: ExportedDocument): string =>
  documentFileTexts[language].unsupported({ origin });
