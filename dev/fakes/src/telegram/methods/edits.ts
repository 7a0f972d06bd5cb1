import { isDeepStrictEqual } from 'node:util';
import { badRequest, refusals } from '../wire/api-error';
import { asSeenByBot, type StoredMessage } from '../state/stored-chat';
import { readCaption, readText } from '../wire/formatted-text';
import type { Parameters } from '../wire/parameters';
import { readInlineKeyboard } from '../wire/reply-markup';
import type { Message, MessageContent } from '../wire/wire';
import type { TelegramState } from '../state/telegram-state';
import { chatFor, messageIdOf, messageToEdit } from './addressing';
import { contentOfInputMedia, readInputMedia } from './albums';
import type { Method } from './method';
import { captionFields, textFields } from './sends';

const DELETABLE_SECONDS = 48 * 3600;
const MOST_DELETED = 100;
const CONTENT = [
  ...(['text', 'entities', 'photo', 'document', 'audio', 'voice', 'video', 'caption', 'caption_entities'] as const),
  ...(['invoice', 'successful_payment', 'refunded_payment'] as const),
];

/** Methods that change and remove sent messages. */
export const editMethods = (telegram: TelegramState): Record<string, Method> => {
  /**
   * Changes a message. As in Telegram, the keyboard is removed unless the call repeats it, and an edit without a change
   * is refused.
   */
  const change = (stored: StoredMessage, content: MessageContent, parameters: Parameters): Message => {
    const { message } = stored;
    const markup = readInlineKeyboard(parameters);
    const isSame = isDeepStrictEqual(contentOf(message), content);
    if (isSame && isDeepStrictEqual(message.reply_markup, markup)) throw refusals.notModified();
    const {
      message_id,
      from,
      chat,
      date,
      edit_date: edited,
      reply_to_message: replyTo,
      media_group_id: group,
    } = message;
    const editedAt = isSame ? edited : telegram.clock.seconds();
    const changed: Message = {
      message_id,
      from,
      chat,
      date,
      ...(editedAt === undefined ? {} : { edit_date: editedAt }),
      ...(replyTo ? { reply_to_message: replyTo } : {}),
      ...(group ? { media_group_id: group } : {}),
      ...content,
      ...(markup ? { reply_markup: markup } : {}),
    };
    return asSeenByBot(telegram.chats.save({ ...stored, message: changed }));
  };

  return {
    editMessageText: (parameters) => {
      const stored = messageToEdit(telegram, parameters);
      const content = textFields(readText(parameters));
      if (stored.message.text === undefined) throw badRequest('there is no text in the message to edit');
      return change(stored, content, parameters);
    },
    editMessageCaption: (parameters) => {
      const stored = messageToEdit(telegram, parameters);
      const { caption: _, caption_entities: __, ...media } = contentOf(stored.message);
      if (!media.photo && !media.document && !media.audio && !media.voice && !media.video) {
        throw badRequest('there is no caption in the message to edit');
      }
      return change(stored, { ...media, ...captionFields(readCaption(parameters)) }, parameters);
    },
    editMessageMedia: async (parameters) => {
      const stored = messageToEdit(telegram, parameters);
      if (stored.message.voice || stored.message.invoice) throw refusals.cannotEdit();
      const media = readInputMedia(parameters.json('media', "can't parse InputMedia: expected an Object"));
      return change(stored, await contentOfInputMedia(telegram, parameters, media), parameters);
    },
    editMessageReplyMarkup: (parameters) => {
      const stored = messageToEdit(telegram, parameters);
      return change(stored, contentOf(stored.message), parameters);
    },
    deleteMessage: (parameters) => {
      const { id } = chatFor(telegram, parameters);
      const stored = telegram.chats.find(id, messageIdOf(parameters));
      if (!stored) throw refusals.toDeleteNotFound();
      if (telegram.clock.seconds() - stored.message.date > DELETABLE_SECONDS) throw refusals.cannotDelete();
      if (stored.by === 'person' && id < 0 && !telegram.groups.isAdministered(id)) throw refusals.cannotDelete();
      telegram.chats.remove(stored);
      return true;
    },
    deleteMessages: (parameters) => {
      const chat = chatFor(telegram, parameters);
      const ids = parameters.json('message_ids', "can't parse message identifiers JSON object");
      if (!Array.isArray(ids) || ids.length === 0) throw badRequest('message identifiers are not specified');
      if (ids.length > MOST_DELETED) throw badRequest('too many message identifiers specified');
      for (const id of ids) {
        const stored = telegram.chats.find(chat.id, Number(id));
        if (stored) telegram.chats.remove(stored);
      }
      return true;
    },
    setMessageReaction: (parameters) => {
      const chatId = chatFor(telegram, parameters).id;
      const meant = telegram.chats.find(chatId, messageIdOf(parameters));
      if (!meant) throw badRequest('message to react not found');
      // A reaction to an album belongs to its first message (core.telegram.org/bots/api#setmessagereaction).
      const { media_group_id: album } = meant.message;
      const ofAlbum = telegram.chats.history(chatId).find(({ message }) => message.media_group_id === album);
      const stored = album === undefined ? meant : (ofAlbum ?? meant);
      const reaction = parameters.json('reaction', "can't parse reaction types JSON object");
      const emoji = Array.isArray(reaction) ? (reaction[0] as { emoji?: unknown } | undefined)?.emoji : undefined;
      if (Array.isArray(reaction) && (reaction.length > 1 || (reaction.length === 1 && typeof emoji !== 'string'))) {
        throw badRequest('REACTION_INVALID');
      }
      const { reaction: _, ...plain } = stored;
      telegram.chats.save(typeof emoji === 'string' ? { ...plain, reaction: emoji } : plain);
      return true;
    },
    answerCallbackQuery: (parameters) => telegram.queries.answer(parameters),
  };
};

const contentOf = (message: Message): MessageContent =>
  Object.fromEntries(CONTENT.flatMap((field) => (message[field] === undefined ? [] : [[field, message[field]]])));
