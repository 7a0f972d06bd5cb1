import { LANGUAGES } from '@aisha/domain';
import { inEveryLanguage, profileTexts } from '@aisha/words';
import type { TelegramApi } from './telegram-api';

/**
 * The bot's profile in Telegram: its name above the chat, the description in an empty chat, and the short description where people share
 * the bot.
 */
const PROFILE = {
  Name: { field: 'name', words: inEveryLanguage(profileTexts, (t) => t.name) },
  // Telegram takes at most 512 characters for this (core.telegram.org/bots/api#setmydescription).
  Description: { field: 'description', words: inEveryLanguage(profileTexts, (t) => t.description) },
  // Telegram takes at most 120 characters for this (core.telegram.org/bots/api#setmyshortdescription).
  ShortDescription: { field: 'short_description', words: inEveryLanguage(profileTexts, (t) => t.shortDescription) },
};

/**
 * Tells Telegram the bot's profile in every language. The first language is for everyone whose language has no words of its own. Telegram
 * takes only a few changes a day, so this first asks for the present words and sends only what differs.
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
