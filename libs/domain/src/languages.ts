// Made from the folders of message files (libs/words/src) by `npm run docs`.

/** Languages the bot speaks; the first is the default. Buttons name one by its index, so a new one is the last. */
export const LANGUAGES = ['ru', 'en', 'de'] as const;

/** The names of these languages: in the language itself, and in English. */
export const BOT_LANGUAGE_NAMES = {
  ru: { own: 'Русский', en: 'Russian' },
  en: { own: 'English', en: 'English' },
  de: { own: 'Deutsch', en: 'German' },
} as const;
