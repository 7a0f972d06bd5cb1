import { LANGUAGES, type Language } from '@aisha/domain';
import type { TelegramApi } from './telegram-api';

/** What Telegram shows of the bot: its name above the chat, the description in an empty chat, the short one where it is shared. */
const PROFILE = {
  Name: { field: 'name', ru: 'Аиша', en: 'Aisha' },
  // At most 512 characters (core.telegram.org/bots/api#setmydescription).
  Description: {
    field: 'description',
    ru: `Пришлите 10–20 своих фото, и я соберу ваш личный аватар. Дальше хватит одной строки: «я в Париже», «деловой портрет», «рыцарь у замка» — и вы на картинке.

А голосовые я превращаю в текст.

Платите только за готовое. Нажмите кнопку внизу, и начнём.`,
    en: `Send 10–20 photos of yourself and I’ll make your personal avatar. Then one line is enough: “me in Paris”, “a business portrait”, “a knight at a castle” — and you’re in the picture.

I also turn voice messages into text.

You pay only for what you get. Press the button below to begin.`,
  },
  // At most 120 characters (core.telegram.org/bots/api#setmyshortdescription).
  ShortDescription: {
    field: 'short_description',
    ru: 'Картинки с вами по одной строке и текст из голосовых. Платите только за готовое.',
    en: 'Pictures of you from one line, and text from voice messages. You pay only for what you get.',
  },
} satisfies Record<string, Record<Language | 'field', string>>;

/**
 * Says who the bot is, in every language: the first is for everyone whose language has no words of its own. Telegram takes few changes
 * a day, so it is asked first, and told only what differs.
 */
export async function setBotProfile(api: TelegramApi): Promise<void> {
  for (const [what, { field, ...words }] of Object.entries(PROFILE)) {
    for (const language of LANGUAGES) {
      const inLanguage = language === LANGUAGES[0] ? {} : { language_code: language };
      const known = await api.call<Record<string, string>>(`getMy${what}`, inLanguage);
      if (known[field] !== words[language]) await api.call(`setMy${what}`, { [field]: words[language], ...inLanguage });
    }
  }
}
