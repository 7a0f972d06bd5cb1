import { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Exchange } from './exchange';
import type { S3Fault } from './faults';
import { handle } from './routes';
import { S3Error, type S3ErrorCode } from './s3-error';

const REFUSED: Readonly<Record<string, S3ErrorCode>> = {
  403: 'AccessDenied',
  404: 'NoSuchKey',
  500: 'InternalError',
  503: 'SlowDown',
};
const SLOW_MS = 1_000;

/** Handles a verified request with a fault. */
export const misbehave = async (exchange: Exchange, { on, kind, delayMs = SLOW_MS }: S3Fault): Promise<void> => {
  const { request, response, target, files } = exchange;
  const refusal = REFUSED[kind];
  if (refusal) throw new S3Error(refusal, 'The fault that was asked for');
  if (kind === 'slow') {
    await wait(delayMs, undefined, { ref: false });
    return handle(exchange);
  }
  if (kind === 'reset') return void request.socket.resetAndDestroy();
  if (on === 'get') return handle({ ...exchange, spoilt: kind === 'half' ? 'half' : 'cut' });
  if (kind === 'cut') return void request.once('data', () => request.socket.resetAndDestroy());

  const unsent = new ServerResponse(request);
  await handle({ ...exchange, response: unsent });
  if (kind === 'accept-then-reset') return void request.socket.resetAndDestroy();
  await files.remove(target.bucket, target.key);
  response.setHeaders(new Headers(unsent.getHeaders() as Record<string, string>));
  response.writeHead(unsent.statusCode).end();
};
