import type { StoredGroup } from './state/groups';
import { Person } from './person';

/**
 * A person in a group: everything they send, press and see happens in the group, and not in their own chat with the
 * bot.
 */
export class GroupMember extends Person {
  private constructor(
    person: Person,
    readonly chatId: number,
  ) {
    super(person.url, person.id, person.firstName, chatId);
  }

  /** Creates a group in which this person is alone. */
  static async creates(person: Person, title: string): Promise<GroupMember> {
    const group = await person.post<StoredGroup>('/groups', { title });
    return new GroupMember(person, group.id);
  }

  /** Joins the group another member is in. */
  static async joins(person: Person, { chatId }: GroupMember): Promise<GroupMember> {
    await person.post('/groups/join', { chat_id: chatId });
    return new GroupMember(person, chatId);
  }

  async addsBot(): Promise<void> {
    await this.post('/groups/add-bot', {});
  }

  /** Makes the bot an administrator: from then on Telegram tells it everything that is said in the group. */
  async promotesBot(): Promise<void> {
    await this.post('/groups/promote-bot', {});
  }

  async removesBot(): Promise<void> {
    await this.post('/groups/remove-bot', {});
  }

  /** Makes the group a supergroup, and returns the same person in it. */
  async upgrades(): Promise<GroupMember> {
    const group = await this.post<StoredGroup>('/groups/upgrade', {});
    return new GroupMember(this, group.id);
  }
}
