import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@aisha/domain';
import OpenAI, { APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import type { BookedCall, CallLedger, OnBehalf } from '../ports/call-ledger';
import { shippedCatalogue, type ModelCatalogue } from '../catalogue';
import { providerTimer } from '../provider-timer';
import { namedError } from './openai-errors';
import type { OpenAiConfig } from './openai.config';

/** Our own time-out must come before the one of Node's fetch, which gives up at 300 s (openai.md §0, 9). */
export const LONGEST_CALL_MS = 280_000;

/** The pauses before a second and a third attempt, which help after brief failures; the caller handles longer ones. */
const RETRY_PAUSES_MS = [300, 1_000];

/** The longest pause of a retry: if the server asks for a longer one it counts as busy, because a person is waiting. */
const LONGEST_RETRY_AFTER_MS = 3_000;

const measured = providerTimer('openai', 'OpenAI', namedError);

export interface Call {
  /** The call's name in metrics. */
  readonly operation: 'answer' | 'look' | 'transcribe' | 'speak' | 'moderate' | 'look-up-model';
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

type Work<T> = (client: OpenAI, options: { timeout: number; signal?: AbortSignal }) => Promise<T>;

/** The cost of a paid request, and the person for whom it is made. */
interface Paid<T> {
  readonly onBehalf: OnBehalf;
  readonly model: string;
  /** The list price before the call is sent, in millionths of a US dollar. */
  readonly microDollars: number;
  /** The price by the use that the answer reports; null when it reports none. */
  readonly used?: (answer: T) => number | null;
}

/**
 * The only access to OpenAI, and to servers with its protocol. We pass addresses and key explicitly, because the client would read eight
 * variables of its own. We retry ourselves, because the client also repeats requests that can only fail again, such as those of an account
 * without credit.
 */
export class OpenAiCalls {
  /** The known models: their prices, and which of them are gone. */
  readonly catalogue: ModelCatalogue;
  private readonly client: OpenAI;

  constructor(
    config: Pick<OpenAiConfig, 'OPENAI_API_KEY' | 'OPENAI_BASE_URL'>,
    private readonly ledger: CallLedger,
    /** Set for another server of models: its name in the ledger, and headers of its own; null removes a header. */
    private readonly server: {
      readonly name?: string;
      readonly headers?: Readonly<Record<string, string | null>> | undefined;
      readonly catalogue?: ModelCatalogue;
    } = {},
  ) {
    this.catalogue = server.catalogue ?? shippedCatalogue();
    this.client = new OpenAI({
      apiKey: config.OPENAI_API_KEY?.trim() || 'none', // the client is not made without a key, and is not called where none is needed
      baseURL: config.OPENAI_BASE_URL,
      adminAPIKey: null,
      organization: null,
      project: null,
      webhookSecret: null,
      maxRetries: 0,
      logLevel: 'off',
      ...(server.headers && { defaultHeaders: server.headers }),
    });
  }

  /**
   * Calls as `call` does, and books each request with its price before it is sent. OpenAI does not bill an answer with an error; it may
   * bill one that breaks off. So a request after such an answer has a row of its own. A piece of an order is left to the order's next run,
   * because the requests that may have been billed are counted.
   */
  async paid<T>(call: Call, paid: Paid<T>, work: Work<T>): Promise<T> {
    try {
      return await this.tried(call, work, paid);
    } catch (error) {
      if (error instanceof AppError && error.code === 'model-gone') this.catalogue.learn(paid.model, true);
      throw error;
    }
  }

  /** Calls, retries if that may help within seconds, and turns errors into our codes. */
  call<T>(call: Call, work: Work<T>): Promise<T> {
    return this.tried(call, work);
  }

  private async tried<T>({ operation, timeoutMs, signal }: Call, work: Work<T>, paid?: Paid<T>): Promise<T> {
    const options = {
      timeout: Math.min(timeoutMs, LONGEST_CALL_MS),
      ...(signal ? { signal } : {}),
    };
    let booked: BookedCall | undefined;
    for (let attempt = 0; ; attempt += 1) {
      booked ??= paid && (await this.book(paid));
      let answer: T;
      try {
        answer = await measured(operation, () => work(this.client, options));
      } catch (error) {
        const named = namedError(error);
        const isBilled = !isUnbilled(named);
        const isLeft = isBilled && paid?.onBehalf.piece !== undefined;
        const pauseMs = isLeft ? undefined : pauseBeforeRetry(error, attempt);
        if (pauseMs === undefined) {
          if (!isBilled) await booked?.correct(0);
          throw named;
        }
        if (isBilled) booked = undefined;
        await delay(pauseMs, undefined, options.signal ? { signal: options.signal } : {}).catch(() => {
          throw new AppError('took-too-long');
        });
        continue;
      }
      const told = paid?.used?.(answer) ?? null;
      if (told !== null) await booked?.correct(told);
      return answer;
    }
  }

  private book({ onBehalf, model, microDollars }: Paid<never>): Promise<BookedCall> {
    return this.ledger.book({ ...onBehalf, provider: this.server.name ?? 'openai', model, microDollars });
  }
}

/**
 * Whether nothing was billed: the provider answered with an error, or was not reached. A broken connection or an unreadable answer shows
 * nothing about the bill.
 */
const isUnbilled = ({ facts }: AppError): boolean => typeof facts['status'] === 'number' || facts['sent'] === false;

/** The pause before the next attempt; undefined for no further attempt. */
function pauseBeforeRetry(error: unknown, attempt: number): number | undefined {
  const pauseMs = RETRY_PAUSES_MS[attempt];
  if (pauseMs === undefined || error instanceof APIUserAbortError || error instanceof APIConnectionTimeoutError)
    return undefined;
  const named = namedError(error);
  if (named.code !== 'provider-unreachable' && named.code !== 'provider-busy') return undefined;
  if (!(error instanceof APIError)) return pauseMs;
  if (error.headers?.get('x-should-retry') === 'false') return undefined;
  const askedMs = retryAfterMs(error.headers);
  if (askedMs === undefined) return pauseMs;
  return askedMs <= LONGEST_RETRY_AFTER_MS ? Math.max(askedMs, pauseMs) : undefined;
}

function retryAfterMs(headers: Headers | undefined): number | undefined {
  const milliseconds = headers?.get('retry-after-ms');
  if (milliseconds && Number.isFinite(Number(milliseconds))) return Number(milliseconds);
  const after = headers?.get('retry-after');
  if (!after) return undefined;
  const asked = Number.isFinite(Number(after)) ? Number(after) * 1000 : Date.parse(after) - Date.now();
  return Number.isFinite(asked) ? asked : undefined;
}
