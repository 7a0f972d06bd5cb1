import { decodedFrom } from './ciphers';
import { CYRILLIC_LEETSPEAK, LEETSPEAK, LOOK_ALIKES } from './look-alikes';

const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{M}]/gu;
const DRAWN_OUT = /(\p{L})\1{2,}/gu;

/**
 * The text as a reader sees it, in plain small letters: without invisible characters, accents, look-alikes of other
 * alphabets, or repeats as in "nuuude".
 */
export const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(INVISIBLE, '')
    .replace(/[^\u0020-\u007e]/gu, (character) => LOOK_ALIKES.get(character) ?? character)
    .toLowerCase()
    .replace(DRAWN_OUT, '$1');

const TOKEN = /[^\s]+/gu;

const withoutLeetspeak = (text: string, one: 'i' | 'l'): string =>
  text.replace(TOKEN, (token) => {
    const letters = /\p{Script=Cyrillic}/u.test(token) ? CYRILLIC_LEETSPEAK : LEETSPEAK;
    return token.replace(/[^\p{L}\s]/gu, (sign) => (letters[sign] === 'i' ? one : (letters[sign] ?? sign)));
  });

const SPACED_OUT = /(?<![\p{L}\p{N}])[\p{L}\p{N}](?:[^\p{L}\p{N}]{1,3}[\p{L}\p{N}](?![\p{L}\p{N}])){2,}/gu;
/** Matches a sign within a word, except the apostrophe of "who're" and "Brest's", which are two words each. */
const BROKEN_WORD = /(?<=\p{L})(?!['’](?:re|s|ll|ve|d|m|t)(?!\p{L}))[^\p{L}\p{N}\s]{1,2}(?=\p{L})/gu;

/**
 * Joins the letters of "n u d e", "a n u d e", «п у т и н в лесу» and "n.u-d_e". The first and the last letter may also be words of their
 * own.
 */
const joined = (text: string): string =>
  text
    .replace(SPACED_OUT, (letters) => {
      const word = letters.replace(/[^\p{L}\p{N}]/gu, '');
      return `${word} ${word.slice(1)} ${word.slice(0, -1)}`;
    })
    .replace(BROKEN_WORD, '');

/** All readings of a text. Only the rules read them; a model reads the text as the person wrote it. */
export function readingsOf(text: string): readonly string[] {
  const plain = folded(text);
  const spelt = [plain, withoutLeetspeak(plain, 'i'), withoutLeetspeak(plain, 'l')];
  const decoded = decodedFrom(text).map(folded);
  return [...new Set([...spelt.flatMap((reading) => [reading, joined(reading)]), ...decoded])];
}
