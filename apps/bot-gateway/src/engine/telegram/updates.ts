import type { Update } from 'telegraf/types';
import { planIdIn, TELEGRAM_SUBSCRIPTION_STATES, type TelegramId } from '@aisha/domain';
import type { IncomingFile, Input, Unread } from '../conversation';
import type { TelegramUser } from '../people/person.store';
import { keptOfAsk, occasionOf, type GroupMessage, type GroupUpdate } from './group-update';

/** The meaning of an update for the bot. */
type Arrived =
  | { readonly kind: 'input'; readonly chatId: TelegramId; readonly from: TelegramUser; readonly input: Input }
  | { readonly kind: 'blocked' | 'unblocked'; readonly chatId: TelegramId; readonly from: TelegramUser }
  | ({ readonly kind: 'group' } & GroupUpdate)
  /** Telegram tells whether the next payment of a person's subscription comes. */
  | {
      readonly kind: 'subscription';
      readonly chatId: TelegramId;
      readonly from: TelegramUser;
      readonly planId: string;
      readonly state: keyof typeof TELEGRAM_SUBSCRIPTION_STATES;
    }
  /** An update of a kind that the bot does not use, or that is newer than this code. */
  | { readonly kind: 'ignored'; readonly chatId: TelegramId };

/** The kinds of updates that we ask Telegram for; storing any others would be of no use. */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'pre_checkout_query',
  'my_chat_member',
  'subscription',
] as const;

const NOWHERE = 0 as TelegramId;

/** The queue to which an update belongs: everything in one person's chat, messages and button presses alike, is handled in order. */
export const queueOf = (update: Update): TelegramId => {
  const { chatId } = read(update);
  return Number.isSafeInteger(chatId) ? chatId : NOWHERE;
};

/** The Telegram id of the person who caused the update, in any chat; for an update of Telegram itself, the chat's id. */
export const writerOf = (update: Update): TelegramId => {
  const { edited_message, callback_query, pre_checkout_query, my_chat_member, subscription, ...given } = update as {
    message?: Message;
    edited_message?: Message;
    callback_query?: CallbackQuery;
    pre_checkout_query?: { readonly from?: { readonly id: number } };
    my_chat_member?: { readonly chat?: { readonly id: number } };
    subscription?: SubscriptionUpdated;
  };
  const message = given.message ?? edited_message;
  const presser = callback_query?.from ?? pre_checkout_query?.from;
  const from = subscription?.user ?? presser ?? (message?.from?.is_bot ? undefined : message?.from);
  const id = from?.id ?? message?.chat?.id ?? my_chat_member?.chat?.id;
  return Number.isSafeInteger(id) ? (id as TelegramId) : NOWHERE;
};

/** Reads what an update means; an update that does not have the documented form is ignored. */
export function read(update: Update): Arrived {
  try {
    return readKnown(update);
  } catch {
    return { kind: 'ignored', chatId: NOWHERE };
  }
}

/**
 * The part of an update that is stored until it is handled. Of a contact or a location that a person shares only its kind is kept, because
 * the bot's answer needs no more.
 */
export function keptOf(update: Update): Pick<Update, 'update_id'> {
  const { update_id } = update;
  const arrived = read(update);
  if (arrived.kind === 'ignored') return { update_id };
  if ('callback_query' in update && arrived.kind === 'group') return pressOf(update);
  if ('edited_message' in update) {
    const {
      message_id,
      date,
      edit_date,
      chat,
      from,
      text,
      caption = '',
    } = update.edited_message as Message & {
      date: number;
    };
    const edited_message = { message_id, date, edit_date, chat, from, text: text ?? caption };
    return { update_id, edited_message } as Pick<Update, 'update_id'>;
  }
  if (!('message' in update)) return update;
  if (arrived.kind === 'group' && arrived.occasion.kind === 'ask') {
    const { chat } = update.message;
    return { update_id, message: { ...keptOfAsk(update.message as Message), chat } } as Pick<Update, 'update_id'>;
  }
  if (arrived.kind === 'group') {
    const { reply_to_message: _othersWords, ...message } = update.message as Message & { reply_to_message?: object };
    return { update_id, message } as Pick<Update, 'update_id'>;
  }
  if (arrived.kind !== 'input' || arrived.input.kind !== 'other') return update;
  const { message_id, date, chat, from } = update.message;
  const [field] = unreadIn(update.message as Message) ?? [];
  const message = { message_id, date, chat, from, ...(field && { [field]: {} }) };
  return { update_id, message } as Pick<Update, 'update_id'>;
}

/** A press without the words of its message, because these were said in the group. */
function pressOf({ update_id, callback_query }: Update.CallbackQueryUpdate): Pick<Update, 'update_id'> {
  const { id, data, from, message } = callback_query as unknown as CallbackQuery;
  const { message_id, chat } = message ?? {};
  const place = chat && { message: { message_id, chat: { id: chat.id, type: chat.type } } };
  const query = { id, data, from: { id: from.id, language_code: from.language_code }, ...place };
  return { update_id, callback_query: query } as Pick<Update, 'update_id'>;
}

function readKnown(update: Update): Arrived {
  if ('message' in update) return readMessage(update.message as Message);
  if ('edited_message' in update) return readEdited(update.edited_message as Message);
  if ('callback_query' in update) {
    const query = update.callback_query as unknown as CallbackQuery;
    const { id: queryId, data, message, from } = query;
    const chatId = (message?.chat.id ?? from.id) as TelegramId;
    // A press without a message was on a message that was sent through inline mode. Its chat and readers are unknown, so it counts as a
    // press in a group.
    if (message?.chat.type !== 'private' || data === undefined) {
      const press = { queryId, data: data ?? '', pressedBy: from.id as TelegramId, messageId: message?.message_id };
      return { kind: 'group', chatId, title: '', language: from.language_code, occasion: { kind: 'press', ...press } };
    }
    // For a message that is gone Telegram sends no content (date 0, telegram.md §4.1); the bot needs only its id.
    const { message_id: messageId, reply_to_message: quoted } = message;
    const isPhoto = message.date === 0 ? undefined : message.photo !== undefined;
    const press = { kind: 'button', data, messageId, queryId } as const;
    const input = {
      ...press,
      ...(isPhoto !== undefined && { isPhoto }),
      ...(quoted?.text && { quoted: quoted.text }),
    };
    return { kind: 'input', chatId, from: telegramUserOf(from), input };
  }
  if ('my_chat_member' in update) {
    const { chat, from, new_chat_member: now } = update.my_chat_member;
    const chatId = chat.id as TelegramId;
    if (chat.type !== 'private') return { kind: 'ignored', chatId };
    return { kind: now.status === 'kicked' ? 'blocked' : 'unblocked', chatId, from: telegramUserOf(from) };
  }
  if ('subscription' in update) {
    const { user, invoice_payload: payload, state } = (update as { subscription: SubscriptionUpdated }).subscription;
    const chatId = user.id as TelegramId;
    const planId = planIdIn(payload);
    if (planId === undefined || !(state in TELEGRAM_SUBSCRIPTION_STATES)) return { kind: 'ignored', chatId };
    return { kind: 'subscription', chatId, from: telegramUserOf(user), planId, state };
  }
  return { kind: 'ignored', chatId: NOWHERE };
}

/** What Telegram reports about a person's subscription in Stars (core.telegram.org/bots/api, 10.2). */
interface SubscriptionUpdated {
  readonly user: User;
  readonly invoice_payload: string;
  readonly state: keyof typeof TELEGRAM_SUBSCRIPTION_STATES;
}

interface User {
  readonly id: number;
  readonly is_bot?: boolean;
  readonly first_name: string;
  readonly username?: string;
  readonly language_code?: string;
}
interface FileOf {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_size?: number;
  readonly file_name?: string;
  readonly mime_type?: string;
  readonly duration?: number;
}
/** The fields that we read. Each is absent unless the message is of that kind (core.telegram.org/bots/api#message, 10.0). */
interface Message extends GroupMessage {
  readonly from?: User;
  readonly chat: { readonly id: number; readonly type: string; readonly title?: string };
  readonly caption?: string;
  readonly media_group_id?: string;
  /** When the person edited the message; absent when only a field that people do not see as an edit has changed, such as a reaction. */
  readonly edit_date?: number;
  readonly forward_origin?: object;
  readonly photo?: readonly FileOf[];
  readonly document?: FileOf;
  readonly animation?: FileOf;
  readonly voice?: FileOf;
  readonly audio?: FileOf;
  readonly video?: FileOf;
  readonly video_note?: FileOf;
  readonly sticker?: object;
  readonly location?: object;
  readonly contact?: object;
  readonly refunded_payment?: object;
  readonly successful_payment?: {
    readonly invoice_payload: string;
    readonly currency: string;
    readonly total_amount: number;
    readonly telegram_payment_charge_id: string;
  };
}
interface CallbackQuery {
  readonly id: string;
  readonly from: User;
  readonly data?: string;
  readonly message?: {
    readonly message_id: number;
    readonly chat: { readonly id: number; readonly type: string };
    /** The date; 0 when the message is gone and has no content. */
    readonly date: number;
    readonly photo?: readonly unknown[];
    readonly reply_to_message?: { readonly text?: string };
  };
}

function readMessage(message: Message): Arrived {
  const { chat, from, successful_payment: payment } = message;
  const chatId = chat.id as TelegramId;
  if (chat.type !== 'private' && !payment) {
    const occasion = occasionOf(message);
    if (!occasion) return { kind: 'ignored', chatId };
    return { kind: 'group', chatId, title: chat.title ?? '', language: from?.language_code, occasion };
  }
  if (!from || from.is_bot) return { kind: 'ignored', chatId };
  if (message.refunded_payment) return { kind: 'ignored', chatId }; // the statement that stores the update also stores the Stars
  // A payment belongs to the payer, whatever the chat. The bot confirms it in the payer's private chat, whose id is the payer's.
  return { kind: 'input', chatId: from.id as TelegramId, from: telegramUserOf(from), input: inputOf(message) };
}

/**
 * Reads an edit in a private chat. Ignores edits in groups, edits of messages that the bot does not read, such as the next place of a
 * live location, and updates that Telegram sends although nobody has edited the message, such as after a reaction
 * (github.com/tdlib/telegram-bot-api/issues/388): these have no date of an edit.
 */
function readEdited(message: Message): Arrived {
  const { chat, from, text, caption, message_id: messageId, edit_date: editedAt } = message;
  const isRead = text !== undefined || caption !== undefined || inputOf(message).kind !== 'other';
  if (chat.type !== 'private' || !from || from.is_bot || !isRead || !editedAt)
    return { kind: 'ignored', chatId: chat.id as TelegramId };
  const words = text ?? caption ?? '';
  const input = { kind: 'edited', text: COMMAND.test(words) ? '' : words, messageId } as const;
  return { kind: 'input', chatId: from.id as TelegramId, from: telegramUserOf(from), input };
}

/** The fields by which the bot recognises the kinds of messages that it does not read. A venue has a location, too. */
const UNREAD_FIELDS = [
  ['sticker', 'sticker'],
  ['location', 'place'],
  ['contact', 'contact'],
] as const satisfies readonly (readonly [keyof Message, Unread])[];

const unreadIn = (message: Message) => UNREAD_FIELDS.find(([field]) => message[field] !== undefined);

/** A command, such as `/start@aisha_bot ref_7`: its name and the text after it. */
const COMMAND = /^\/([a-z0-9_]{1,32})(?:@\S+)?(?:\s+([\s\S]*))?$/i;

function inputOf(message: Message): Input {
  const { successful_payment: paid, text } = message;
  if (paid) {
    const { invoice_payload: payload, currency, total_amount: amount, telegram_payment_charge_id: chargeId } = paid;
    return { kind: 'payment', payment: { payload, currency, amount, chargeId } };
  }
  if (text !== undefined) {
    const command = COMMAND.exec(text);
    return command
      ? { kind: 'command', name: (command[1] ?? '').toLowerCase(), argument: (command[2] ?? '').trim() }
      : { kind: 'text', text, messageId: message.message_id };
  }
  const photo = message.photo?.at(-1);
  if (photo) return { kind: 'photo', file: fileOf(message, photo) };
  if (message.voice) return { kind: 'voice', file: fileOf(message, message.voice) };
  if (message.audio) return { kind: 'audio', file: fileOf(message, message.audio) };
  const video = message.video ?? message.video_note;
  if (video) return { kind: 'video', file: fileOf(message, video) };
  // An animation has a document of the same file, but for a person it is no document.
  if (message.document && !message.animation) return { kind: 'file', file: fileOf(message, message.document) };
  return { kind: 'other', what: unreadIn(message)?.[1] ?? 'else' };
}

const fileOf = (message: Message, file: FileOf): IncomingFile => ({
  messageId: message.message_id,
  fileId: file.file_id,
  uniqueId: file.file_unique_id,
  bytes: file.file_size ?? null,
  name: file.file_name ?? null,
  mimeType: file.mime_type ?? null,
  albumId: message.media_group_id ?? null,
  caption: message.caption ?? null,
  ...(message.forward_origin && { isForwarded: true }),
});

const telegramUserOf = (user: User): TelegramUser => ({
  telegramId: user.id as TelegramId,
  firstName: user.first_name,
  username: user.username ?? null,
  languageCode: user.language_code,
});
