import type { Message, PrivateChat, User } from '../wire/wire';

/** A person who talks to the bot from the chat page, the demo or a test. */
export interface StoredPerson {
  id: number;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code: string;
  /** How the sandbox draws this person: `woman`, `man` or `other`. Telegram does not know it. */
  drawn_as?: string;
  /** Whether they wrote to the bot at least once; before that the bot cannot reach them. */
  started: boolean;
  blocked: boolean;
  stars: number;
  /** Set for a person whom the launcher plays: the chat page does not show them. */
  plays_itself?: boolean;
}

/** A press of an inline button and the bot's answer to it. */
export interface Press {
  query_id: string;
  data: string;
  /** Unix seconds. */
  pressed_at: number;
  answer?: { text?: string; show_alert: boolean; url?: string };
}

export interface StoredMessage {
  by: 'bot' | 'person';
  message: Message;
  deleted?: boolean;
  presses?: Press[];
  /** The reaction that the bot has put on the message. */
  reaction?: string;
  /** The payload of the invoice; `paid` once it has been paid. */
  invoice_payload?: string;
  paid?: boolean;
}

/** The message without a reply keyboard: only inline keyboards are part of a message that the bot sees. */
export const asSeenByBot = ({ message }: StoredMessage): Message => {
  if (!message.reply_markup || message.reply_markup.inline_keyboard) return message;
  const { reply_markup: _, ...seen } = message;
  return seen;
};

export const userOf = ({ id, first_name, last_name, username, language_code }: StoredPerson): User => ({
  id,
  is_bot: false,
  first_name,
  ...(last_name ? { last_name } : {}),
  ...(username ? { username } : {}),
  language_code,
});

export const chatOf = ({ id, first_name, last_name, username }: StoredPerson): PrivateChat => ({
  id,
  first_name,
  ...(last_name ? { last_name } : {}),
  ...(username ? { username } : {}),
  type: 'private',
});
