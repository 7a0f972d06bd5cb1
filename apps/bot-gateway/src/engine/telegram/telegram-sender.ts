import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { AppError, type TelegramId, type UserId } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { isMissing } from '@aisha/storage';
import { CallbackSignature } from '../screen/callback-signature';
import type { Content } from '../deliveries/content';
import {
  MessageSender,
  type BeforeCall,
  type Outcome,
  type OutboundMessage,
  type Silence,
} from '../deliveries/message-sender';
import { EngineConfig } from '../settings/engine.config';
import { fallbackOf } from './fallbacks';
import { MessageCalls, type Chat } from './message-calls';
import { MessageFiles } from './message-files';
import { TelegramRefusal, TelegramApi } from './telegram-api';

type Edit = OutboundMessage & { readonly kind: 'edit' };

/**
 * How long the rest of several messages waits in all, in milliseconds: a chat that has had too many messages gets one a second. After that
 * all of them are sent again.
 */
const REST_WAITS_MS = 60_000;
/** How many times one of several messages is sent when Telegram gives no answer, and the pause in between, in milliseconds. */
const UNANSWERED = { times: 3, pauseMs: 1_000 };

/** Sends messages by Telegram, and turns its refusals into the next action: a fallback, a wait, the end of the delivery. */
@Injectable()
export class TelegramSender extends MessageSender {
  private readonly calls: MessageCalls;

  constructor(
    private readonly api: TelegramApi,
    private readonly files: MessageFiles,
    signature: CallbackSignature,
    private readonly log: Logger,
    private readonly config: EngineConfig,
  ) {
    super();
    this.calls = new MessageCalls(api, files, signature, config);
  }

  override silence(): Silence {
    return this.api.silence;
  }

  override expect(userId: UserId, content: Content): void {
    try {
      this.files.expect(userId, content);
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
      if (this.isByCardWithoutToken(message)) return await this.each(chat, fallbackOf(message) ?? []);
      return await this.calls.send(chat, message);
    } catch (error) {
      if (isMissing(error)) return this.withoutPhoto(chat, message, error);
      if (!(error instanceof TelegramRefusal)) throw error;
      if (error.isOfNoChange) return message.kind === 'edit' ? [message.messageId] : [];
      if (error.isOfTheEdited && message.kind === 'edit') return this.anew(chat, message);
      if (error.description.includes("can't parse entities") && 'markup' in message) {
        this.log.error('delivery.markup-refused', { kind: message.kind, description: error.description });
        return this.calls.send(chat, message, false);
      }
      // A refused answer, deletion or reaction counts as sent, whatever the reason, because the person no longer waits for it.
      if (['answer', 'delete', 'reaction'].includes(message.kind) && error.status === 400) return [];
      if (!error.isOfTheContent) throw error;
      const instead = fallbackOf(withoutGone(message, chat));
      if (!instead && message.kind !== 'edit') throw error;
      this.log.warn('delivery.fallback', { kind: message.kind, description: error.description });
      // Telegram has more words for a message that it no longer edits than it documents. A new message is refused, too, if its content is.
      return !instead && message.kind === 'edit' ? this.anew(chat, message) : this.each(chat, instead ?? []);
    }
  }

  /** Whether the message is an invoice by card while payments by card are off. */
  private isByCardWithoutToken(message: OutboundMessage): boolean {
    return message.kind === 'invoice' && Boolean(message.card) && this.config.PAYMENT_PROVIDER_TOKEN === undefined;
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
        if (!(error instanceof TelegramRefusal) || !error.isOfTheContent) throw error;
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
}

/** The message without those of its pictures that have turned out to be deleted. */
const withoutGone = (message: OutboundMessage, { gone }: Chat): OutboundMessage =>
  message.kind === 'album'
    ? { ...message, pictures: message.pictures.filter((picture) => !gone.has(picture)) }
    : message;

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
