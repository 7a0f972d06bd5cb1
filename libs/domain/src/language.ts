import { BOT_LANGUAGE_NAMES, LANGUAGES } from './languages';

export { LANGUAGES };
export type Language = (typeof LANGUAGES)[number];

/** The names of languages (ISO 639-1) that are translated into or heard in recordings, whether the bot speaks them or not. */
const OTHER_NAMES = {
  es: { own: 'Español', en: 'Spanish' },
  fr: { own: 'Français', en: 'French' },
  zh: { own: '简体中文', en: 'Simplified Chinese' },
  tr: { own: 'Türkçe', en: 'Turkish' },
  uk: { own: 'Українська', en: 'Ukrainian' },
  kk: { own: 'Қазақша', en: 'Kazakh' },
} as const;

/** The names of languages (ISO 639-1): in the language itself, and in English. */
export const LANGUAGE_NAMES = { ...OTHER_NAMES, ...BOT_LANGUAGE_NAMES };
export type NamedLanguage = keyof typeof LANGUAGE_NAMES;

/**
 * The language of a person by Telegram's code (IETF); Russian where the bot does not speak that language, because most
 * people here read it.
 */
export const languageOf = (telegramCode: string | undefined): Language =>
  LANGUAGES.find((language) => telegramCode?.toLowerCase().split('-')[0] === language) ?? LANGUAGES[0];
