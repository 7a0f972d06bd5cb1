import { LANGUAGES } from './languages';

export { LANGUAGES };
export type Language = (typeof LANGUAGES)[number];

/** The names of languages (ISO 639-1): in the language itself, and in English. */
export const LANGUAGE_NAMES = {
  ru: { own: 'Русский', en: 'Russian' },
  en: { own: 'English', en: 'English' },
  de: { own: 'Deutsch', en: 'German' },
  es: { own: 'Español', en: 'Spanish' },
  fr: { own: 'Français', en: 'French' },
  zh: { own: '简体中文', en: 'Simplified Chinese' },
  tr: { own: 'Türkçe', en: 'Turkish' },
  uk: { own: 'Українська', en: 'Ukrainian' },
  kk: { own: 'Қазақша', en: 'Kazakh' },
} as const;

/**
 * The language of a person by Telegram's code (IETF); Russian where the bot does not speak that language, because most
 * people here read it.
 */
export const languageOf = (telegramCode: string | undefined): Language =>
  LANGUAGES.find((language) => telegramCode?.toLowerCase().split('-')[0] === language) ?? LANGUAGES[0];
