import { badRequest } from '../wire/api-error';
import type { Journal, Table } from './journal';
import type { LiveEvents } from './live-events';
import type { Parameters } from '../wire/parameters';
import type { BotCommand } from '../wire/wire';

const MOST_COMMANDS = 100;

/** The bot's command menus by scope and language. */
export class Commands {
  private readonly menus: Table<BotCommand[]>;

  constructor(
    journal: Journal,
    private readonly events: LiveEvents,
  ) {
    this.menus = journal.table('commands');
  }

  set(parameters: Parameters): true {
    const commands = parameters.json('commands', "can't parse commands JSON object");
    if (!Array.isArray(commands)) throw badRequest('parameter "commands" is required');
    if (commands.length > MOST_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
    this.menus.put(menuOf(parameters), commands.map(readCommand));
    this.events.emit({ type: 'commands', person_id: 0 });
    return true;
  }

  get(parameters: Parameters): BotCommand[] {
    return this.menus.get(menuOf(parameters)) ?? [];
  }

  delete(parameters: Parameters): true {
    this.menus.delete(menuOf(parameters));
    this.events.emit({ type: 'commands', person_id: 0 });
    return true;
  }

  /** The menu a person sees: the narrowest scope wins, then their language. */
  seenBy(person: { id: number; language_code: string }): BotCommand[] {
    const scopes = [`chat:${person.id}`, 'all_private_chats', 'default'];
    const names = scopes.flatMap((scope) => [`${scope}|${person.language_code}`, `${scope}|`]);
    return names.map((name) => this.menus.get(name)).find((menu) => menu && menu.length > 0) ?? [];
  }
}

const menuOf = (parameters: Parameters): string => {
  const scope = parameters.json('scope', "can't parse BotCommandScope") as
    { type?: string; chat_id?: number | string } | undefined;
  const name = scope?.type === 'chat' ? `chat:${scope.chat_id}` : (scope?.type ?? 'default');
  return `${name}|${parameters.string('language_code')}`;
};

const readCommand = (value: { command?: unknown; description?: unknown } | null): BotCommand => {
  const command = String(value?.command ?? '').replace(/^\//, '');
  const description = String(value?.description ?? '').trim();
  if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
  if (description.length < 1 || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  return { command, description };
};
