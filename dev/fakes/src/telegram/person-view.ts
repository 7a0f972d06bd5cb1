import type { Press, StoredMessage } from './state/stored-chat';
import type {
  Contact,
  FileReference,
  InlineButton,
  Invoice,
  Location,
  MessageEntity,
  PhotoSize,
  ReplyMarkup,
} from './wire/wire';

/** A file inside a message; `url` is relative to the fake's address. */
export interface SeenFile {
  file_id: string;
  url: string;
  size?: number;
  width?: number;
  height?: number;
  duration?: number;
  name?: string;
  mime?: string;
  /** A small picture that can be shown at once. */
  preview_url?: string;
}

/** A message in its current state, as the person's own Telegram would draw it. */
export interface SeenMessage {
  message_id: number;
  by: 'bot' | 'person';
  /** The member of the group who wrote it; absent in a person's own chat with the bot. */
  from?: { id: number; first_name: string };
  /** Seconds since 1970. */
  date: number;
  edited: boolean;
  reply_to_message_id?: number;
  media_group_id?: string;
  text?: string;
  entities?: MessageEntity[];
  photo?: SeenFile;
  document?: SeenFile;
  audio?: SeenFile;
  voice?: SeenFile;
  video?: SeenFile;
  video_note?: SeenFile;
  /** Who joined or left the group, and whether it became a supergroup. */
  notice?: { joined?: string[]; left?: string; upgraded?: true };
  sticker?: { emoji?: string };
  location?: Location;
  contact?: Contact;
  /** Who wrote a forwarded message first. */
  forwarded_from?: string;
  invoice?: Invoice & { paid: boolean };
  payment?: { kind: 'paid' | 'refunded'; currency: string; total_amount: number };
  buttons: InlineButton[][];
  /** A reply keyboard the bot put below the input, or its request to remove it. */
  keyboard?: ReplyMarkup;
  presses: Press[];
  reaction?: string;
}

/** A message as its person sees it; `text` holds the caption of a photo or file as well. */
export const seen = ({ by, message, presses, reaction, paid }: StoredMessage): SeenMessage => {
  const { reply_markup: markup } = message;
  const text = message.text ?? message.caption;
  const entities = message.entities ?? message.caption_entities;
  return {
    message_id: message.message_id,
    by,
    ...(message.chat.id < 0 ? { from: { id: message.from.id, first_name: message.from.first_name } } : {}),
    date: message.date,
    edited: message.edit_date !== undefined,
    ...(message.reply_to_message ? { reply_to_message_id: message.reply_to_message.message_id } : {}),
    ...(message.media_group_id ? { media_group_id: message.media_group_id } : {}),
    ...(text === undefined ? {} : { text }),
    ...(entities ? { entities } : {}),
    ...files(message),
    ...otherThings(message),
    ...(message.invoice ? { invoice: { ...message.invoice, paid: paid ?? false } } : {}),
    ...payment(message),
    ...notice(message),
    buttons: markup?.inline_keyboard ?? [],
    ...(markup && !markup.inline_keyboard ? { keyboard: markup } : {}),
    presses: presses ?? [],
    ...(reaction ? { reaction } : {}),
  };
};

const files = ({
  photo,
  document,
  audio,
  voice,
  video,
  video_note: videoNote,
}: StoredMessage['message']): Partial<SeenMessage> => {
  if (photo) return { photo: seenPhoto(photo) };
  if (document) return { document: { ...seenFile(document), ...named(document) } };
  if (audio) return { audio: { ...seenFile(audio), ...named(audio), duration: audio.duration } };
  if (voice) return { voice: { ...seenFile(voice), ...named(voice), duration: voice.duration } };
  if (video) {
    const { width, height, duration } = video;
    return { video: { ...seenFile(video), ...named(video), width, height, duration } };
  }
  if (videoNote) return { video_note: { ...seenFile(videoNote), duration: videoNote.duration } };
  return {};
};

const otherThings = ({
  sticker,
  location,
  contact,
  forward_origin: origin,
}: StoredMessage['message']): Partial<SeenMessage> => ({
  ...(sticker && { sticker: sticker.emoji === undefined ? {} : { emoji: sticker.emoji } }),
  ...(location && { location }),
  ...(contact && { contact }),
  ...(origin && {
    forwarded_from: origin.type === 'user' ? origin.sender_user.first_name : origin.sender_user_name,
  }),
});

const seenFile = ({ file_id, file_size: size }: FileReference): SeenFile => ({
  file_id,
  url: `/person/media/${file_id}`,
  ...(size === undefined ? {} : { size }),
});

const named = ({ file_name: name, mime_type: mime }: { file_name?: string; mime_type?: string }) => ({
  ...(name === undefined ? {} : { name }),
  ...(mime === undefined ? {} : { mime }),
});

const PREVIEW_SIDE = 600;

const seenPhoto = (sizes: PhotoSize[]): SeenFile => {
  const largest = sizes.at(-1) as PhotoSize;
  const preview = sizes.find(({ width, height }) => Math.max(width, height) >= PREVIEW_SIDE) ?? largest;
  const { width, height } = largest;
  return { ...seenFile(largest), width, height, preview_url: `/person/media/${preview.file_id}` };
};

const payment = ({ successful_payment: paid, refunded_payment: refunded }: StoredMessage['message']) => {
  const notice = paid ?? refunded;
  if (!notice) return {};
  const { currency, total_amount } = notice;
  return { payment: { kind: paid ? ('paid' as const) : ('refunded' as const), currency, total_amount } };
};

const notice = (message: StoredMessage['message']): Pick<SeenMessage, 'notice'> => {
  const { new_chat_members: joined, left_chat_member: left } = message;
  if (joined) return { notice: { joined: joined.map(({ first_name: name }) => name) } };
  if (left) return { notice: { left: left.first_name } };
  return message.migrate_to_chat_id || message.migrate_from_chat_id ? { notice: { upgraded: true } } : {};
};
