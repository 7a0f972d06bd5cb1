/**
 * Cyrillic, Armenian and other letters that look like a Latin one, under that Latin letter. The words of the rules go through the same
 * table, so a Russian word stays comparable with itself. Only close look-alikes count: with «и» as u the name «Рита» would become a Spanish
 * swear word. Unicode's own list does not fit (decision 26).
 */
const IN_BOTH_CASES: Readonly<Record<string, string>> = {
  a: 'аɑᴀ',
  b: 'вʙ',
  c: 'сᴄ',
  d: 'ԁđðᴅ',
  e: 'еєᴇ',
  f: 'ꜰ',
  g: 'ɡɢ',
  h: 'нһհʜ',
  i: 'іıɪ',
  j: 'јᴊ',
  k: 'кᴋ',
  l: 'ӏłʟ',
  m: 'мᴍ',
  n: 'ոɴ',
  o: 'оօøᴏ',
  p: 'рᴘ',
  q: 'ԛ',
  r: 'ʀ',
  s: 'ѕꜱ',
  t: 'тᴛ',
  u: 'սᴜ',
  v: 'ѵᴠ',
  w: 'ԝᴡ',
  x: 'х',
  y: 'уүʏ',
  z: 'ᴢ',
  ae: 'æ',
  oe: 'œ',
  ss: 'ß',
};

/** Greek letters by case, because a Greek capital may look like another Latin letter than its small form does. */
const GREEK: Readonly<Record<string, string>> = {
  a: 'αΑ',
  b: 'βΒ',
  c: 'ςϲ',
  e: 'εΕ',
  h: 'Η',
  i: 'ιΙ',
  k: 'κΚ',
  m: 'Μ',
  n: 'ηπΝ',
  o: 'οσΟ',
  p: 'ρΡ',
  t: 'τΤ',
  u: 'μυ',
  v: 'ν',
  w: 'ω',
  x: 'χΧ',
  y: 'γΥ',
  z: 'ζΖ',
};

/** The code points of three alphabets of letters on a coloured ground, each at its letter A: 🅐, 🅰, 🇦. */
const ALPHABETS = [0x1f150, 0x1f170, 0x1f1e6];

const A = 'a'.codePointAt(0)!;

export const LOOK_ALIKES: ReadonlyMap<string, string> = new Map([
  ...Object.entries(IN_BOTH_CASES).flatMap(([latin, others]) =>
    [...others, ...others.toUpperCase()].map((other) => [other, latin] as const),
  ),
  ...Object.entries(GREEK).flatMap(([latin, others]) => [...others].map((other) => [other, latin] as const)),
  ...ALPHABETS.flatMap((first) =>
    Array.from({ length: 26 }, (_, n) => [String.fromCodePoint(first + n), String.fromCodePoint(A + n)] as const),
  ),
]);

/** The letter that each digit or sign stands for. */
export const LEETSPEAK: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'i',
  '+': 't',
  '€': 'e',
};

/** The letter that each digit or sign stands for in a text of Cyrillic letters. */
export const CYRILLIC_LEETSPEAK: Readonly<Record<string, string>> = {
  ...LEETSPEAK,
  '1': 'и',
  '3': 'з',
  '4': 'ч',
  '6': 'б',
};
