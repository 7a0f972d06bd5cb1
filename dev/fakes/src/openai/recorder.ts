import { appendFileSync } from 'node:fs';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A request as it came, with the sizes of pictures and sound in their place. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly model: string | null;
  /** The number of retries that the official client names, from `x-stainless-retry-count`. */
  readonly retryCount: number;
  readonly body: unknown;
  readonly status: number;
  /** When the answer was sent, in epoch milliseconds. */
  readonly at: number;
  readonly tookMs: number;
}

/** What is kept of a request once its answer is sent. */
export const recordOf = ({ method, url, headers, body }: FastifyRequest, reply: FastifyReply): RecordedRequest => ({
  method,
  path: url,
  model: modelIn(body),
  retryCount: Number(headers['x-stainless-retry-count'] ?? 0),
  body: body ?? null,
  status: reply.statusCode,
  at: Date.now(),
  tookMs: Math.round(reply.elapsedTime),
});

export const modelIn = (body: unknown): string | null => {
  const model = typeof body === 'object' && body !== null ? (body as { model?: unknown }).model : undefined;
  return typeof model === 'string' && model !== '' ? model : null;
};

/** Keeps all requests; given a path, it also writes them to disk as JSON lines. */
export class Recorder {
  requests: RecordedRequest[] = [];

  constructor(private readonly path?: string) {}

  add(request: RecordedRequest): void {
    const brief = { ...request, body: withoutBytes(request.body) };
    this.requests.push(brief);
    if (this.path !== undefined) appendFileSync(this.path, `${JSON.stringify(brief)}\n`);
  }

  /** Makes every request that it holds older. */
  timePasses(ms: number): void {
    this.requests = this.requests.map((request) => ({ ...request, at: request.at - ms }));
  }
}

const withoutBytes = (value: unknown): unknown => {
  if (Buffer.isBuffer(value)) return `${value.length} bytes`;
  if (typeof value === 'string' && value.startsWith('data:')) {
    return `${value.slice(0, value.indexOf(',') + 1)}… ${value.length} characters`;
  }
  if (Array.isArray(value)) return value.map(withoutBytes);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutBytes(inner)]));
  }
  return value;
};
