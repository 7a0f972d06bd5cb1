import { ApiError, badRequest } from '../wire/api-error';
import { asSeenByBot } from '../state/stored-chat';
import { readCaption } from '../wire/formatted-text';
import type { FileKind } from '../state/files';
import { Parameters } from '../wire/parameters';
import type { MessageContent } from '../wire/wire';
import type { TelegramState } from '../state/telegram-state';
import { chatFor, repliedTo } from './addressing';
import type { Method } from './method';
import { captionFields, factsOf } from './sends';

const ALBUM_LIMIT = 10;
const KINDS: Readonly<Record<string, FileKind>> = {
  photo: 'photo',
  document: 'document',
  audio: 'audio',
  video: 'video',
};

interface InputMedia {
  kind: FileKind;
  media: string;
  own: Parameters;
}

/** Methods that send several photographs, documents or recordings as one album. */
export const albumMethods = (telegram: TelegramState): Record<string, Method> => ({
  sendMediaGroup: async (parameters) => {
    const chat = chatFor(telegram, parameters);
    const replyTo = repliedTo(telegram, parameters, chat.id);
    const items = readAlbum(parameters);
    const contents: MessageContent[] = [];
    for (const [index, item] of items.entries()) {
      contents.push(
        await contentOfInputMedia(telegram, parameters, item).catch((error: unknown) => {
          throw ofItem(error, index + 1);
        }),
      );
    }
    const group = String(telegram.counters.next('album', 1_390_000_000_000_001));
    return contents.map((content) =>
      asSeenByBot(
        telegram.chats.add('bot', chat, content, {
          media_group_id: group,
          ...(replyTo ? { reply_to: replyTo } : {}),
        }),
      ),
    );
  },
});

/** Reads `{type, media, caption?, …}`, in which `media` is a file id, an address or `attach://part`. */
export const readInputMedia = (value: unknown): InputMedia => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest("can't parse InputMedia: expected an Object");
  }
  const { type, media } = value as { type?: unknown; media?: unknown };
  const kind = KINDS[String(type)];
  if (!kind) throw badRequest("can't parse InputMedia: invalid type specified");
  if (typeof media !== 'string' || media === '') throw badRequest(`can't parse InputMedia: media not found`);
  return { kind, media, own: new Parameters(value as Record<string, unknown>) };
};

export const contentOfInputMedia = async (
  telegram: TelegramState,
  parameters: Parameters,
  { kind, media, own }: InputMedia,
): Promise<MessageContent> => {
  const caption = captionFields(readCaption(own));
  return { ...(await telegram.media.contentOf(kind, parameters.fileFrom(media), factsOf(own))), ...caption };
};

const readAlbum = (parameters: Parameters): InputMedia[] => {
  const media = parameters.json('media', "can't parse media JSON object");
  if (!Array.isArray(media) || media.length === 0) throw badRequest('there are no messages to send');
  if (media.length > ALBUM_LIMIT) throw badRequest('too many messages to send as an album');
  const items = media.map(readInputMedia);
  const kinds = new Set(items.map(({ kind }) => kind));
  const exclusive = (['document', 'audio'] as const).find((kind) => kinds.has(kind));
  if (kinds.size > 1 && exclusive) {
    throw badRequest(`${exclusive === 'audio' ? 'Audio' : 'Document'} can't be mixed with other media types`);
  }
  return items;
};

const ofItem = (error: unknown, number: number): unknown =>
  error instanceof ApiError && error.code === 400
    ? badRequest(
        `failed to send message #${number} with the error message "${error.description.replace(/^Bad Request: /, '')}"`,
      )
    : error;
