import { Injectable } from '@nestjs/common';
import { AppError } from '@aisha/domain';
import { requestTimer } from '@aisha/platform';
import { Telegram, TelegramError } from 'telegraf';
import { EngineConfig } from '../settings/engine.config';
import type { Silence } from '../deliveries/message-sender';
import { TelegramRefusal } from './telegram-refusal';

export { TelegramRefusal };

/** How long a call may take: short calls answer in tens of milliseconds, so after 10 s a new attempt is better. */
const CALL_TIMEOUT_MS = 10_000;

/** How long the health check waits for Telegram: less than a check may take, so that it says why it failed. */
const THERE_TIMEOUT_MS = 2_500;

/** The methods that a Bot API server answers by itself, also while it does not reach Telegram (telegram.md §1). */
const ANSWERED_BY_SERVER = new Set(['getMe', 'getUpdates', 'getWebhookInfo', 'setWebhook', 'deleteWebhook']);

/** Counts and times calls, by the way in which they end. */
const measuredCall = requestTimer({
  service: 'telegram',
  help: "Calls to Telegram by method; outcome is ok, the status of Telegram's refusal (429: too fast), or unreachable",
  label: 'method',
  buckets: [0.03, 0.1, 0.3, 1, 3, 10, 30, 60], // a poll (getUpdates) waits long by design, uploads of albums take seconds
  outcomeOf: (error) => (error instanceof TelegramRefusal ? String(error.status) : 'unreachable'),
});

export interface CallOptions {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** Which bot this is, and the address of Telegram. */
@Injectable()
export class TelegramAccount {
  readonly token: string;
  readonly apiRoot: string;

  constructor({ TELEGRAM_BOT_TOKEN, TELEGRAM_API_ROOT }: EngineConfig) {
    this.token = TELEGRAM_BOT_TOKEN;
    this.apiRoot = TELEGRAM_API_ROOT;
  }
}

/**
 * Calls Telegram's Bot API. Throws TelegramRefusal for a refusal and `telegram-unreachable` when there is no answer; neither contains the
 * token.
 */
@Injectable()
export class TelegramApi {
  private readonly client: Telegram;
  private readonly token: string;
  readonly apiRoot: string;
  private answeredAt = -Infinity;
  private reachedAt = -Infinity;

  constructor({ token, apiRoot }: TelegramAccount) {
    this.token = token;
    // The address gets a slash at its end, without which it would lose the last segment of its path (telegram.md §0).
    this.apiRoot = apiRoot.endsWith('/') ? apiRoot : `${apiRoot}/`;
    // By default Telegraf writes some calls into the response to the webhook, where their errors cannot be seen.
    this.client = new Telegram(token, { apiRoot: this.apiRoot, webhookReply: false });
  }

  /** Calls any method by its name, including methods that telegraf does not know yet. */
  async call<T = unknown>(method: string, payload: object = {}, options: CallOptions = {}): Promise<T> {
    const timeout = AbortSignal.timeout(options.timeoutMs ?? CALL_TIMEOUT_MS);
    const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
    return measuredCall(method, async () => {
      try {
        const answer = await this.client.callApi(method as 'getMe', payload as never, { signal: signal as never });
        this.noteAnswer(method);
        return answer as T;
      } catch (error) {
        const failure = named(method, error);
        if (failure instanceof TelegramRefusal && !failure.isOfTheToken) this.noteAnswer(method);
        throw failure;
      }
    });
  }

  /**
   * Throws unless Telegram answers. Asks for the commands, which a Bot API server does not know by itself as it knows `getMe`: it would
   * answer that while Telegram behind it is away. To be asked to wait is an answer.
   */
  async isThere(): Promise<void> {
    try {
      await this.call('getMyCommands', {}, { timeoutMs: THERE_TIMEOUT_MS });
    } catch (error) {
      if (!(error instanceof TelegramRefusal && error.status === 429)) throw error;
    }
  }

  /** How long Telegram has been silent in this process. A refusal of the token is no answer, because it says nothing about the call. */
  get silence(): Silence {
    const now = performance.now();
    return { ofAllMs: now - this.answeredAt, ofPeopleMs: now - this.reachedAt };
  }

  private noteAnswer(method: string): void {
    this.answeredAt = performance.now();
    if (!ANSWERED_BY_SERVER.has(method)) this.reachedAt = this.answeredAt;
  }

  /**
   * The address from which a file is downloaded. It contains the token, so the caller fetches it at once, and never logs, stores or passes
   * it on.
   */
  fileUrl(filePath: string): string {
    return `${this.apiRoot}file/bot${this.token}/${filePath}`;
  }
}

/**
 * The longest wait that is believed, in seconds. Telegram is asked again after it: a wait of years would outlive its reason, such as a token
 * that an operator has replaced, and a further refusal costs nothing.
 */
const LONGEST_WAIT_S = 3_600;

function named(method: string, error: unknown): Error {
  // Telegraf reports every status from 500 on as a refusal without Telegram's words. We treat such a status as no answer.
  if (error instanceof TelegramError && error.code < 500) {
    const { code, description, parameters } = error;
    const { retry_after: seconds, migrate_to_chat_id: chatId } = parameters ?? {};
    const waitSeconds = seconds === undefined ? undefined : Math.min(seconds, LONGEST_WAIT_S);
    return new TelegramRefusal(method, code, description, waitSeconds, chatId);
  }
  const status = error instanceof TelegramError ? error.code : null;
  // The cause is left out, because it may contain the URL, and the URL contains the token.
  const reason = (error as { code?: string }).code ?? (error as Error).name;
  return new AppError('telegram-unreachable', { facts: { method, status, reason: String(reason) } });
}
