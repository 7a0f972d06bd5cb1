/**
 * Matches what no file can hold: control characters (except tabs and line ends, which become spaces), and code points that Unicode calls
 * noncharacters.
 */

const NO_CHARACTERS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFEFF\uFFFE\uFFFF]/g;

/** A text in one line that any file can hold. XML allows no control characters, and half a surrogate pair is no text. */
export const inOneLine = (text: string): string =>
  text.toWellFormed().normalize('NFC').replace(NO_CHARACTERS, '').replace(/\s+/g, ' ').trim();

/** The letters that the font Manrope has: Latin, Greek, and the Cyrillic of Russian, Ukrainian, Belarusian and Serbian. */
const LETTER = /[A-Za-z\u00AA\u00B5\u00BA\u00C0-\u017F\u0386-\u03CE\u0400-\u045F\u0490\u0491\u1EA0-\u1EF9]/u;
/** Characters other than letters that a PDF leaves out, with the space before them: emoji, and accents that stand alone. */
const NOT_PRINTED = / ?[^\p{L}\u0020-\u007E\u00A0-\u00BF\u00D7\u00F7–—‘’‚“”„†‡•…‰‹›€₽№™←↑→↓−≈≠≤≥∞√]/gu;

/** Whether the font has a letter. */
export const hasLetter = (letter: string): boolean => LETTER.test(letter);

/** A text as a PDF shows it: without signs that the font lacks, and with a question mark for each letter that it lacks. */
export const printed = (text: string): string =>
  inOneLine(inOneLine(text).replace(NOT_PRINTED, '')).replace(/\p{L}/gu, (letter) =>
    hasLetter(letter) ? letter : '?',
  );
