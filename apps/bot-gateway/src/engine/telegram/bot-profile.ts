import { LANGUAGES, type Language } from '@aisha/domain';
import type { TelegramApi } from './telegram-api';

/** What Telegram shows of a bot in one language. */
export interface BotWords {
  /** The name above the chat. */
  readonly name: string;
  /** What an empty chat shows: at most 512 characters (core.telegram.org/bots/api#setmydescription). */
  readonly description: string;
  /** What people see who share the bot: at most 120 characters (core.telegram.org/bots/api#setmyshortdescription). */
  readonly shortDescription: string;
}

/** The profile of the bot that this process runs, in every language. */
export abstract class BotProfile {
  abstract readonly words: Readonly<Record<Language, BotWords>>;
}

const FIELDS = [
  ['Name', 'name', (words: BotWords) => words.name],
  ['Description', 'description', (words: BotWords) => words.description],
  ['ShortDescription', 'short_description', (words: BotWords) => words.shortDescription],
] as const;

/**
 * Tells Telegram the bot's profile in every language. The first language is for everyone whose language has no words of its own. Telegram
 * takes only a few changes a day, so this first asks for the present words and sends only what differs.
 */
export async function setBotProfile(api: TelegramApi, { words }: BotProfile): Promise<void> {
  for (const [what, field, wordsOf] of FIELDS) {
    for (const language of LANGUAGES) {
      const inLanguage = language === LANGUAGES[0] ? {} : { language_code: language };
      const known = await api.call<Record<string, string>>(`getMy${what}`, inLanguage);
      const wanted = wordsOf(words[language]);
      if (known[field] !== wanted) await api.call(`setMy${what}`, { [field]: wanted, ...inLanguage });
    }
  }
}
