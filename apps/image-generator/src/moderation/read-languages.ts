import { detect } from 'tinyld/light';

/** The languages of the product, for which the lists are made. In others the lists have only the plainest words. */
const READ: ReadonlySet<string> = new Set(['en', 'ru']);

/** Letters of other Cyrillic alphabets, which look like Russian to the detector. */
const OTHER_CYRILLIC = /[іїєґўәғқңөұүһђјљњћџѓќѕ]/iu;

/**
 * Whether the rules may judge a text alone. A short text may count as another language: then its order waits, which
 * does no harm.
 */
export const isReadByRules = (text: string): boolean => !OTHER_CYRILLIC.test(text) && READ.has(detect(text));
