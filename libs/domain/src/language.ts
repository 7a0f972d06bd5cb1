/** Languages the bot speaks; the first is the default. */
export const LANGUAGES = ['ru', 'en'] as const;
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

/** Russian unless Telegram says English: most people here read Russian. */
export const languageOf = (telegramCode: string | undefined): Language =>
  telegramCode?.toLowerCase().startsWith('en') ? 'en' : 'ru';
