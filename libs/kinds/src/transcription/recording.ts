/** The longest recording that is taken, in seconds: a day's conference is sent in parts. */
export const MAX_RECORDING_SECONDS = 5 * 3_600;

/**
 * Why no price could be shown for a recording; each reason has words of its own. `unavailable`: our side is at fault, and a later attempt
 * may work.
 */
export const RECORDING_REFUSALS = [
  'not-fetched',
  'deleted',
  'not-a-recording',
  'no-sound',
  'no-speech',
  'too-long',
  'too-many-at-once',
  'too-many-today',
  'link-unreachable',
  'link-not-allowed',
  'link-too-large',
  'link-page',
  'too-many-links',
  'storage-full',
  'unavailable',
] as const;
export type RecordingRefusal = (typeof RECORDING_REFUSALS)[number];

/**
 * The languages of a recording that a person may name (ISO 639-1), in the order of the buttons. When the person names none, the model finds
 * out itself.
 */
export const SPOKEN_LANGUAGES = ['ru', 'en', 'uk', 'kk', 'de', 'fr', 'es', 'tr'] as const;
export type SpokenLanguage = (typeof SPOKEN_LANGUAGES)[number];

/**
 * The most names and terms of a person, and the length of each in characters. They are hints for the model that writes the person's
 * recordings down.
 */
export const VOCABULARY = { words: 40, length: { min: 2, max: 40 } } as const;

/**
 * The names and terms in a typed list, each once. Undefined when there are none or too many, or when one is too short, too long or has no
 * letter.
 */
export function vocabularyIn(typed: string): string[] | undefined {
  const words = typed
    .split(/[,;\n]/)
    .map((word) => word.replace(/\s+/g, ' ').trim())
    .filter((word) => word !== '');
  const once = [...new Map(words.map((word) => [word.toLowerCase(), word])).values()];
  const { min, max } = VOCABULARY.length;
  const areWords = once.every((word) => word.length >= min && word.length <= max && /\p{L}/u.test(word));
  return once.length > 0 && once.length <= VOCABULARY.words && areWords ? once : undefined;
}
