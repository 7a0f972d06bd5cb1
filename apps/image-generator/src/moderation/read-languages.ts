import { detect } from 'tinyld/light';

/**
 * The languages for which the lists of words are complete: those of the product. In other languages the lists have only the plainest words.
 */
const READ: ReadonlySet<string> = new Set(['en', 'ru']);

/** Letters of other Cyrillic alphabets, whose texts the language detector takes for Russian. */
const OTHER_CYRILLIC = /[іїєґўәғқңөұүһђјљњћџѓќѕ]/iu;

/**
 * Whether the rules may judge a text alone. The detector may take a short text for another language; its order then only waits for the
 * language model, which does no harm.
 */
export const isReadByRules = (text: string): boolean => !OTHER_CYRILLIC.test(text) && READ.has(detect(text));
