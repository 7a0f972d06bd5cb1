import { inOneLine } from '@aisha/kinds';
import type { ExportedDocument } from './document';

/** The letters that the font Manrope has: Latin, Greek, and the Cyrillic of Russian, Ukrainian, Belarusian and Serbian. */
const LETTER = /[A-Za-z\u00AA\u00B5\u00BA\u00C0-\u017F\u0386-\u03CE\u0400-\u045F\u0490\u0491\u1EA0-\u1EF9]/u;
/** Characters other than letters that a PDF leaves out, with the space before them: emoji, and accents that stand alone. */
const NOT_PRINTED = / ?[^\p{L}\u0020-\u007E\u00A0-\u00BF\u00D7\u00F7–—‘’‚“”„†‡•…‰‹›€₽№™←↑→↓−≈≠≤≥∞√]/gu;

/** A text as the PDF shows it. */
export const printed = (text: string): string =>
  inOneLine(inOneLine(text).replace(NOT_PRINTED, '')).replace(/\p{L}/gu, (letter) =>
    LETTER.test(letter) ? letter : '?',
  );

/** Whether a PDF can show every letter of a document. Its font has no Arabic, Chinese or Kazakh letters. */
export const isPrintable = ({ title, blocks }: ExportedDocument): boolean =>
  [title, ...blocks.flatMap((block) => [block.text, block.kind === 'heading' ? '' : (block.speaker ?? '')])].every(
    (text) => (inOneLine(text).match(/\p{L}/gu) ?? []).every((letter) => LETTER.test(letter)),
  );
