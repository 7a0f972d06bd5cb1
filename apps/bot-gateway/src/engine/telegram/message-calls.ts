import { STARS, type TelegramId, type UserId } from '@aisha/domain';
import { Html, html, plainText, type Button } from '../conversation';
import { ALBUM_SIZE, type Buttons, type NamedFile } from '../deliveries/content';
import type { OutboundMessage } from '../deliveries/message-sender';
import { filesOfSheet } from '../deliveries/sheet';
import { inGroup, type CallbackSignature } from '../screen/callback-signature';
import type { EngineConfig } from '../settings/engine.config';
import { KnownSheets } from './known-sheets';
import type { MessageFiles } from './message-files';
import { TelegramRefusal, type CallOptions, type TelegramApi } from './telegram-api';

interface SentMessage {
  readonly message_id: number;
  /** The sizes of the message's picture, the largest last. */
  readonly photo?: readonly { readonly file_id: string }[];
}
type Params = Record<string, unknown>;

/** The chat that gets the messages. Each `call` waits for its turn, because it counts for the rate limit. */
export interface Chat {
  readonly userId: UserId;
  readonly chatId: TelegramId;
  readonly call: TelegramApi['call'];
  /** The pictures of the message that turn out to be deleted. */
  readonly gone: Set<string>;
}

/** The options of uploads: an album of four pictures of 5 MB takes up to 120 s on a poor line. */
const UPLOAD: CallOptions = { timeoutMs: 120_000 };
/** The most messages that deleteMessages takes (core.telegram.org/bots/api#deletemessages). */
const DELETED_AT_ONCE = 100;

/** Turns each kind of message into its call of Telegram. */
export class MessageCalls {
  private readonly sheets = new KnownSheets();

  constructor(
    private readonly api: TelegramApi,
    private readonly files: MessageFiles,
    private readonly signature: CallbackSignature,
    private readonly config: EngineConfig,
  ) {}

  /** Sends a message once, and resolves to the ids of the messages in the chat. Its words are sent as plain text unless `asHtml`. */
  async send(chat: Chat, message: OutboundMessage, asHtml = true): Promise<number[]> {
    const to = { chat_id: chat.chatId };
    const words = (field: 'text' | 'caption', markup: string): Params =>
      asHtml ? { [field]: markup, parse_mode: 'HTML' } : { [field]: plainText(new Html(markup)) };
    const markup = 'buttons' in message ? this.keyboard(chat, message.buttons) : {};

    switch (message.kind) {
      case 'message':
        return message.photo === undefined
          ? one(
              chat,
              'sendMessage',
              {
                ...to,
                ...inTopic(message),
                ...words('text', message.markup),
                ...NO_PREVIEW,
                ...quoting(message),
                ...markup,
              },
              {},
            )
          : this.withPhoto(chat, message.photo, (photo) => [
              'sendPhoto',
              { ...to, ...quoting(message), ...words('caption', message.markup), photo, ...markup },
            ]);
      case 'edit': {
        const at = { ...to, message_id: message.messageId };
        if (message.photo === undefined) {
          await chat.call('editMessageText', { ...at, ...words('text', message.markup), ...NO_PREVIEW, ...markup });
        } else {
          await this.withPhoto(chat, message.photo, (photo) => [
            'editMessageMedia',
            { ...at, media: { type: 'photo', media: photo, ...words('caption', message.markup) }, ...markup },
          ]);
        }
        return [message.messageId];
      }
      case 'album':
        return this.album(chat, message.pictures, (first) => (first ? words('caption', message.markup) : {}));
      case 'files':
        return this.mediaGroup(
          chat,
          await Promise.all(
            message.files.map(async ({ document, fileName }, i) => ({
              type: 'document',
              media: await this.files.file(chat.userId, document, fileName),
              ...(i === 0 ? words('caption', message.markup) : {}),
            })),
          ),
        );
      case 'document': {
        const addressed = { ...to, ...quotingInUpload(message) };
        return (
          (await this.linkTo(chat, message, {
            ...addressed,
            ...words('text', message.markup || nameOf(message)),
            ...NO_PREVIEW,
          })) ??
          this.streamed('document', chat, message, { ...addressed, ...words('caption', message.markup), ...markup })
        );
      }
      case 'sound': {
        const { as, document, fileName, seconds } = message;
        const sound = { [as]: await this.files.file(chat.userId, document, fileName) };
        return one(chat, as === 'voice' ? 'sendVoice' : 'sendAudio', {
          ...to,
          ...words('caption', message.markup),
          ...(seconds !== undefined && { duration: Math.round(seconds) }),
          ...sound,
        });
      }
      case 'video': {
        const { width, height, seconds } = message;
        const size = { width, height, duration: Math.round(seconds), supports_streaming: true };
        const params = { ...to, ...words('caption', message.markup), ...size, ...markup };
        return this.streamed('video', chat, message, params);
      }
      case 'invoice':
        return this.invoice(chat, message);
      case 'answer':
        await this.api.call('answerCallbackQuery', {
          callback_query_id: message.queryId,
          ...(message.text === undefined ? {} : { text: message.text }),
          ...(message.alert ? { show_alert: true } : {}),
        });
        return [];
      case 'delete':
        await deleteFrom(chat, message.messageIds);
        return [];
      case 'reaction': {
        const { messageId: message_id, emoji } = message;
        await chat.call('setMessageReaction', { ...to, message_id, reaction: [{ type: 'emoji', emoji }] });
        return [];
      }
    }
    // A newer release has written it: its gateway sends it, and meanwhile the chat's other messages pass it by.
    throw new Error('The content is of a kind that this release does not know.');
  }

  /** Sends a screen with a picture. A sheet that Telegram has is named by its id; it is uploaded again when Telegram refuses the id. */
  private async withPhoto(
    chat: Chat,
    reference: string,
    callWith: (photo: unknown) => [method: string, params: Params],
  ): Promise<number[]> {
    const isSheet = filesOfSheet(reference) !== undefined;
    const known = isSheet ? this.sheets.idOf(chat.userId, reference) : undefined;
    if (known !== undefined) {
      try {
        return await one(chat, ...callWith(known));
      } catch (error) {
        if (!(error instanceof TelegramRefusal) || !mayBeOfTheFileId(error)) throw error;
        this.sheets.forget(chat.userId, reference);
      }
    }
    const sent = await chat.call<SentMessage>(...callWith(await this.files.file(chat.userId, reference)), UPLOAD);
    const fileId = sent.photo?.at(-1)?.file_id;
    if (isSheet && fileId !== undefined) this.sheets.keep(chat.userId, reference, fileId);
    return [sent.message_id];
  }

  private invoice(chat: Chat, message: OutboundMessage & { kind: 'invoice' }): Promise<number[]> {
    const { title, description, payload, stars, card } = message;
    const token = card ? this.config.PAYMENT_PROVIDER_TOKEN : ''; // a secret that no row has
    const { currency, amount } = card ?? { currency: STARS, amount: stars };
    const price = { provider_token: token, currency, prices: [{ label: title, amount }] };
    // The parameter is not empty: otherwise any person could pay a forwarded copy of the invoice, for the account of the person who got it
    // first.
    const params = { chat_id: chat.chatId, title, description, payload, ...price, start_parameter: 'balance' };
    return one(chat, 'sendInvoice', params, {});
  }

  private async album(chat: Chat, pictures: readonly string[], caption: (first: boolean) => Params): Promise<number[]> {
    const files = await this.files.there(chat.userId, pictures.slice(0, ALBUM_SIZE), chat.gone);
    const [only] = files;
    if (only === undefined) return [];
    return files.length === 1
      ? one(chat, 'sendPhoto', { chat_id: chat.chatId, photo: only, ...caption(true) })
      : this.mediaGroup(
          chat,
          files.map((media, i) => ({ type: 'photo', media, ...caption(i === 0) })),
        );
  }

  private async mediaGroup(chat: Chat, media: readonly Params[]): Promise<number[]> {
    const sent = await chat.call<SentMessage[]>('sendMediaGroup', { chat_id: chat.chatId, media }, UPLOAD);
    return sent.map(({ message_id }) => message_id);
  }

  /** Sends a button with a link instead of a file that is too large for Telegram; undefined when Telegram takes the file. */
  private async linkTo(chat: Chat, file: NamedFile, params: Params): Promise<number[] | undefined> {
    const url = await this.files.linkTo(chat.userId, file);
    if (url === undefined) return undefined;
    const reply_markup = { inline_keyboard: [[{ text: `⬇️ ${file.fileName}`, url }]] };
    return one(chat, 'sendMessage', { ...params, reply_markup }, {});
  }

  private streamed(as: 'document' | 'video', chat: Chat, named: NamedFile, params: Params): Promise<number[]> {
    return this.files.streamed(chat.userId, named, (file, signal) =>
      one(chat, as === 'video' ? 'sendVideo' : 'sendDocument', { ...params, [as]: file }, { ...UPLOAD, signal }),
    );
  }

  private keyboard({ userId, chatId }: Chat, buttons: Buttons | undefined): Params {
    if (!buttons || buttons.length === 0) return {};
    const signedFor = chatId < 0 ? inGroup(chatId) : userId; // Telegram's ids of groups are below zero
    const drawn = (button: Button): Params =>
      'url' in button
        ? { text: button.text, url: button.url }
        : { text: button.text, callback_data: this.signature.sign(signedFor, button.data) };
    return { reply_markup: { inline_keyboard: buttons.filter((row) => row.length > 0).map((row) => row.map(drawn)) } };
  }
}

const one = async (chat: Chat, method: string, params: Params, options: CallOptions = UPLOAD): Promise<number[]> => [
  (await chat.call<SentMessage>(method, params, options)).message_id,
];

async function deleteFrom({ chatId: chat_id, call }: Chat, messageIds: readonly number[]): Promise<void> {
  if (messageIds.length === 1) {
    await call('deleteMessage', { chat_id, message_id: messageIds[0] });
    return;
  }
  for (let from = 0; from < messageIds.length; from += DELETED_AT_ONCE)
    await call('deleteMessages', { chat_id, message_ids: messageIds.slice(from, from + DELETED_AT_ONCE) });
}

/** The parameters for quoting a message. Telegram sends the words even when the quoted message is gone. */
const quoting = ({ replyTo }: { readonly replyTo?: number }): Params =>
  replyTo === undefined ? {} : { reply_parameters: { message_id: replyTo, allow_sending_without_reply: true } };

/** The parameters of `quoting` as JSON, for a request with a file, because telegraf leaves objects out of it (telegram.md §0, 5). */
const quotingInUpload = (message: { readonly replyTo?: number }): Params =>
  Object.fromEntries(Object.entries(quoting(message)).map(([name, value]) => [name, JSON.stringify(value)]));

const inTopic = ({ topicId }: { readonly topicId?: number }): Params =>
  topicId === undefined ? {} : { message_thread_id: topicId };

/** The name of a file as its caption. It is used when Telegram has refused the real caption, because a message needs words. */
const nameOf = ({ fileName }: NamedFile): string => html`${fileName}`.markup;

const NO_PREVIEW = { link_preview_options: { is_disabled: true } };

/** Telegram refuses a file id with many different words. The refusals named here are about the message and not about the file id. */
const mayBeOfTheFileId = (refusal: TelegramRefusal): boolean =>
  refusal.isOfTheContent && !refusal.isOfNoChange && !refusal.isOfTheEdited;
