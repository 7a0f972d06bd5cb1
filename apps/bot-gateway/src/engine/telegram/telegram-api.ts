import { Injectable } from '@nestjs/common';
import { AppError } from '@aisha/domain';
import { Telegram, TelegramError } from 'telegraf';
import { measuredCall } from './telegram.metrics';
import { EngineConfig } from '../settings/engine.config';
import { TelegramRefusal } from './telegram-refusal';

export { TelegramRefusal };

/** 10 s: short calls answer in tens of milliseconds, so after this a new attempt is better. */
const CALL_TIMEOUT_MS = 10_000;

export interface CallOptions {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** Which bot this is, and where Telegram is. */
@Injectable()
export class TelegramAccount {
  readonly token: string;
  readonly apiRoot: string;

  constructor({ TELEGRAM_BOT_TOKEN, TELEGRAM_API_ROOT }: EngineConfig) {
    this.token = TELEGRAM_BOT_TOKEN;
    this.apiRoot = TELEGRAM_API_ROOT;
  }
}

/** Telegram's Bot API. Throws TelegramRefusal for a refusal and `telegram-unreachable` for no answer; neither holds the token. */
@Injectable()
export class TelegramApi {
  private readonly client: Telegram;
  private readonly token: string;
  readonly apiRoot: string;

  constructor({ token, apiRoot }: TelegramAccount) {
    this.token = token;
    // Without the slash the last segment of a path would be lost (telegram.md §0).
    this.apiRoot = apiRoot.endsWith('/') ? apiRoot : `${apiRoot}/`;
    // Telegraf's default writes some calls into the webhook's response, where their errors are invisible.
    this.client = new Telegram(token, { apiRoot: this.apiRoot, webhookReply: false });
  }

  /** Calls any method by its name, also those newer than telegraf. */
  async call<T = unknown>(method: string, payload: object = {}, options: CallOptions = {}): Promise<T> {
    const timeout = AbortSignal.timeout(options.timeoutMs ?? CALL_TIMEOUT_MS);
    const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
    return measuredCall(method, async () => {
      try {
        const answer = await this.client.callApi(method as 'getMe', payload as never, { signal: signal as never });
        return answer as T;
      } catch (error) {
        throw named(method, error);
      }
    });
  }

  /** The download address of a file. It contains the token: fetch it at once; never log, store or pass it on. */
  fileUrl(filePath: string): string {
    return `${this.apiRoot}file/bot${this.token}/${filePath}`;
  }
}

function named(method: string, error: unknown): Error {
  // Telegraf reports every status from 500 on as a refusal without Telegram's words: we treat it as no answer.
  if (error instanceof TelegramError && error.code < 500) {
    const { code, description, parameters } = error;
    return new TelegramRefusal(method, code, description, parameters?.retry_after, parameters?.migrate_to_chat_id);
  }
  const status = error instanceof TelegramError ? error.code : null;
  // The cause is left out: it may hold the URL, and the URL holds the token.
  const reason = (error as { code?: string }).code ?? (error as Error).name;
  return new AppError('telegram-unreachable', { facts: { method, status, reason: String(reason) } });
}
