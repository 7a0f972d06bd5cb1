import path from 'node:path';
import { AppError, type TelegramId, type UserId } from '@aisha/domain';
import type { Logger } from '@aisha/platform';
import { fromReference, type ObjectStore } from '@aisha/storage';
import { Html, plainText, type Button } from '../conversation';
import type { ButtonSeal } from '../conversation/button-seal';
import type { Buttons } from '../deliveries/content';
import { Courier, type Outcome, type Parcel } from '../deliveries/courier';
import { otherWay } from './other-ways';
import { TelegramRefusal, type CallOptions, type TelegramApi } from './telegram-api';

interface SentMessage {
  readonly message_id: number;
}
type Params = Record<string, unknown>;

/** 120 s: an album of four pictures of 5 MB on a poor line. */
const UPLOAD: CallOptions = { timeoutMs: 120_000 };
/** What Telegram's cloud takes in one file (telegram.md §6). */
const UPLOAD_BYTES = 50 * 1024 * 1024;
/** sendMediaGroup takes no more (core.telegram.org/bots/api#sendmediagroup). */
const ALBUM_SIZE = 10;

/** Turns content into Telegram's calls, and Telegram's refusals into what is to be done about them. */
export class TelegramCourier extends Courier {
  constructor(
    private readonly api: TelegramApi,
    private readonly store: ObjectStore,
    private readonly seal: ButtonSeal,
    private readonly log: Logger,
  ) {
    super();
  }

  async bring(userId: UserId, chatId: TelegramId, parcel: Parcel): Promise<Outcome> {
    try {
      return { kind: 'sent', messageIds: await this.attempt(userId, chatId, parcel) };
    } catch (error) {
      if (error instanceof TelegramRefusal) return meaningOf(error);
      if (error instanceof AppError && !error.mayRetry) return { kind: 'refused', reason: error.code };
      return { kind: 'unclear', reason: error instanceof AppError ? error.code : 'unexpected' };
    }
  }

  /** Some refusals have a second way: a plain text, a new message in the place of a lost one, files in the place of pictures. */
  private async attempt(userId: UserId, chatId: TelegramId, parcel: Parcel): Promise<number[]> {
    try {
      return await this.send(userId, chatId, parcel);
    } catch (error) {
      if (!(error instanceof TelegramRefusal)) throw error;
      if (is(error, 'message is not modified')) return parcel.kind === 'edit' ? [parcel.messageId] : [];
      if (CANNOT_BE_EDITED.some((words) => is(error, words)) && parcel.kind === 'edit') {
        const sent = await this.attempt(userId, chatId, { ...parcel, kind: 'message' });
        await this.api.call('deleteMessage', { chat_id: chatId, message_id: parcel.messageId }).catch(() => undefined);
        return sent;
      }
      if (is(error, "can't parse entities") && 'markup' in parcel) {
        this.log.error('delivery.markup-refused', { kind: parcel.kind, description: error.description });
        return this.send(userId, chatId, parcel, false);
      }
      // Whatever the reason, nobody waits for it any more.
      if (['answer', 'strip', 'delete'].includes(parcel.kind) && error.status === 400) return [];
      const instead = isOfTheContent(error) ? otherWay(parcel) : null;
      if (!instead) throw error;
      this.log.warn('delivery.other-way', { kind: parcel.kind, description: error.description });
      return this.each(userId, chatId, instead);
    }
  }

  /** One that is refused does not keep back the others. */
  private async each(userId: UserId, chatId: TelegramId, parcels: readonly Parcel[]): Promise<number[]> {
    const sent: number[] = [];
    let refusal: TelegramRefusal | undefined;
    for (const parcel of parcels) {
      try {
        sent.push(...(await this.attempt(userId, chatId, parcel)));
      } catch (error) {
        if (!(error instanceof TelegramRefusal) || !isOfTheContent(error)) throw error;
        refusal = error;
      }
    }
    if (refusal) throw refusal;
    return sent;
  }

  private async send(userId: UserId, chatId: TelegramId, parcel: Parcel, asHtml = true): Promise<number[]> {
    const chat = { chat_id: chatId };
    const words = (field: 'text' | 'caption', markup: string): Params =>
      asHtml ? { [field]: markup, parse_mode: 'HTML' } : { [field]: plainText(new Html(markup)) };
    const markup = 'buttons' in parcel ? this.keyboard(userId, parcel.buttons) : {};

    switch (parcel.kind) {
      case 'message':
        return parcel.photo === undefined
          ? this.one('sendMessage', { ...chat, ...words('text', parcel.markup), ...NO_PREVIEW, ...markup }, {})
          : this.one('sendPhoto', {
              ...chat,
              ...words('caption', parcel.markup),
              photo: await this.file(parcel.photo),
              ...markup,
            });
      case 'edit': {
        const at = { ...chat, message_id: parcel.messageId };
        if (parcel.photo === undefined) {
          await this.api.call('editMessageText', { ...at, ...words('text', parcel.markup), ...NO_PREVIEW, ...markup });
        } else {
          const media = { type: 'photo', media: await this.file(parcel.photo), ...words('caption', parcel.markup) };
          await this.upload('editMessageMedia', { ...at, media, ...markup });
        }
        return [parcel.messageId];
      }
      case 'album':
        return this.album(chatId, parcel.pictures, (first) => (first ? words('caption', parcel.markup) : {}));
      case 'document':
        return this.one('sendDocument', {
          ...chat,
          document: await this.file(parcel.document, parcel.fileName),
          ...words('caption', parcel.markup),
          ...markup,
        });
      case 'invoice':
        return this.one(
          'sendInvoice',
          {
            ...chat,
            title: parcel.title,
            description: parcel.description,
            payload: parcel.payload,
            provider_token: '',
            currency: 'XTR',
            prices: [{ label: parcel.title, amount: parcel.stars }],
            // With an empty one a forwarded copy could be paid by anybody, for our person's account.
            start_parameter: 'balance',
          },
          {},
        );
      case 'answer':
        await this.api.call('answerCallbackQuery', {
          callback_query_id: parcel.queryId,
          ...(parcel.text === undefined ? {} : { text: parcel.text }),
          ...(parcel.alert ? { show_alert: true } : {}),
        });
        return [];
      case 'strip':
        await this.api.call('editMessageReplyMarkup', { ...chat, message_id: parcel.messageId });
        return [];
      case 'delete':
        await this.api.call('deleteMessage', { ...chat, message_id: parcel.messageId });
        return [];
    }
  }

  private async album(
    chatId: TelegramId,
    pictures: readonly string[],
    caption: (first: boolean) => Params,
  ): Promise<number[]> {
    const [only] = pictures;
    if (only === undefined) return [];
    if (pictures.length === 1) {
      return this.one('sendPhoto', { chat_id: chatId, photo: await this.file(only), ...caption(true) });
    }
    const media = await Promise.all(
      pictures.slice(0, ALBUM_SIZE).map(async (picture, i) => ({
        type: 'photo',
        media: await this.file(picture),
        ...caption(i === 0),
      })),
    );
    const sent = await this.upload<SentMessage[]>('sendMediaGroup', { chat_id: chatId, media });
    return sent.map((message) => message.message_id);
  }

  private async one(method: string, params: Params, options: CallOptions = UPLOAD): Promise<number[]> {
    return [(await this.api.call<SentMessage>(method, params, options)).message_id];
  }

  private upload<T>(method: string, params: Params): Promise<T> {
    return this.api.call<T>(method, params, UPLOAD);
  }

  /** Whole, not as a stream: one that breaks off inside telegraf would leave the request hanging, and must be read again anyway. */
  private async file(reference: string, filename?: string): Promise<{ source: Buffer; filename: string }> {
    const object = fromReference(reference);
    const source = await this.store.getBuffer(object, { maxBytes: UPLOAD_BYTES });
    return { source, filename: filename ?? path.posix.basename(object.key) };
  }

  private keyboard(userId: UserId, buttons: Buttons | undefined): Params {
    if (!buttons || buttons.length === 0) return {};
    const drawn = (button: Button): Params =>
      'url' in button
        ? { text: button.text, url: button.url }
        : { text: button.text, callback_data: this.seal.seal(userId, button.data) };
    return { reply_markup: { inline_keyboard: buttons.map((row) => row.map(drawn)) } };
  }
}

const NO_PREVIEW = { link_preview_options: { is_disabled: true } };

const CANNOT_BE_EDITED = [
  'message to edit not found',
  "message can't be edited",
  'there is no text in the message to edit',
  'there is no caption in the message to edit',
];

/** 413: too large. When it is the chat that is wrong after all, the other way is refused as well. */
const isOfTheContent = ({ status, migrateToChatId }: TelegramRefusal): boolean =>
  status === 413 || (status === 400 && migrateToChatId === undefined);

const is = (refusal: TelegramRefusal, words: string): boolean => refusal.description.includes(words);

/** 403 is whatever way of having gone there is: blocked, deactivated, never started (telegram.md §2). */
function meaningOf(refusal: TelegramRefusal): Outcome {
  if (refusal.status === 429) return { kind: 'wait', ms: (refusal.retryAfterSeconds ?? 1) * 1000 };
  if (refusal.status === 403) return { kind: 'blocked' };
  if (refusal.migrateToChatId !== undefined) return { kind: 'moved', chatId: refusal.migrateToChatId as TelegramId };
  // Wrong or revoked token: an operator's business; the messages wait until it is mended.
  if (refusal.status === 401 || refusal.status === 404) return { kind: 'unclear', reason: `status ${refusal.status}` };
  return { kind: 'refused', reason: refusal.description.slice(0, 200) };
}
