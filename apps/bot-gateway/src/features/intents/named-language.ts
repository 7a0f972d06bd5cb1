import type { Language } from '@aisha/domain';
import { wordsOf } from './intent-classifier';

/** The words by which people name each language of the bot. */
const NAMES: Readonly<Record<Language, readonly string[]>> = {
  ru: ['русский', 'русском', 'русски', 'russian', 'russkiy', 'russki', 'russkom', 'russisch'],
  en: ['английский', 'английском', 'английски', 'инглиш', 'english', 'englisch'],
  de: ['немецкий', 'немецком', 'немецки', 'дойч', 'german', 'deutsch'],
};

const wordSet = (...lines: readonly string[]): ReadonlySet<string> =>
  new Set(lines.flatMap((words) => words.split(' ')));

/** The words that say that the bot is to speak the language. */
const SWITCHING = wordSet(
  'смени сменить поменяй поменять переключи переключись переключить говори',
  'switch change speak',
  'wechsle wechseln',
);
/** Words like "to". Before a language's name they may mean a translation into that language, and not the language of the bot. */
const INTO = wordSet('на по', 'to in the into', 'auf zu in die');
/** The other words that a line may have besides the name of a language when it asks for nothing else. */
const BESIDE = wordSet('язык пожалуйста плиз пж давай', 'language please pls plz', 'sprache bitte');

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
  const [language, ...others] = (Object.keys(NAMES) as Language[]).filter((one) =>
    words.some((word) => NAMES[one].includes(word)),
  );
  if (words.length !== 1 || !language || others.length > 0) return undefined;
  return { language, isSure: !all.some((word) => INTO.has(word)) || all.some((word) => SWITCHING.has(word)) };
}
