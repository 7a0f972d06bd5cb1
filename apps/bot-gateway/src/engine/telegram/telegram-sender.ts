import path from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AppError, RETENTION_MS, STARS, type TelegramId, type UserId } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { fileOf, isMissing, shownTo, ObjectStore, type StoredObject } from '@aisha/storage';
import { Html, html, plainText, type Button } from '../conversation';
import { CallbackSignature, inGroup } from '../screen/callback-signature';
import type { Buttons, Content, NamedFile } from '../deliveries/content';
import { isOwnPicture, readOwnPicture } from '../deliveries/own-pictures';
import { filesOfSheet } from '../deliveries/sheet';
import {
  MessageSender,
  type BeforeCall,
  type Outcome,
  type OutboundMessage,
  type Silence,
} from '../deliveries/message-sender';
import { EngineConfig } from '../settings/engine.config';
import { drawnSheet } from './drawn-sheet';
import { fallbackOf } from './fallbacks';
import { KnownSheets } from './known-sheets';
import { PicturesAhead } from './pictures-ahead';
import { TelegramRefusal, type CallOptions, TelegramApi } from './telegram-api';

interface SentMessage {
  readonly message_id: number;
  /** The sizes of the message's picture, the largest last. */
  readonly photo?: readonly { readonly file_id: string }[];
}
type Params = Record<string, unknown>;
interface UploadedFile {
  readonly source: Buffer;
  readonly filename: string;
}
type Edit = OutboundMessage & { readonly kind: 'edit' };

/** The chat that gets the messages. Each `call` waits for its turn, because it counts for the rate limit. */
interface Chat {
  readonly userId: UserId;
  readonly chatId: TelegramId;
  readonly call: TelegramApi['call'];
  /** The pictures of the message that turn out to be deleted. */
  readonly gone: Set<string>;
}

/** The options of uploads: an album of four pictures of 5 MB takes up to 120 s on a poor line. */
const UPLOAD: CallOptions = { timeoutMs: 120_000 };
/** The largest file that Telegram's cloud takes (telegram.md §6). */
const UPLOAD_BYTES = 50 * 1024 * 1024;
/**
 * How long a link to a file is valid: a day, as long as an archive is kept. A person may read a message late, and a press in the gallery
 * makes a new link.
 */
const LINK_SECONDS = RETENTION_MS.archive / 1000;
/** The most pictures that sendMediaGroup takes (core.telegram.org/bots/api#sendmediagroup). */
const ALBUM_SIZE = 10;
/** The most messages that deleteMessages takes (core.telegram.org/bots/api#deletemessages). */
const DELETED_AT_ONCE = 100;

/**
 * How long the rest of several messages waits in all, in milliseconds: a chat that has had too many messages gets one a second. After that
 * all of them are sent again.
 */
const REST_WAITS_MS = 60_000;
/** How many times one of several messages is sent when Telegram gives no answer, and the pause in between, in milliseconds. */
const UNANSWERED = { times: 3, pauseMs: 1_000 };

/** Turns content into calls of Telegram, and Telegram's refusals into the next action. */
@Injectable()
export class TelegramSender extends MessageSender {
  private readonly sheets = new KnownSheets();
  private readonly ahead: PicturesAhead;

  constructor(
    private readonly api: TelegramApi,
    private readonly store: ObjectStore,
    private readonly signature: CallbackSignature,
    private readonly log: Logger,
    private readonly config: EngineConfig,
  ) {
    super();
    this.ahead = new PicturesAhead(store);
  }

  override silence(): Silence {
    return this.api.silence;
  }

  override expect(userId: UserId, content: Content): void {
    try {
      for (const picture of picturesOf(content)) this.ahead.read(shownTo(userId, picture));
    } catch {
      // The picture is not the person's. Sending it says so, and the transaction that adds the message goes on.
    }
  }

  async send(userId: UserId, chatId: TelegramId, message: OutboundMessage, beforeCall: BeforeCall): Promise<Outcome> {
    const call: Chat['call'] = (...asked) => beforeCall().then(() => this.api.call(...asked));
    const chat: Chat = { userId, chatId, call, gone: new Set() };
    try {
      const messageIds = await this.attempt(chat, message);
      return { kind: 'sent', messageIds, ...(chat.gone.size > 0 && { gone: [...chat.gone] }) };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  /** Sends a message; after some refusals sends a fallback: plain text, a new message for a lost message, files for pictures. */
  private async attempt(chat: Chat, message: OutboundMessage): Promise<number[]> {
    try {
      return await this.once(chat, message);
    } catch (error) {
      if (isMissing(error)) return this.withoutPhoto(chat, message, error);
      if (!(error instanceof TelegramRefusal)) throw error;
      if (error.isOfNoChange) return message.kind === 'edit' ? [message.messageId] : [];
      if (CANNOT_BE_EDITED.some((words) => is(error, words)) && message.kind === 'edit')
        return this.anew(chat, message);
      if (is(error, "can't parse entities") && 'markup' in message) {
        this.log.error('delivery.markup-refused', { kind: message.kind, description: error.description });
        return this.once(chat, message, false);
      }
      // A refused answer, deletion or reaction counts as sent, whatever the reason, because the person no longer waits for it.
      if (['answer', 'delete', 'reaction'].includes(message.kind) && error.status === 400) return [];
      if (!isOfTheContent(error)) throw error;
      const instead = fallbackOf(withoutGone(message, chat));
      if (!instead && message.kind !== 'edit') throw error;
      this.log.warn('delivery.fallback', { kind: message.kind, description: error.description });
      // Telegram has more words for a message that it no longer edits than it documents. A new message is refused, too, if its content is.
      return !instead && message.kind === 'edit' ? this.anew(chat, message) : this.each(chat, instead ?? []);
    }
  }

  /** Sends an edit as a new message, and removes the message that it was to change. */
  private async anew(chat: Chat, edit: Edit): Promise<number[]> {
    const sent = await this.attempt(chat, { ...edit, kind: 'message' });
    await chat.call('deleteMessage', { chat_id: chat.chatId, message_id: edit.messageId }).catch(() => undefined);
    return sent;
  }

  /**
   * Sends a screen without its picture, because that is better than nothing. Throws the error for an album or a file, which has nothing
   * else to send.
   */
  private async withoutPhoto(chat: Chat, message: OutboundMessage, error: AppError): Promise<number[]> {
    const words = message.kind === 'message' || message.kind === 'edit' ? fallbackOf(message) : null;
    if (!words) throw error;
    this.log.warn('delivery.fallback', { kind: message.kind, code: error.code });
    return this.each(chat, words);
  }

  /**
   * Sends each message. If Telegram refuses the content of one, the others are still sent, and the refusal is thrown at the end. Any other
   * error of the first message ends the sending at once; the others wait and are tried again here, because after an error all of them would
   * come again.
   */
  private async each(chat: Chat, messages: readonly OutboundMessage[]): Promise<number[]> {
    const sent: number[] = [];
    let refusal: TelegramRefusal | undefined;
    const until = performance.now() + REST_WAITS_MS;
    for (const message of messages) {
      try {
        sent.push(...(await (sent.length === 0 ? this.attempt(chat, message) : this.patiently(chat, message, until))));
      } catch (error) {
        if (!(error instanceof TelegramRefusal) || !isOfTheContent(error)) throw error;
        refusal = error;
      }
    }
    if (refusal) throw refusal;
    return sent;
  }

  /** Sends a message. Waits as long as Telegram asks, and sends it again when there was no answer, until the given moment at most. */
  private async patiently(chat: Chat, message: OutboundMessage, until: number): Promise<number[]> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.attempt(chat, message);
      } catch (error) {
        const outcome = outcomeOf(error);
        const isUnanswered = outcome.kind === 'unclear' && tries < UNANSWERED.times;
        const pauseMs = outcome.kind === 'wait' ? outcome.ms : isUnanswered ? UNANSWERED.pauseMs : Infinity;
        if (performance.now() + pauseMs > until) throw error;
        await delay(pauseMs);
      }
    }
  }

  private async once(chat: Chat, message: OutboundMessage, asHtml = true): Promise<number[]> {
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
              media: await this.file(chat, document, fileName),
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
        const sound = { [as]: await this.file(chat, document, fileName) };
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
    const sent = await chat.call<SentMessage>(...callWith(await this.file(chat, reference)), UPLOAD);
    const fileId = sent.photo?.at(-1)?.file_id;
    if (isSheet && fileId !== undefined) this.sheets.keep(chat.userId, reference, fileId);
    return [sent.message_id];
  }

  /** Sends an invoice, or the words instead of it for an invoice by card when payments by card are off. */
  private invoice(chat: Chat, message: OutboundMessage & { kind: 'invoice' }): Promise<number[]> {
    const { title, description, payload, stars, card } = message;
    const token = card ? this.config.PAYMENT_PROVIDER_TOKEN : ''; // a secret that no row has
    if (token === undefined) return this.each(chat, fallbackOf(message) ?? []);
    const { currency, amount } = card ?? { currency: STARS, amount: stars };
    const price = { provider_token: token, currency, prices: [{ label: title, amount }] };
    // The parameter is not empty: otherwise any person could pay a forwarded copy of the invoice, for the account of the person who got it
    // first.
    const params = { chat_id: chat.chatId, title, description, payload, ...price, start_parameter: 'balance' };
    return one(chat, 'sendInvoice', params, {});
  }

  private async album(chat: Chat, pictures: readonly string[], caption: (first: boolean) => Params): Promise<number[]> {
    const files = await this.there(chat, pictures.slice(0, ALBUM_SIZE));
    const [only] = files;
    if (only === undefined) return [];
    return files.length === 1
      ? one(chat, 'sendPhoto', { chat_id: chat.chatId, photo: only, ...caption(true) })
      : this.mediaGroup(
          chat,
          files.map((media, i) => ({ type: 'photo', media, ...caption(i === 0) })),
        );
  }

  /**
   * The files of the pictures that are still there. A person may delete one while its album waits, and gets the others. Throws
   * `file-missing` when none is there.
   */
  private async there(chat: Chat, pictures: readonly string[]): Promise<UploadedFile[]> {
    let missing: unknown;
    const found = await Promise.all(
      pictures.map((picture) =>
        this.file(chat, picture).catch((error: unknown) => {
          if (!isMissing(error)) throw error;
          chat.gone.add(picture);
          missing = error;
          return [];
        }),
      ),
    );
    const there = found.flat();
    if (there.length === 0) throw missing;
    if (chat.gone.size > 0) this.log.warn('delivery.pictures-gone', { pictures: pictures.length, there: there.length });
    return there;
  }

  private async mediaGroup(chat: Chat, media: readonly Params[]): Promise<number[]> {
    const sent = await chat.call<SentMessage[]>('sendMediaGroup', { chat_id: chat.chatId, media }, UPLOAD);
    return sent.map(({ message_id }) => message_id);
  }

  /**
   * Sends a button with a link instead of a file that is too large for Telegram. The link is made now and opens only this file. Resolves to
   * undefined when Telegram takes the file. Throws `file-too-large` where people cannot reach the storage.
   */
  private async linkTo(
    { userId, call }: Chat,
    { document, fileName }: NamedFile,
    params: Params,
  ): Promise<number[] | undefined> {
    const object = fileOf(userId, document);
    const { size } = await this.store.head(object);
    if (size <= UPLOAD_BYTES) return undefined;
    const url = await this.store.link(object, { seconds: LINK_SECONDS, fileName });
    if (url === null) throw new AppError('file-too-large', { facts: { maxBytes: UPLOAD_BYTES } });
    const reply_markup = { inline_keyboard: [[{ text: `⬇️ ${fileName}`, url }]] };
    return [(await call<SentMessage>('sendMessage', { ...params, reply_markup })).message_id];
  }

  /**
   * Sends a file as a stream, because an archive is as large as Telegram takes, and a process sends many at once. The stream is read when
   * the call has its turn. If the file breaks off, the request is aborted, because telegraf would leave it hanging.
   */
  private async streamed(
    as: 'document' | 'video',
    chat: Chat,
    { document, fileName }: NamedFile,
    params: Params,
  ): Promise<number[]> {
    const object = fileOf(chat.userId, document);
    const source = Readable.from(contentOf(this.store, object), { objectMode: false });
    const request = new AbortController();
    let broken: { readonly cause: unknown } | undefined;
    source.on('error', (cause) => {
      broken ??= { cause };
      request.abort();
    });
    const payload = { ...params, [as]: { source, filename: fileName } };
    try {
      return await one(chat, as === 'video' ? 'sendVideo' : 'sendDocument', payload, {
        ...UPLOAD,
        signal: request.signal,
      });
    } catch (error) {
      throw broken ? broken.cause : error;
    } finally {
      source.destroy();
    }
  }

  /**
   * Reads a picture of the bot's own, a drawn sheet or a stored file into memory as a whole. A stream that breaks off inside telegraf would
   * leave the request hanging; a whole file can be read again by a retry.
   */
  private async file({ userId }: Chat, reference: string, filename?: string): Promise<UploadedFile> {
    const own = await readOwnPicture(reference, this.config.PICTURES_FOLDER);
    if (own) return own;
    const files = filesOfSheet(reference);
    if (files) return { source: await drawnSheet(this.pictures(userId, files)), filename: 'pictures.jpg' };
    const object = shownTo(userId, reference);
    const source = (await this.ahead.take(object)) ?? (await this.store.getBuffer(object, { maxBytes: UPLOAD_BYTES }));
    return { source, filename: filename ?? path.posix.basename(object.key) };
  }

  /** Reads the pictures of a sheet one after another; null for one that is gone. */
  private async *pictures(userId: UserId, files: readonly (string | null)[]): AsyncGenerator<Buffer | null> {
    for (const file of files) {
      if (file === null) yield null;
      else {
        const content = this.store.getBuffer(shownTo(userId, file), { maxBytes: UPLOAD_BYTES });
        yield await content.catch((error: unknown) => {
          if (isMissing(error)) return null;
          throw error;
        });
      }
    }
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

/** Streams an object, which is opened only when the stream is first read. */
async function* contentOf(store: ObjectStore, object: StoredObject): AsyncGenerator<Buffer> {
  yield* (await store.get(object)) as AsyncIterable<Buffer>;
}

const one = async (chat: Chat, method: string, params: Params, options: CallOptions = UPLOAD): Promise<number[]> => [
  (await chat.call<SentMessage>(method, params, options)).message_id,
];

/** The message without those of its pictures that have turned out to be deleted. */
const withoutGone = (message: OutboundMessage, { gone }: Chat): OutboundMessage =>
  message.kind === 'album'
    ? { ...message, pictures: message.pictures.filter((picture) => !gone.has(picture)) }
    : message;

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

const CANNOT_BE_EDITED = [
  'message to edit not found',
  "message can't be edited",
  'there is no text in the message to edit',
  'there is no caption in the message to edit',
];

/**
 * Whether Telegram refused the content of a message (413: too large). If the chat was wrong instead, Telegram refuses the fallback as well.
 */
const isOfTheContent = ({ status, migrateToChatId }: TelegramRefusal): boolean =>
  status === 413 || (status === 400 && migrateToChatId === undefined);

/** Telegram refuses a file id with many different words. The refusals named here are about the message and not about the file id. */
const mayBeOfTheFileId = (refusal: TelegramRefusal): boolean =>
  isOfTheContent(refusal) && !refusal.isOfNoChange && !CANNOT_BE_EDITED.some((words) => is(refusal, words));

const is = (refusal: TelegramRefusal, words: string): boolean => refusal.description.includes(words);

/** What an error means for the delivery. */
function outcomeOf(error: unknown): Exclude<Outcome, { kind: 'sent' }> {
  if (error instanceof TelegramRefusal) return meaningOf(error);
  if (error instanceof AppError && !error.mayRetry) return { kind: 'refused', reason: error.code };
  return { kind: 'unclear', reason: error instanceof AppError ? error.code : 'unexpected' };
}

/**
 * What a refusal means for the delivery. 403 means that the person has blocked the bot, was deactivated or never started it (telegram.md
 * §2).
 */
function meaningOf(refusal: TelegramRefusal): Exclude<Outcome, { kind: 'sent' }> {
  if (refusal.status === 429) return { kind: 'wait', ms: (refusal.retryAfterSeconds ?? 1) * 1000 };
  if (refusal.status === 403) return { kind: 'blocked' };
  if (refusal.migrateToChatId !== undefined) return { kind: 'moved', chatId: refusal.migrateToChatId as TelegramId };
  // The messages wait until an operator mends the token.
  if (refusal.isOfTheToken) return { kind: 'unclear', reason: `status ${refusal.status}` };
  return { kind: 'refused', reason: refusal.description.slice(0, 200) };
}

/** The stored pictures that a content shows. */
const picturesOf = (content: Content): readonly string[] => {
  const shown =
    content.kind === 'album' ? content.pictures : 'photo' in content && content.photo ? [content.photo] : [];
  return shown.filter((reference) => !isOwnPicture(reference) && filesOfSheet(reference) === undefined);
};
