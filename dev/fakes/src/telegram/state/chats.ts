import { refusals } from '../wire/api-error';
import type { Counters, Journal, Table } from './journal';
import type { LiveEvents } from './live-events';
import type { ScaledClock } from './scaled-clock';
import { type Press, type StoredMessage, type StoredPerson, userOf } from './stored-chat';
import type { Chat, Message, MessageContent, ReplyMarkup, User } from '../wire/wire';

export interface SendOptions {
  reply_to?: Message;
  media_group_id?: string;
  reply_markup?: ReplyMarkup;
}

const FIRST_PERSON_ID = 5_000_000_001;
const INITIAL_STARS = 10_000;
const PRESSES_KEPT = 5;

/** People and their messages, both ways; ids are never used twice. */
export class Chats {
  private readonly people: Table<StoredPerson>;
  private readonly messages: Table<StoredMessage>;
  private readonly idsByChat = new Map<number, number[]>();

  constructor(
    journal: Journal,
    private readonly counters: Counters,
    private readonly clock: ScaledClock,
    private readonly events: LiveEvents,
    readonly bot: User,
  ) {
    this.people = journal.table('people');
    this.messages = journal.table('messages');
    for (const { message } of this.messages.values()) this.index(message.chat.id, message.message_id);
  }

  join(facts: Partial<StoredPerson> & { first_name: string }): StoredPerson {
    let id = facts.id;
    while (id === undefined || (facts.id === undefined && this.people.get(id))) {
      id = this.counters.next('person', FIRST_PERSON_ID);
    }
    const known = this.people.get(id);
    return this.keep({
      started: false,
      blocked: false,
      stars: INITIAL_STARS,
      ...known,
      language_code: facts.language_code ?? known?.language_code ?? 'ru',
      first_name: facts.first_name,
      ...(facts.last_name === undefined ? {} : { last_name: facts.last_name }),
      ...(facts.username === undefined ? {} : { username: facts.username }),
      ...(facts.drawn_as === undefined ? {} : { drawn_as: facts.drawn_as }),
      ...(facts.plays_itself && { plays_itself: true }),
      id,
    });
  }

  keep(person: StoredPerson): StoredPerson {
    this.people.put(person.id, person);
    this.events.emit({ type: 'person', person_id: person.id, person });
    return person;
  }

  person(id: number): StoredPerson | undefined {
    return this.people.get(id);
  }

  everybody(): StoredPerson[] {
    return this.people.values();
  }

  /** The person whom a bot's call is about. Throws Telegram's refusal when the bot cannot reach them. */
  reachable(chatId: number): StoredPerson {
    const person = this.people.get(chatId);
    if (!person?.started) throw refusals.chatNotFound();
    if (person.blocked) throw refusals.blocked();
    return person;
  }

  add(author: StoredPerson | 'bot', chat: Chat, content: MessageContent, options: SendOptions = {}): StoredMessage {
    const { reply_to: replyTo, media_group_id: group, reply_markup: markup } = options;
    const message: Message = {
      message_id: this.counters.next('message', 1),
      from: author === 'bot' ? this.bot : userOf(author),
      chat,
      date: this.clock.seconds(),
      ...(replyTo ? { reply_to_message: withoutReply(replyTo) } : {}),
      ...(group ? { media_group_id: group } : {}),
      ...content,
      ...(markup ? { reply_markup: markup } : {}),
    };
    this.index(chat.id, message.message_id);
    return this.save({ by: author === 'bot' ? 'bot' : 'person', message });
  }

  /** Writes a message in its new state and sends it to the open chat pages. */
  save(stored: StoredMessage): StoredMessage {
    this.messages.put(stored.message.message_id, stored);
    this.events.emit({ type: 'message', person_id: stored.message.chat.id, stored });
    return stored;
  }

  find(chatId: number, messageId: number): StoredMessage | undefined {
    const stored = this.remembered(chatId, messageId);
    return stored?.deleted ? undefined : stored;
  }

  /** Finds a message, also a deleted one: a phone may not know of the deletion yet. */
  remembered(chatId: number, messageId: number): StoredMessage | undefined {
    const stored = this.messages.get(messageId);
    return stored?.message.chat.id === chatId ? stored : undefined;
  }

  remove(stored: StoredMessage): void {
    this.messages.put(stored.message.message_id, { ...stored, deleted: true });
    this.events.emit({ type: 'deleted', person_id: stored.message.chat.id, message_id: stored.message.message_id });
  }

  history(chatId: number): StoredMessage[] {
    return (this.idsByChat.get(chatId) ?? []).flatMap((id) => this.find(chatId, id) ?? []);
  }

  press(stored: StoredMessage, press: Press): StoredMessage {
    return this.save({ ...stored, presses: [...(stored.presses ?? []), press].slice(-PRESSES_KEPT) });
  }

  /** Makes every message older by so many seconds, without an event for each: a page reads them anew. */
  timePasses(seconds: number): void {
    for (const stored of this.messages.values()) {
      const { message, presses } = stored;
      const { edit_date: edited } = message;
      this.messages.put(message.message_id, {
        ...stored,
        message: {
          ...message,
          date: message.date - seconds,
          ...(edited !== undefined && { edit_date: edited - seconds }),
        },
        ...(presses && { presses: presses.map((press) => ({ ...press, pressed_at: press.pressed_at - seconds })) }),
      });
    }
  }

  private index(chatId: number, messageId: number): void {
    const ids = this.idsByChat.get(chatId) ?? [];
    this.idsByChat.set(chatId, ids);
    ids.push(messageId);
  }
}

const withoutReply = ({ reply_to_message: _, ...message }: Message): Message => message;
