import type { TelegramState } from '../state/telegram-state';
import { badRequest, refusals } from '../wire/api-error';
import { chatOf } from '../state/stored-chat';
import { chatIdOf } from './addressing';
import type { Parameters } from '../wire/parameters';
import type { Method } from './method';

const MOST_NAME_CHARACTERS = 64;
const MOST_DESCRIPTION_CHARACTERS = 512;
const MOST_SHORT_CHARACTERS = 120;

/** Methods for the bot's own profile, its command menu and the files it may download. */
export const profileMethods = (telegram: TelegramState): Record<string, Method> => ({
  getMe: () => ({
    ...telegram.bot,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    supports_guest_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
  }),
  close: () => true,
  logOut: () => true,
  getMyName: (parameters) => ({
    name: telegram.names[parameters.string('language_code')] ?? telegram.bot.first_name,
  }),
  setMyName: (parameters) => {
    const name = parameters.string('name').trim();
    if ([...name].length > MOST_NAME_CHARACTERS) throw badRequest('BOT_TITLE_INVALID');
    const language = parameters.string('language_code');
    if (language) telegram.names[language] = name;
    else telegram.bot.first_name = name;
    return true;
  },
  getMyDescription: (parameters) => ({
    description: inLanguage(telegram.descriptions, parameters.string('language_code')),
  }),
  setMyDescription: (parameters) => {
    const description = textOf(parameters, 'description', MOST_DESCRIPTION_CHARACTERS);
    telegram.descriptions[parameters.string('language_code')] = description;
    telegram.events.emit({ type: 'bot', person_id: 0 });
    return true;
  },
  getMyShortDescription: (parameters) => ({
    short_description: inLanguage(telegram.shortDescriptions, parameters.string('language_code')),
  }),
  setMyShortDescription: (parameters) => {
    const description = textOf(parameters, 'short_description', MOST_SHORT_CHARACTERS);
    telegram.shortDescriptions[parameters.string('language_code')] = description;
    return true;
  },
  setMyCommands: (parameters) => telegram.commands.set(parameters),
  getMyCommands: (parameters) => telegram.commands.get(parameters),
  deleteMyCommands: (parameters) => telegram.commands.delete(parameters),
  getChat: (parameters) => {
    const id = chatIdOf(parameters);
    if (id < 0) return telegram.groups.reachable(id);
    const person = telegram.chats.person(id);
    if (!person?.started) throw refusals.chatNotFound();
    return chatOf(person);
  },
  getFile: (parameters) => {
    const file = telegram.files.openDownload(parameters.string('file_id'));
    const { file_id, file_unique_id, size } = file;
    return { file_id, file_unique_id, file_size: size, file_path: telegram.files.pathOf(file) };
  },
});

const inLanguage = (words: Readonly<Record<string, string>>, language: string): string =>
  words[language] ?? words[''] ?? '';

/**
 * A text of the bot's profile. Refuses a text of more than `most` characters: Telegram's documentation gives the limits but not the refusal,
 * so the words of this refusal imitate those for names.
 */
const textOf = (parameters: Parameters, field: string, most: number): string => {
  const text = parameters.string(field).trim();
  if ([...text].length > most) throw badRequest('BOT_DESCRIPTION_INVALID');
  return text;
};
