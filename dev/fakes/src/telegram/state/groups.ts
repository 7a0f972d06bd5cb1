import { ApiError, refusals } from '../wire/api-error';
import type { Chats, SendOptions } from './chats';
import { asSeenByBot, type StoredMessage, type StoredPerson, userOf } from './stored-chat';
import type { Counters, Journal, Table } from './journal';
import type { ScaledClock } from './scaled-clock';
import type { Updates } from './updates';
import type { ChatMemberUpdated, GroupChat, Message, MessageContent } from '../wire/wire';

type Membership = 'left' | 'member' | 'administrator' | 'kicked';

/** A chat of several people, with the bot in it or not. */
export interface StoredGroup {
  id: number;
  title: string;
  type: 'group' | 'supergroup';
  members: number[];
  /** The bot's membership; it is `left` also while the bot has never been a member. */
  bot: Membership;
  /** The supergroup this group became. */
  upgraded_to?: number;
}

const FIRST_GROUP = 4_000_000_001;
/** The ids of supergroups are negative and begin with -100; this number, negated, is the first. */
const FIRST_SUPERGROUP = 1_001_000_000_001;

/** Chats of several people: their members, and which of their messages the bot receives. */
export class Groups {
  private readonly groups: Table<StoredGroup>;

  constructor(
    journal: Journal,
    private readonly counters: Counters,
    private readonly clock: ScaledClock,
    private readonly chats: Chats,
    private readonly updates: Updates,
  ) {
    this.groups = journal.table('groups');
  }

  create(owner: StoredPerson, title: string): StoredGroup {
    const id = -this.counters.next('group', FIRST_GROUP);
    return this.groups.put(id, { id, title, type: 'group', members: [owner.id], bot: 'left' });
  }

  /** The groups that a person is in; for a group that became a supergroup, the supergroup. */
  of(person: StoredPerson): StoredGroup[] {
    return this.groups.values().filter((group) => group.members.includes(person.id) && group.upgraded_to === undefined);
  }

  /** The group as one of its members sees it. */
  ofMember(person: StoredPerson, id: number): StoredGroup {
    const group = this.groups.get(id);
    if (!group?.members.includes(person.id)) throw new ApiError(404, `${person.first_name} is in no group ${id}`);
    if (group.upgraded_to !== undefined) throw new ApiError(409, `the group goes on as ${group.upgraded_to}`);
    return group;
  }

  join(person: StoredPerson, id: number): StoredGroup {
    const group = this.groups.get(id);
    if (!group) throw new ApiError(404, `there is no group ${id}`);
    if (group.members.includes(person.id)) return group;
    const joined = this.groups.put(id, { ...group, members: [...group.members, person.id] });
    this.tell(joined, this.chats.add(person, chatOfGroup(joined), { new_chat_members: [userOf(person)] }).message);
    return joined;
  }

  addBot(person: StoredPerson, group: StoredGroup): StoredGroup {
    const added = this.change(person, group, 'member');
    this.say(person, added, { new_chat_members: [this.chats.bot] });
    return added;
  }

  /** Makes the bot an administrator, which receives all messages, with or without privacy mode. */
  promoteBot(person: StoredPerson, group: StoredGroup): StoredGroup {
    return this.change(person, group, 'administrator');
  }

  removeBot(person: StoredPerson, group: StoredGroup): StoredGroup {
    this.say(person, group, { left_chat_member: this.chats.bot });
    return this.change(person, group, 'kicked');
  }

  /**
   * The group goes on as a supergroup under another id. The bot gets a service message in each of the two chats, and is also told that it
   * has just joined the new one (github.com/tdlib/telegram-bot-api/issues/266).
   */
  upgrade(person: StoredPerson, group: StoredGroup): StoredGroup {
    const id = -this.counters.next('supergroup', FIRST_SUPERGROUP);
    const { title, members, bot } = group;
    this.say(person, group, { migrate_to_chat_id: id });
    this.groups.put(group.id, { ...group, upgraded_to: id });
    const upgraded = this.groups.put(id, { id, title, members, type: 'supergroup', bot: 'left' });
    if (bot === 'left' || bot === 'kicked') return upgraded;
    const joined = this.change(person, upgraded, bot);
    this.say(person, joined, { migrate_from_chat_id: group.id });
    return joined;
  }

  say(person: StoredPerson, group: StoredGroup, content: MessageContent, options: SendOptions = {}): StoredMessage {
    const stored = this.chats.add(person, chatOfGroup(group), content, options);
    this.tell(group, stored.message);
    return stored;
  }

  /** The group for the bot to write to; throws Telegram's refusal when the bot cannot write there. */
  reachable(id: number): GroupChat {
    const group = this.groups.get(id);
    if (!group || (group.bot === 'left' && group.upgraded_to === undefined)) throw refusals.chatNotFound();
    if (group.upgraded_to !== undefined) throw refusals.upgraded(group.upgraded_to);
    if (group.bot === 'kicked') throw refusals.kicked(group.type);
    return chatOfGroup(group);
  }

  isAdministered(id: number): boolean {
    return this.groups.get(id)?.bot === 'administrator';
  }

  private tell(group: StoredGroup, message: Message): void {
    const isThere = group.bot === 'member' || group.bot === 'administrator';
    if (isThere && (group.bot === 'administrator' || this.concernsBot(message))) {
      this.updates.push('message', group.id, { message: asSeenByBot({ by: 'person', message }) });
    }
  }

  /** Whether the bot gets the message in privacy mode: a command that is not for another bot, a reply to the bot, or a service message. */
  private concernsBot(message: Message): boolean {
    if (SERVICE.some((field) => message[field] !== undefined)) return true;
    if (message.reply_to_message?.from.id === this.chats.bot.id) return true;
    const [, addressee] = /^\/\w+(?:@(\w+))?/.exec(message.text ?? '') ?? [];
    const isCommand = message.entities?.some(({ type, offset }) => type === 'bot_command' && offset === 0) ?? false;
    return (
      isCommand && (addressee ?? this.chats.bot.username)?.toLowerCase() === this.chats.bot.username?.toLowerCase()
    );
  }

  private change(person: StoredPerson, group: StoredGroup, to: Membership): StoredGroup {
    const changed = this.groups.put(group.id, { ...group, bot: to });
    const membership = (status: Membership): ChatMemberUpdated['new_chat_member'] => ({
      user: this.chats.bot,
      status,
      ...(status === 'kicked' ? { until_date: 0 } : {}),
    });
    this.updates.push('my_chat_member', group.id, {
      my_chat_member: {
        chat: chatOfGroup(changed),
        from: userOf(person),
        date: this.clock.seconds(),
        old_chat_member: membership(group.bot),
        new_chat_member: membership(to),
      },
    });
    return changed;
  }
}

const SERVICE = [
  ...(['new_chat_members', 'left_chat_member', 'migrate_to_chat_id', 'migrate_from_chat_id'] as const),
  ...(['successful_payment'] as const),
];

const chatOfGroup = ({ id, title, type }: StoredGroup): GroupChat => ({
  id,
  title,
  type,
  ...(type === 'group' ? { all_members_are_administrators: true } : {}),
});
