import type { World } from '../world';
import { refusals } from '../api-error';
import { chatOf } from '../chats';
import { chatIdOf } from './addressing';
import type { Method } from './method';

/** The bot itself, its command menu and the files it may fetch. */
export const profileMethods = (world: World): Record<string, Method> => ({
  getMe: () => ({
    ...world.bot,
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
  setMyCommands: (parameters) => world.commands.set(parameters),
  getMyCommands: (parameters) => world.commands.get(parameters),
  deleteMyCommands: (parameters) => world.commands.delete(parameters),
  getChat: (parameters) => {
    const id = chatIdOf(parameters);
    if (id < 0) return world.groups.reachable(id);
    const person = world.chats.person(id);
    if (!person?.started) throw refusals.chatNotFound();
    return chatOf(person);
  },
  getFile: (parameters) => {
    const { file_id, file_unique_id, size, path } = world.files.openDownload(parameters.string('file_id'));
    return { file_id, file_unique_id, file_size: size, file_path: path };
  },
});
