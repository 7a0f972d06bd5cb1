import { LANGUAGES } from './languages';

export { LANGUAGES };
export type Language = (typeof LANGUAGES)[number];

/** What languages are called (ISO 639-1): by their own speakers, after «перевод на», and in English. */
export const LANGUAGE_NAMES = {
  ru: { own: 'Русский', ru: 'русский', en: 'Russian' },
  en: { own: 'English', ru: 'английский', en: 'English' },
  de: { own: 'Deutsch', ru: 'немецкий', en: 'German' },
  es: { own: 'Español', ru: 'испанский', en: 'Spanish' },
  fr: { own: 'Français', ru: 'французский', en: 'French' },
  zh: { own: '简体中文', ru: 'китайский', en: 'Simplified Chinese' },
  tr: { own: 'Türkçe', ru: 'турецкий', en: 'Turkish' },
  uk: { own: 'Українська', ru: 'украинский', en: 'Ukrainian' },
  kk: { own: 'Қазақша', ru: 'казахский', en: 'Kazakh' },
} as const;

/** The language of a person whose Telegram is in this one (IETF), as far as the bot speaks it; Russian if not: most people here read it. */
export const languageOf = (telegramCode: string | undefined): Language =>
  LANGUAGES.find((language) => telegramCode?.toLowerCase().split('-')[0] === language) ?? LANGUAGES[0];
