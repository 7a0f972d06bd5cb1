import type { Language } from '@aisha/domain';
import { wordsOf } from './intent-classifier';

/** The words by which people name each language of the bot. */
const NAMES: Readonly<Record<Language, readonly string[]>> = {
  ru: ['русский', 'русском', 'русски', 'russian', 'russkiy', 'russki', 'russkom', 'russisch'],
  en: ['английский', 'английском', 'английски', 'инглиш', 'english', 'eng', 'englisch'],
  de: ['немецкий', 'немецком', 'немецки', 'дойч', 'german', 'deutsch'],
};

/** The words that may stand beside a language's name when nothing else is asked. */
const BESIDE = new Set(
  [
    'на по язык смени сменить поменяй поменять переключи переключись переключить пожалуйста плиз пж давай говори',
    'to in the into language switch change speak please pls plz',
    'auf zu in die sprache wechsle wechseln bitte',
  ].flatMap((words) => words.split(' ')),
);

/** The language that a line names, when the line asks for nothing else: «English», «поменяй язык на английский». */
export function namedLanguage(line: string): Language | undefined {
  const words = wordsOf(line).filter((word) => !BESIDE.has(word));
  const [language, ...others] = (Object.keys(NAMES) as Language[]).filter((one) =>
    words.some((word) => NAMES[one].includes(word)),
  );
  return words.length === 1 && others.length === 0 ? language : undefined;
}
