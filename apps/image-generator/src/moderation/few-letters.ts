/** The first character of the private use area. A text that people write has no meaning in these characters, so they are free. */
const FIRST_PLACE = 0xe000;
const PRIVATE_USE = /[\u{e000}-\u{f8ff}]/u;
const OTHER_LETTER = '\u{f8fe}';
const OTHER_NUMBER = '\u{f8ff}';
/** Stands for a character that is neither a letter nor a number. */
const NEITHER = '\u{fffd}';

const LETTER = /\p{L}/u;
const LETTERS = /\p{L}/gu;
const BEYOND_DIGITS = /[^\u{0}-@]/gu;

/** The parts of a pattern that match any letter or one of several characters, as opposed to a letter of a word. */
const ANY = /\\p\{[LN]\}|\[[^\]]*\]/g;

/**
 * A small alphabet: the letters that some patterns name, in a row, and one character for every other letter. The patterns ask for «any
 * letter» in thousands of places, and each stands for 650 ranges of Unicode. V8 takes three to seven seconds to compile that, in every
 * process, and again when it has dropped code that was not used for a while. In this alphabet «any letter» is one range. A pattern matches
 * a text when `pattern(…)` matches `written(text)`.
 *
 * Patterns may say `\p{L}` and `\p{N}` and no other escape, name no range of letters and ignore no case.
 */
export class FewLetters {
  private readonly places = new Map<string, string>();
  private readonly anyLetter: string;

  constructor(sources: readonly string[]) {
    for (const source of sources) refuseOthers(source);
    const named = sources.flatMap((source) => source.replace(/\\p\{[LN]\}/g, '').match(LETTERS) ?? []);
    const letters = [...new Set(named)];
    letters.forEach((letter, i) => this.places.set(letter, String.fromCodePoint(FIRST_PLACE + i)));
    const last = FIRST_PLACE + letters.length;
    this.anyLetter = `${String.fromCodePoint(FIRST_PLACE)}-${String.fromCodePoint(last)}${OTHER_LETTER}`;
  }

  /** The pattern in this alphabet, for texts that `written` returns. */
  pattern(source: string, flags: 'u' | 'gu'): RegExp {
    const any: Readonly<Record<string, string>> = { '\\p{L}': this.anyLetter, '\\p{N}': `0-9${OTHER_NUMBER}` };
    const inClass = (part: string): string =>
      part.replace(/\\p\{[LN]\}/g, (escape) => any[escape]!).replace(LETTERS, (letter) => this.placeOf(letter));
    let compact = '';
    let from = 0;
    for (const { 0: part, index } of source.matchAll(ANY)) {
      compact += source.slice(from, index).replace(LETTERS, (letter) => this.placeOf(letter));
      compact += part.startsWith('[') ? inClass(part) : `[${any[part]}]`;
      from = index + part.length;
    }
    return new RegExp(compact + source.slice(from).replace(LETTERS, (letter) => this.placeOf(letter)), flags);
  }

  /** The text in this alphabet. It has as many characters as before, and signs stay as they were. */
  written(text: string): string {
    return text.replace(BEYOND_DIGITS, (character) => this.placeOf(character));
  }

  private placeOf(character: string): string {
    const place = this.places.get(character);
    if (place !== undefined) return place;
    if (LETTER.test(character)) return OTHER_LETTER;
    if (/\p{N}/u.test(character)) return OTHER_NUMBER;
    return PRIVATE_USE.test(character) ? NEITHER : character;
  }
}

const refuseOthers = (source: string): void => {
  if (/\\(?!p\{[LN]\})\p{L}/u.test(source)) throw new Error(`an escape that is neither \\p{L} nor \\p{N}: ${source}`);
  if (/\[[^\]]*\p{L}-\p{L}[^\]]*\]/u.test(source.replace(/\\p\{[LN]\}/g, '')))
    throw new Error(`a range of letters: ${source}`);
};
