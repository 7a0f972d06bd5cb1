import { badRequest, refusals } from '../wire/api-error';
import { chatOf, type StoredMessage } from '../state/stored-chat';
import type { Parameters } from '../wire/parameters';
import type { Chat, Message } from '../wire/wire';
import type { TelegramState } from '../state/telegram-state';

/** The chat id of a call; NaN for an address that is no chat id of this fake, such as an @name. */
export const chatIdOf = (parameters: Parameters): number => {
  const text = parameters.string('chat_id').trim();
  if (text === '') throw badRequest('chat_id is empty');
  return /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
};

/** The chat of a call; throws Telegram's refusal when there is none. */
export const chatFor = (telegram: TelegramState, parameters: Parameters): Chat => {
  const id = chatIdOf(parameters);
  const chat = id < 0 ? telegram.groups.reachable(id) : chatOf(telegram.chats.reachable(id));
  // No chat of this fake is a forum.
  if (parameters.integer('message_thread_id')) throw badRequest('message thread not found');
  return chat;
};

export const messageIdOf = (parameters: Parameters): number => {
  const id = parameters.integer('message_id');
  if (id === undefined) throw badRequest('message identifier is not specified');
  return id;
};

/** The bot's own message that a call wants to change. */
export const messageToEdit = (telegram: TelegramState, parameters: Parameters): StoredMessage => {
  if (parameters.has('inline_message_id')) throw badRequest('MESSAGE_ID_INVALID');
  const stored = telegram.chats.find(chatFor(telegram, parameters).id, messageIdOf(parameters));
  if (!stored) throw refusals.toEditNotFound();
  if (stored.by !== 'bot') throw refusals.cannotEdit();
  return stored;
};

/** The message that a call replies to, by `reply_parameters` or its older form `reply_to_message_id`. */
export const repliedTo = (telegram: TelegramState, parameters: Parameters, chatId: number): Message | undefined => {
  const reply = parameters.json('reply_parameters', "can't parse reply parameters JSON object") as
    { message_id?: number | string; allow_sending_without_reply?: boolean } | undefined;
  const id = reply?.message_id === undefined ? parameters.integer('reply_to_message_id') : Number(reply.message_id);
  if (!id) return undefined;
  const message = telegram.chats.find(chatId, id)?.message;
  const mayMiss = reply?.allow_sending_without_reply ?? parameters.boolean('allow_sending_without_reply');
  if (!message && !mayMiss) throw refusals.toReplyNotFound();
  return message;
};
