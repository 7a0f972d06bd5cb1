import { LANGUAGES } from '@aisha/domain';
import { inEveryLanguage, profileTexts } from '@aisha/words';
import type { TelegramApi } from './telegram-api';

/** The bot's profile in Telegram: its name above the chat, the description in an empty chat, the short one where the bot is shared. */
const PROFILE = {
  Name: { field: 'name', words: inEveryLanguage(profileTexts, (t) => t.name) },
  // Telegram takes at most 512 characters (core.telegram.org/bots/api#setmydescription).
  Description: { field: 'description', words: inEveryLanguage(profileTexts, (t) => t.description) },
  // Telegram takes at most 120 characters (core.telegram.org/bots/api#setmyshortdescription).
  ShortDescription: { field: 'short_description', words: inEveryLanguage(profileTexts, (t) => t.shortDescription) },
};

/**
 * Tells Telegram the bot's profile in every language: the first is for everyone whose language has no words of its own.
 * Telegram takes few changes a day, so it is asked first, and told only what differs.
 */
export async function setBotProfile(api: TelegramApi): Promise<void> {
  for (const [what, { field, words }] of Object.entries(PROFILE)) {
    for (const language of LANGUAGES) {
      const inLanguage = language === LANGUAGES[0] ? {} : { language_code: language };
      const known = await api.call<Record<string, string>>(`getMy${what}`, inLanguage);
      if (known[field] !== words[language]) await api.call(`setMy${what}`, { [field]: words[language], ...inLanguage });
    }
  }
}
