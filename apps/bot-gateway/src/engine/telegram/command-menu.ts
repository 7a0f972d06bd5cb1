import { LANGUAGES, type Language } from '@aisha/domain';
import { groupsTexts } from '@aisha/words';
import type { Registry } from '../conversation/registry';
import { ASK_COMMAND } from './group-update';
import type { TelegramApi } from './telegram-api';

/**
 * Sets the commands behind Telegram's «/» button. They are in Russian by default and in other languages for those who use them. In groups
 * there is only the one command that the bot answers there.
 */
export async function setCommandMenu(api: TelegramApi, registry: Registry): Promise<void> {
  const scopes = [
    ['all_private_chats', (language: Language) => commandsIn(registry, language)],
    [
      'all_group_chats',
      (language: Language) => [{ command: ASK_COMMAND, description: groupsTexts[language].askCommand }],
    ],
  ] as const;
  for (const [type, commands] of scopes) {
    for (const language of LANGUAGES) {
      await api.call('setMyCommands', {
        commands: commands(language),
        scope: { type },
        ...(language === LANGUAGES[0] ? {} : { language_code: language }),
      });
    }
  }
}

const commandsIn = (registry: Registry, language: Language) =>
  registry.actions.flatMap(({ command, described }) =>
    command && described ? [{ command, description: described[language] }] : [],
  );
