import { badRequest, ApiError } from './wire/api-error';
import type { StoredMessage } from './state/stored-chat';
import type { Parameters } from './wire/parameters';
import type { ForwardOrigin, Message, MessageContent } from './wire/wire';

/** The place that a person sends: the Eiffel Tower. */
export const LOCATION: MessageContent = { location: { latitude: 48.8584, longitude: 2.2945 } };
/** The contact that a person sends, with a number that no operator gives to anybody. */
export const CONTACT: MessageContent = { contact: { phone_number: '+15550100', first_name: 'Sam' } };
const STICKER_SIDE = 512;

/** A sticker of a public set; all stickers of one emoji are the same file. */
export const stickerOf = (parameters: Parameters): MessageContent => {
  const emoji = parameters.string('emoji') || '👍';
  const id = Buffer.from(emoji).toString('base64url');
  return {
    sticker: {
      ...{ width: STICKER_SIDE, height: STICKER_SIDE, emoji, set_name: 'played_by_sandbox', type: 'regular' },
      ...{ is_animated: false, is_video: false },
      ...{ file_id: `CAACAgIAAxkBAAI${id}`, file_unique_id: `AgAD${id}`, file_size: 20_000 },
    },
  };
};

const FORWARDED = [
  ...(['text', 'entities', 'photo', 'document', 'audio', 'voice', 'video', 'video_note', 'caption'] as const),
  ...(['caption_entities', 'sticker', 'location', 'contact'] as const),
];

/**
 * The content of a forwarded message, with who wrote it first; service messages and invoices cannot be forwarded. The message keeps its
 * buttons if all of them are links (core.telegram.org/bots/api#loginurl has a text for such a button in forwarded messages).
 */
export const forwardOf = ({ message }: StoredMessage): MessageContent & Pick<Message, 'reply_markup'> => {
  const kept = FORWARDED.filter((name) => message[name] !== undefined);
  if (kept.length === 0) throw badRequest('the message can’t be forwarded');
  const origin: ForwardOrigin = message.forward_origin ?? {
    type: 'user',
    sender_user: message.from,
    date: message.date,
  };
  const buttons = message.reply_markup?.inline_keyboard?.flat() ?? [];
  const areLinks = buttons.length > 0 && buttons.every(({ url }) => url !== undefined);
  return {
    ...Object.fromEntries(kept.map((name) => [name, message[name]])),
    ...(areLinks && message.reply_markup && { reply_markup: message.reply_markup }),
    forward_origin: origin,
  };
};

/** A message of the person's own after they have changed its text or caption. */
export const editedBy = ({ message }: StoredMessage, text: string, seconds: number): Message => {
  if (message.forward_origin) throw new ApiError(403, 'only a message of one’s own can be edited');
  if (!text) throw new ApiError(400, 'text is required');
  const { entities: _entities, caption_entities: _captions, ...kept } = message;
  if (message.text !== undefined) return { ...kept, text, edit_date: seconds };
  if (message.photo ?? message.document ?? message.audio ?? message.voice ?? message.video)
    return { ...kept, caption: text, edit_date: seconds };
  throw new ApiError(403, 'this message has no words to edit');
};
