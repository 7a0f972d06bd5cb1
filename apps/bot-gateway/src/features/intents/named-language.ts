import { type Language, LANGUAGES } from '@aisha/domain';
import { languageTexts } from '@aisha/words';
import { wordsOf } from './intent-classifier';

type Words = (typeof languageTexts)[Language];
const wordSet = (pick: (t: Words) => string, ...languages: readonly Language[]): ReadonlySet<string> =>
  new Set(languages.flatMap((language) => pick(languageTexts[language]).split(/\s+/)));

/** The words by which people name each language of the bot. */
const NAMES = new Map(LANGUAGES.map((language) => [language, wordSet((t) => t.named, language)]));
/** The words that say that the bot is to speak the language. */
const SWITCHING = wordSet((t) => t.switching, ...LANGUAGES);
/** Words like "to". Before a language's name they may mean a translation into that language, and not the language of the bot. */
const INTO = wordSet((t) => t.into, ...LANGUAGES);
/** The other words that a line may have besides the name of a language when it asks for nothing else. */
const BESIDE = wordSet((t) => t.beside, ...LANGUAGES);

/** The language that a line names. */
interface NamedLanguage {
  readonly language: Language;
  /**
   * Whether the line surely means the bot's language: «English», «поменяй язык на английский». «На английский» alone may ask for a
   * translation.
   */
  readonly isSure: boolean;
}

/** The language that a line names when it asks for nothing else; undefined for any other line. */
export function namedLanguage(line: string): NamedLanguage | undefined {
  const all = wordsOf(line);
  const words = all.filter((word) => ![SWITCHING, INTO, BESIDE].some((known) => known.has(word)));
  const [language, ...others] = LANGUAGES.filter((one) => words.some((word) => NAMES.get(one)!.has(word)));
  if (words.length !== 1 || !language || others.length > 0) return undefined;
  return { language, isSure: !all.some((word) => INTO.has(word)) || all.some((word) => SWITCHING.has(word)) };
}
