import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type {
  AvatarPage,
  BalanceAnswer,
  FileAnswer,
  NewWebhookAnswer,
  OrderAnswer,
  OrderBody,
  OrderPage,
  PricesAnswer,
  Problem,
  QuoteAnswer,
  ResultsAnswer,
  TranscriptPage,
  UploadedFileAnswer,
  WebhookResumedAnswer,
  WebhooksAnswer,
  WebhookSecretAnswer,
} from './types.ts';

export interface AishaOptions {
  /** A key of the bot: /api. */
  readonly key: string;
  /** Where the API is, without /v1. */
  readonly url: string;
  /** The most times that a request is sent when no answer comes, or the answer is 429 or 5xx. */
  readonly attempts?: number;
}

/** The name of a request that changes something. A request that is sent again under the same name is carried out once. */
export interface Repeatable {
  readonly idempotencyKey?: string;
}

/**
 * How a file is sent: for which kind of order, and with which content type. `openAsBlob` of node:fs gives a Blob that is read while it is
 * sent.
 */
export interface SentFile extends Repeatable {
  readonly for: UploadedFileAnswer['for'];
  /** The content type of the file; the server looks at the content itself. */
  readonly type?: string;
}

/** Which page of a list: `before` is the `next` of the previous page. */
interface Page {
  readonly before?: string;
  readonly limit?: number;
}

/** A refusal: `problem.code` is stable, `problem.credits` says whether credits were held or charged, `problem.next` says what to do. */
export class AishaProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.title} ${problem.credits} ${problem.next}`);
    this.problem = problem;
  }
}

const ENDS: readonly OrderAnswer['state'][] = ['succeeded', 'failed', 'cancelled', 'refused'];
const LOOK_EVERY_MS = 2_000;
const FIRST_PAUSE_MS = 500;

/** A client of Aisha's public API. */
export class Aisha {
  private readonly options: Required<AishaOptions>;

  constructor({ attempts = 5, ...options }: AishaOptions) {
    this.options = { ...options, url: options.url.replace(/\/+$/, ''), attempts };
  }

  balance(): Promise<BalanceAnswer> {
    return this.json('GET', '/v1/balance');
  }

  prices(): Promise<PricesAnswer> {
    return this.json('GET', '/v1/prices');
  }

  avatars(page: Page = {}): Promise<AvatarPage> {
    return this.json('GET', `/v1/avatars${queryOf(page)}`);
  }

  transcripts(page: Page = {}): Promise<TranscriptPage> {
    return this.json('GET', `/v1/transcripts${queryOf(page)}`);
  }

  /** What an order would cost now. */
  quote(body: OrderBody): Promise<QuoteAnswer> {
    return this.json('POST', '/v1/quotes', { body });
  }

  /** Places an order that costs `maxCredits` at most. */
  order(body: OrderBody & { readonly maxCredits: number }, options: Repeatable = {}): Promise<OrderAnswer> {
    return this.json('POST', '/v1/orders', { body, ...options });
  }

  /** Sends a photo or a recording, for an order of it. */
  sendFile(content: Blob | Uint8Array, { for: usedFor, type, idempotencyKey }: SentFile): Promise<UploadedFileAnswer> {
    const contentType = type ?? 'application/octet-stream';
    return this.json('POST', `/v1/files?for=${usedFor}`, {
      file: { content, contentType },
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    });
  }

  findFile(fileId: string): Promise<UploadedFileAnswer> {
    return this.json('GET', `/v1/files/${fileId}`);
  }

  /** Polls a file until its check has ended. A webhook reports the same without polling. */
  async checkedFile(fileId: string, signal?: AbortSignal): Promise<UploadedFileAnswer> {
    for (;;) {
      const file = await this.findFile(fileId);
      if (file.state !== 'checking') return file;
      await delay(LOOK_EVERY_MS, undefined, { ...(signal && { signal }) });
    }
  }

  orders(page: Page = {}): Promise<OrderPage> {
    return this.json('GET', `/v1/orders${queryOf(page)}`);
  }

  find(orderId: string): Promise<OrderAnswer> {
    return this.json('GET', `/v1/orders/${orderId}`);
  }

  /** Asks Aisha to stop an order. The later state of the order says whether it was stopped. */
  cancel(orderId: string, options: Repeatable = {}): Promise<OrderAnswer> {
    return this.json('POST', `/v1/orders/${orderId}/cancel`, { body: {}, ...options });
  }

  /** Polls an order until it has ended and its hold is settled. A webhook reports the same without polling. */
  async ended(orderId: string, signal?: AbortSignal): Promise<OrderAnswer> {
    for (;;) {
      const order = await this.find(orderId);
      if (ENDS.includes(order.state) && order.chargedCredits !== null) return order;
      await delay(LOOK_EVERY_MS, undefined, { ...(signal && { signal }) });
    }
  }

  results(orderId: string): Promise<ResultsAnswer> {
    return this.json('GET', `/v1/orders/${orderId}/results`);
  }

  async download({ path }: Pick<FileAnswer, 'path'>): Promise<Uint8Array> {
    return new Uint8Array(await this.send('GET', path));
  }

  webhooks(): Promise<WebhooksAnswer> {
    return this.json('GET', '/v1/webhooks');
  }

  /** Adds a webhook. The answer has its secret, which is shown only this once. */
  addWebhook(url: string, options: Repeatable = {}): Promise<NewWebhookAnswer> {
    return this.json('POST', '/v1/webhooks', { body: { url }, ...options });
  }

  rotateWebhook(id: string, options: Repeatable = {}): Promise<WebhookSecretAnswer> {
    return this.json('POST', `/v1/webhooks/${id}/rotate`, { body: {}, ...options });
  }

  resumeWebhook(id: string, options: Repeatable = {}): Promise<WebhookResumedAnswer> {
    return this.json('POST', `/v1/webhooks/${id}/resume`, { body: {}, ...options });
  }

  async removeWebhook(id: string): Promise<void> {
    await this.send('DELETE', `/v1/webhooks/${id}`);
  }

  private async json<Answer>(method: string, path: string, sent?: Sent): Promise<Answer> {
    return JSON.parse(new TextDecoder().decode(await this.send(method, path, sent))) as Answer;
  }

  /**
   * Sends a request, and repeats it while no whole answer comes, or the answer is 429 or 5xx. A request that changes something has a name, so
   * it is carried out once. What a repeated deletion does not find is deleted.
   */
  private async send(
    method: string,
    path: string,
    { body, file, idempotencyKey = randomUUID() }: Sent = {},
  ): Promise<ArrayBuffer> {
    const { key, url, attempts } = this.options;
    const headers = {
      authorization: `Bearer ${key}`,
      ...((body ?? file) !== undefined && {
        'content-type': file?.contentType ?? 'application/json',
        'idempotency-key': idempotencyKey,
      }),
    };
    const sent = file ? (file.content as Blob) : body && JSON.stringify(body);
    const request = { method, headers, ...(sent !== undefined && { body: sent }) };
    for (let attempt = 1; ; attempt += 1) {
      const answer = await answerTo(url + path, request).catch((error: unknown) => {
        if (attempt >= attempts) throw error;
        return undefined;
      });
      const isGone = method === 'DELETE' && answer?.status === 404 && attempt > 1;
      if (answer && (answer.isOk || isGone)) return answer.content;
      const mayComeRight = !answer || answer.status === 429 || answer.status >= 500;
      if (answer && (!mayComeRight || attempt >= attempts)) throw new AishaProblem(problemOf(answer));
      await delay((answer?.retryAfterSeconds ?? 0) * 1_000 || FIRST_PAUSE_MS * 2 ** (attempt - 1));
    }
  }
}

interface Sent extends Repeatable {
  readonly body?: object;
  readonly file?: { readonly content: Blob | Uint8Array; readonly contentType: string };
}

interface WholeAnswer {
  readonly status: number;
  readonly isOk: boolean;
  readonly retryAfterSeconds: number;
  readonly content: ArrayBuffer;
}

/** Sends a request and reads the whole answer: one that breaks off is none. */
async function answerTo(address: string, request: RequestInit): Promise<WholeAnswer> {
  const answer = await fetch(address, request);
  const { status, ok: isOk, headers } = answer;
  const retryAfterSeconds = Number(headers.get('retry-after') ?? 0) || 0;
  return { status, isOk, retryAfterSeconds, content: await answer.arrayBuffer() };
}

function problemOf({ status, content }: WholeAnswer): Problem {
  return {
    type: 'about:blank',
    title: `The answer was ${status}.`,
    status,
    code: 'unexpected',
    credits: 'Send the request again with the same Idempotency-Key: nothing is charged twice.',
    next: 'Try again later.',
    ...saidIn(content),
  };
}

function saidIn(content: ArrayBuffer): Partial<Problem> {
  try {
    return JSON.parse(new TextDecoder().decode(content)) as Partial<Problem>;
  } catch {
    return {}; // the answer is not of the API, but of a server before it
  }
}

const queryOf = ({ before, limit }: Page): string => {
  const query = new URLSearchParams();
  if (before !== undefined) query.set('before', before);
  if (limit !== undefined) query.set('limit', String(limit));
  return query.size > 0 ? `?${query}` : '';
};
