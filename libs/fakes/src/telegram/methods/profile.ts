import type { TelegramState } from '../telegram-state';
import { refusals } from '../api-error';
import { chatOf } from '../chats';
import { chatIdOf } from './addressing';
import type { Method } from './method';

/** The bot itself, its command menu and the files it may fetch. */
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
    const { file_id, file_unique_id, size, path } = telegram.files.openDownload(parameters.string('file_id'));
    return { file_id, file_unique_id, file_size: size, file_path: path };
  },
});
