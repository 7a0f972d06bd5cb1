/** Languages the bot speaks; the first is the default. */
export const LANGUAGES = ['ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Russian unless Telegram says English: most people here read Russian (design §5). */
export const languageOf = (telegramCode: string | undefined): Language =>
  telegramCode?.toLowerCase().startsWith('en') ? 'en' : 'ru';
