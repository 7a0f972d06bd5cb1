/** Telegram's objects as they travel (https://core.telegram.org/bots/api, read 2026-11): only what this fake sends. */

export interface User {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
  language_code?: string;
}

export interface PrivateChat {
  id: number;
  first_name: string;
  last_name?: string;
  username?: string;
  type: 'private';
}

/** Ids of groups are below zero; those of supergroups begin with -100. */
export interface GroupChat {
  id: number;
  title: string;
  type: 'group' | 'supergroup';
  all_members_are_administrators?: boolean;
}

export type Chat = PrivateChat | GroupChat;

/** Offsets and lengths count UTF-16 units. */
export interface MessageEntity {
  type: string;
  offset: number;
  length: number;
  url?: string;
  language?: string;
  custom_emoji_id?: string;
}

export interface FileReference {
  file_id: string;
  file_unique_id: string;
  file_size?: number;
}

export interface PhotoSize extends FileReference {
  width: number;
  height: number;
}

interface DocumentFile extends FileReference {
  file_name?: string;
  mime_type?: string;
  thumbnail?: PhotoSize;
}

interface AudioFile extends FileReference {
  duration: number;
  file_name?: string;
  mime_type?: string;
  title?: string;
  performer?: string;
}

interface VoiceFile extends FileReference {
  duration: number;
  mime_type?: string;
}

export interface VideoFile extends FileReference {
  width: number;
  height: number;
  duration: number;
  file_name?: string;
  mime_type?: string;
}

/** A round video; `length` is its diameter in pixels. */
interface VideoNoteFile extends FileReference {
  length: number;
  duration: number;
}

interface Sticker extends FileReference {
  type: 'regular';
  width: number;
  height: number;
  is_animated: boolean;
  is_video: boolean;
  emoji?: string;
  set_name?: string;
}

export interface Location {
  latitude: number;
  longitude: number;
}

export interface Contact {
  phone_number: string;
  first_name: string;
  user_id?: number;
}

/** Who wrote a forwarded message first; of somebody who hides their account there is only the name. */
export type ForwardOrigin =
  { type: 'hidden_user'; sender_user_name: string; date: number } | { type: 'user'; sender_user: User; date: number };

export interface InlineButton {
  text: string;
  callback_data?: string;
  url?: string;
  pay?: boolean;
  [action: string]: unknown;
}

export interface ReplyMarkup {
  inline_keyboard?: InlineButton[][];
  keyboard?: (string | { text: string })[][];
  [other: string]: unknown;
}

export interface Invoice {
  title: string;
  description: string;
  start_parameter: string;
  currency: string;
  total_amount: number;
}

export interface SuccessfulPayment {
  currency: string;
  total_amount: number;
  invoice_payload: string;
  /** Set for a payment of a subscription, with the time in Unix seconds until which it is paid. */
  is_recurring?: boolean;
  is_first_recurring?: boolean;
  subscription_expiration_date?: number;
  telegram_payment_charge_id: string;
  provider_payment_charge_id: string;
}

/**
 * The content of a message: exactly one of text, photo, document, audio, voice, video, video note, sticker, location, contact, invoice, a
 * notice of payment or of a group.
 */
export interface MessageContent {
  text?: string;
  entities?: MessageEntity[];
  photo?: PhotoSize[];
  document?: DocumentFile;
  audio?: AudioFile;
  voice?: VoiceFile;
  video?: VideoFile;
  video_note?: VideoNoteFile;
  sticker?: Sticker;
  location?: Location;
  contact?: Contact;
  caption?: string;
  /** Set for a forwarded message. */
  forward_origin?: ForwardOrigin;
  caption_entities?: MessageEntity[];
  invoice?: Invoice;
  successful_payment?: SuccessfulPayment;
  refunded_payment?: Omit<SuccessfulPayment, 'provider_payment_charge_id'>;
  new_chat_members?: User[];
  left_chat_member?: User;
  migrate_to_chat_id?: number;
  migrate_from_chat_id?: number;
}

export interface Message extends MessageContent {
  message_id: number;
  from: User;
  chat: Chat;
  date: number;
  edit_date?: number;
  reply_to_message?: Message;
  media_group_id?: string;
  reply_markup?: ReplyMarkup;
}

interface CallbackQuery {
  id: string;
  from: User;
  message?: Message | { message_id: number; chat: Chat; date: 0 };
  chat_instance: string;
  data: string;
}

interface PreCheckoutQuery {
  id: string;
  from: User;
  currency: string;
  total_amount: number;
  invoice_payload: string;
}

/** How a person's subscription is now (core.telegram.org/bots/api, 10.2). */
interface SubscriptionUpdated {
  user: User;
  invoice_payload: string;
  state: 'canceled' | 'active' | 'failed';
}

export interface ChatMemberUpdated {
  chat: Chat;
  from: User;
  date: number;
  old_chat_member: { user: User; status: string };
  new_chat_member: { user: User; status: string; until_date?: number };
}

/** The content of an update: exactly one of these. */
export interface UpdateContent {
  message?: Message;
  edited_message?: Message;
  callback_query?: CallbackQuery;
  pre_checkout_query?: PreCheckoutQuery;
  my_chat_member?: ChatMemberUpdated;
  subscription?: SubscriptionUpdated;
}

export type UpdateKind = keyof UpdateContent;
export type Update = { update_id: number } & UpdateContent;

export interface BotCommand {
  command: string;
  description: string;
}
