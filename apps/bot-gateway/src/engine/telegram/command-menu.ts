import { LANGUAGES, type Language } from '@aisha/domain';
import type { Registry } from '../conversation/registry';
import type { TelegramApi } from './telegram-api';

/**
 * The commands behind Telegram's «/» button: Russian by default, other languages for those who use them. Only in private chats: in a
 * group it would offer commands that the bot refuses there.
 */
export async function setCommandMenu(api: TelegramApi, registry: Registry): Promise<void> {
  for (const language of LANGUAGES) {
    await api.call('setMyCommands', {
      commands: commandsIn(registry, language),
      scope: { type: 'all_private_chats' },
      ...(language === LANGUAGES[0] ? {} : { language_code: language }),
    });
  }
}

const commandsIn = (registry: Registry, language: Language) =>
  registry.actions.flatMap(({ command, described }) =>
    command && described ? [{ command, description: described[language] }] : [],
  );
