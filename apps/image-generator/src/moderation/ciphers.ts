const BRAILLE: ReadonlyMap<string, string> = new Map(
  [...'⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠅⠇⠍⠝⠕⠏⠟⠗⠎⠞⠥⠧⠺⠭⠽⠵'].map((sign, at) => [sign, 'abcdefghijklmnopqrstuvwxyz'[at]!]),
);
const MORSE: ReadonlyMap<string, string> = new Map(
  '.- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..'
    .split(' ')
    .map((sign, at) => [sign, 'abcdefghijklmnopqrstuvwxyz'[at]!]),
);

const MORSE_WORD = /(?<![.-])[.-]{1,4}(?: {1,2}[.-]{1,4}){1,30}(?![.-])/g;
const HEX_BYTES = /(?<![\da-f])[\da-f]{2}(?: ?[\da-f]{2}){2,60}(?![\da-f])/gi;
const BASE64 = /(?<![\w+/])[\w+/]{8,200}={0,2}/g;
/** One pattern each for one, two or three first consonants of a word: pig Latin moves these before its "ay". */
const PIG_LATIN = [1, 2, 3].map(
  (count) => new RegExp(String.raw`(?<!\p{L})(\p{L}{1,12}?)([^aeiou\P{L}]{${count}})ay(?!\p{L})`, 'gu'),
);
const TURNED = /[\u202a-\u202e\u2066-\u2069]/;
const PRINTABLE = /^[\p{L}\p{N}\p{P}\p{Zs}]{3,}$/u;

/**
 * The texts that are hidden in a text: in braille, in Morse, as hexadecimal or base64 bytes, in pig Latin, or in reverse order. Empty for a
 * text that hides none.
 */
export const decodedFrom = (text: string): readonly string[] =>
  [fromBraille(text), fromMorse(text), fromHex(text), fromBase64(text), ...fromPigLatin(text), fromTurned(text)].filter(
    (decoded) => decoded !== text && decoded !== '',
  );

const fromBraille = (text: string): string => text.replace(/[\u2801-\u283f]/g, (sign) => BRAILLE.get(sign) ?? sign);

const fromMorse = (text: string): string =>
  text.replace(MORSE_WORD, (word) =>
    word
      .split(/ +/)
      .map((sign) => MORSE.get(sign) ?? '')
      .join(''),
  );

const fromHex = (text: string): string =>
  text.replace(HEX_BYTES, (bytes) => legible(Buffer.from(bytes.replaceAll(' ', ''), 'hex'), bytes));

const fromBase64 = (text: string): string =>
  text.replace(BASE64, (letters) => legible(Buffer.from(letters, 'base64'), letters));

/** The bytes as text; `was` when the bytes are no text. */
const legible = (bytes: Buffer, was: string): string => {
  const said = bytes.toString('utf8');
  return PRINTABLE.test(said) ? said : was;
};

/**
 * Undoes pig Latin: "udenay" is "nude", whose first consonants were moved to the end. A text counts as pig Latin when two words or more, and
 * at least half of its words, end in "ay": "Sunday" alone is no pig Latin.
 */
const fromPigLatin = (text: string): readonly string[] => {
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  const turned = words.filter((word) => /ay$/iu.test(word)).length;
  if (turned < 2 || turned * 2 < words.length) return [];
  return PIG_LATIN.map((pattern) => text.replace(pattern, (_word, rest: string, first: string) => first + rest));
};

const fromTurned = (text: string): string =>
  TURNED.test(text) ? [...text.replace(new RegExp(TURNED, 'g'), '')].toReversed().join('') : text;
