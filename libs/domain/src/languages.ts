// Made from the folders of message files (libs/words/src) by `npm run docs`.

/** Languages the bot speaks; the first is the default. Buttons name one by its index. */
export const LANGUAGES = ['ru', 'en', 'de'] as const;
