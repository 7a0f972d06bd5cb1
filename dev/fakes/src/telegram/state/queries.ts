import { badRequest, refusals } from '../wire/api-error';
import type { Chats } from './chats';
import { asSeenByBot, type StoredMessage, type StoredPerson, userOf } from './stored-chat';
import type { Counters, Journal, Table } from './journal';
import type { LiveEvents } from './live-events';
import type { ScaledClock } from './scaled-clock';
import type { Parameters } from '../wire/parameters';
import type { Updates } from './updates';

interface OpenQuery {
  id: string;
  person_id: number;
  chat_id: number;
  message_id: number;
  at: number;
}

const ANSWER_LIMIT_SECONDS = 150;
const ANSWER_TEXT_LIMIT = 200;

interface QueryParts {
  readonly counters: Counters;
  readonly clock: ScaledClock;
  readonly chats: Chats;
  readonly updates: Updates;
  readonly events: LiveEvents;
}

/** Presses of inline buttons and the bot's answers to them. */
export class Queries {
  private readonly open: Table<OpenQuery>;

  constructor(
    journal: Journal,
    private readonly parts: QueryParts,
  ) {
    this.open = journal.table('queries');
  }

  press(person: StoredPerson, pressed: StoredMessage, data: string): string {
    const id = String(this.parts.counters.next('query', 21_474_836_480_001));
    const at = this.parts.clock.seconds();
    const { message_id: messageId, chat } = pressed.message;
    this.open.put(id, { id, person_id: person.id, chat_id: chat.id, message_id: messageId, at });
    if (!pressed.deleted) this.parts.chats.press(pressed, { query_id: id, data, pressed_at: at });
    this.parts.updates.push('callback_query', person.id, {
      callback_query: {
        id,
        from: userOf(person),
        // Telegram knows only the chat and the id of a deleted message.
        message: pressed.deleted ? { message_id: messageId, chat, date: 0 } : asSeenByBot(pressed),
        chat_instance: `-3${String(Math.abs(chat.id)).padStart(17, '0')}`,
        data,
      },
    });
    return id;
  }

  answer(parameters: Parameters): true {
    const query = this.open.get(parameters.string('callback_query_id'));
    const text = parameters.string('text');
    const url = parameters.string('url');
    if (!query || this.parts.clock.seconds() - query.at > ANSWER_LIMIT_SECONDS) throw refusals.queryTooOld();
    if ([...text].length > ANSWER_TEXT_LIMIT) throw badRequest('MESSAGE_TOO_LONG');
    this.open.delete(query.id);
    const answer = { ...(text ? { text } : {}), show_alert: parameters.boolean('show_alert'), ...(url ? { url } : {}) };
    const stored = this.parts.chats.find(query.chat_id, query.message_id);
    if (stored) {
      const presses = (stored.presses ?? []).map((press) =>
        press.query_id === query.id ? { ...press, answer } : press,
      );
      this.parts.chats.save({ ...stored, presses });
    }
    this.parts.events.emit({ type: 'answer', person_id: query.person_id, message_id: query.message_id, ...answer });
    return true;
  }
}
