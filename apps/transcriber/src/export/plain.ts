import type { ExportedDocument, Line } from './document';

/** Control characters (tabs and line ends among them are spaces), and what Unicode says is no character. */

const NO_CHARACTERS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFEFF\uFFFE\uFFFF]/g;

/** A text as any file can hold it, in one line: XML takes no control characters, and half a surrogate pair is no text. */
export const inOneLine = (text: string): string =>
  text.toWellFormed().normalize('NFC').replace(NO_CHARACTERS, '').replace(/\s+/g, ' ').trim();

/** «12:05», «1:02:03». */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number: number): string => String(number).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** Beside a line: when it was said; without a recording the number of its passage. */
export function labelOf({ at, restsOn, passage }: Line): string | undefined {
  if (at !== undefined) return clockText(at);
  return (restsOn ?? passage)?.toString();
}

/** What a link to a passage is called inside a file. */
export const anchorOf = (passage: number): string => `passage-${passage}`;

/** Stands after what the recording does not support. */
export const unsupportedText: Readonly<Record<ExportedDocument['language'], string>> = {
  ru: 'не подтверждается записью',
  en: 'not confirmed by the recording',
};
