import { timeInRecording } from '@aisha/kinds';
import { documentFileTexts } from '@aisha/words';
import type { ExportedDocument, Line } from './document';

/** The label beside a line: its time, or, without a recording, the number of its passage; undefined when it has neither. */
export function labelOf({ at, restsOn, passage }: Line): string | undefined {
  if (at !== undefined) return timeInRecording(at);
  return (restsOn ?? passage)?.toString();
}

/** The name of a link's target inside a file. */
export const anchorOf = (passage: number): string => `passage-${passage}`;

/** The mark after a point that the recording, or the text, does not support. */
export const unsupportedMark = ({ language, origin = 'recording' }: ExportedDocument): string =>
  documentFileTexts[language].unsupported({ origin });
