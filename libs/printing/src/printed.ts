/**
 * Matches what no file can hold: control characters (except tabs and line ends, which become spaces), and code points that Unicode calls
 * noncharacters.
 */

const NO_CHARACTERS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFEFF\uFFFE\uFFFF]/g;

/** A text in one line that any file can hold. XML allows no control characters, and half a surrogate pair is no text. */
export const inOneLine = (text: string): string =>
  text.toWellFormed().normalize('NFC').replace(NO_CHARACTERS, '').replace(/\s+/g, ' ').trim();

/**
 * The letters and numbers that the font Manrope has, in both weights: Latin, Greek, and the Cyrillic of Russian, Ukrainian, Belarusian and
 * Serbian. Kazakh has some of its letters here, and no word can do without the others.
 */
const CHARACTER = new RegExp(
  `[${[
    '0-9A-Za-z\\u00AA\\u00B2\\u00B3\\u00B5\\u00B9\\u00BA\\u00BC-\\u00BE\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u0113\\u0116-\\u012B',
    '\\u012E-\\u0131\\u0134-\\u0137\\u0139-\\u013E\\u0141-\\u0148\\u014A-\\u014D\\u0150-\\u017E\\u0192\\u01A0\\u01A1\\u01AF\\u01B0',
    '\\u0218-\\u021B\\u0259\\u02C6\\u02C7\\u0374\\u0386\\u0388-\\u038A\\u038C\\u038E-\\u03A1\\u03A3-\\u03CE\\u0400-\\u045F\\u0490\\u0491',
    '\\u04AE\\u04AF\\u04BA\\u04BB\\u04E8\\u04E9\\u1E80-\\u1E85\\u1E9E\\u1EA0-\\u1EF9\\uFB01\\uFB02',
  ].join('')}]`,
  'u',
);
/** Characters other than letters and numbers that a PDF leaves out, with the space before them: emoji, and accents that stand alone. */
const NOT_PRINTED = / ?[^\p{L}\p{N}\u0020-\u007E\u00A0-\u00BF\u00D7\u00F7–—‘’‚“”„†‡•…‰‹›€₽№™←↑→↓−≈≠≤≥∞√]/gu;

/** Whether the font has a letter or a number. */
export const hasCharacter = (character: string): boolean => CHARACTER.test(character);

/** Whether a PDF can show every letter and number of a text. */
export const isPrintable = (text: string): boolean =>
  (inOneLine(text).match(/[\p{L}\p{N}]/gu) ?? []).every(hasCharacter);

/** A text as a PDF shows it: without signs that the font lacks, and with a question mark for each letter and number that it lacks. */
export const printed = (text: string): string =>
  inOneLine(inOneLine(text).replace(NOT_PRINTED, '')).replace(/[\p{L}\p{N}]/gu, (character) =>
    hasCharacter(character) ? character : '?',
  );
