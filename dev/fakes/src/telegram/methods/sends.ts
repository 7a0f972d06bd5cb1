import { badRequest } from '../wire/api-error';
import { asSeenByBot } from '../state/stored-chat';
import { type FormattedText, readCaption, readText } from '../wire/formatted-text';
import type { FileKind } from '../state/files';
import type { MediaFacts } from '../state/media';
import type { Parameters } from '../wire/parameters';
import { readReplyMarkup } from '../wire/reply-markup';
import type { Message, MessageContent } from '../wire/wire';
import type { TelegramState } from '../state/telegram-state';
import { chatFor, repliedTo } from './addressing';
import type { Method } from './method';

const ACTIONS = new Set(
  `typing upload_photo record_video upload_video record_voice upload_voice record_audio upload_audio upload_document
   choose_sticker find_location pick_up_location record_video_note upload_video_note`.split(/\s+/),
);

/** The methods that send one message, and sendChatAction. */
export const sendMethods = (telegram: TelegramState): Record<string, Method> => {
  const send = async (
    parameters: Parameters,
    content: () => MessageContent | Promise<MessageContent>,
  ): Promise<Message> => {
    const chat = chatFor(telegram, parameters);
    const markup = readReplyMarkup(parameters);
    const replyTo = repliedTo(telegram, parameters, chat.id);
    const filled = await content();
    return asSeenByBot(
      telegram.chats.add('bot', chat, filled, {
        ...(replyTo ? { reply_to: replyTo } : {}),
        ...(markup ? { reply_markup: markup } : {}),
      }),
    );
  };
  const sendFile =
    (kind: FileKind): Method =>
    async (parameters) =>
      send(parameters, async () => {
        const caption = captionFields(readCaption(parameters));
        return { ...(await telegram.media.contentOf(kind, parameters.file(kind), factsOf(parameters))), ...caption };
      });

  return {
    sendMessage: async (parameters) => send(parameters, () => textFields(readText(parameters))),
    sendPhoto: sendFile('photo'),
    sendDocument: sendFile('document'),
    sendAudio: sendFile('audio'),
    sendVoice: sendFile('voice'),
    sendVideo: sendFile('video'),
    sendChatAction: (parameters) => {
      const { id } = chatFor(telegram, parameters);
      const action = parameters.string('action');
      if (!ACTIONS.has(action)) throw badRequest('wrong parameter action in request');
      telegram.events.emit({ type: 'action', person_id: id, action });
      return true;
    },
  };
};

export const textFields = ({ text, entities }: FormattedText): MessageContent => ({
  text,
  ...(entities.length > 0 ? { entities } : {}),
});

export const captionFields = ({ text, entities }: FormattedText): MessageContent =>
  text === '' ? {} : { caption: text, ...(entities.length > 0 ? { caption_entities: entities } : {}) };

export const factsOf = (parameters: Parameters): MediaFacts => {
  const [duration, width, height, title, performer] = [
    parameters.integer('duration'),
    parameters.integer('width'),
    parameters.integer('height'),
    parameters.string('title'),
    parameters.string('performer'),
  ];
  return {
    ...(duration === undefined ? {} : { duration }),
    ...(width === undefined ? {} : { width }),
    ...(height === undefined ? {} : { height }),
    ...(title ? { title } : {}),
    ...(performer ? { performer } : {}),
  };
};
