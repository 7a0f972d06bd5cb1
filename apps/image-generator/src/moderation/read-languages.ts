import { detect } from 'tinyld/light';

/**
 * The languages for which the lists of words are complete. For every other language, German included, the lists have only the plainest
 * words.
 */
const READ: ReadonlySet<string> = new Set(['en', 'ru']);

/** Letters of other Cyrillic alphabets, whose texts the language detector would report as Russian. */
const OTHER_CYRILLIC = /[іїєґўәғқңөұүһђјљњћџѓќѕ]/iu;

/**
 * Whether the rules may judge a text alone. The detector may report another language for a short text. Its order then only waits for the
 * language model, which does no harm.
 */
export const isReadByRules = (text: string): boolean => !OTHER_CYRILLIC.test(text) && READ.has(detect(text));
