import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';

/** Trouble below the level of any API: the connection or the bytes go wrong. */
export const TRANSPORT_FAULTS = ['502-html', 'hang', 'slow', 'cut', 'malformed', 'reset'] as const;
type TransportFault = (typeof TRANSPORT_FAULTS)[number];

export const isTransportFault = (kind: string): kind is TransportFault =>
  (TRANSPORT_FAULTS as readonly string[]).includes(kind);

/** The answer that the fake would have sent without the fault. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

const NGINX_502 = `<html>
<head><title>502 Bad Gateway</title></head>
<body>
<center><h1>502 Bad Gateway</h1></center>
<hr><center>nginx</center>
</body>
</html>
`;
const SLOW_PIECES = 10;

/**
 * Sends the answer with a fault. `delayMs` is how long a slow body takes in all; a hanging one waits for the caller to
 * give up.
 */
export const misbehave = async (
  reply: FastifyReply,
  kind: TransportFault,
  answer: Answer,
  delayMs = 1_000,
): Promise<FastifyReply> => {
  if (kind === '502-html') return reply.code(502).type('text/html').send(NGINX_502);
  if (kind === 'malformed') {
    return reply.code(answer.status).type(answer.contentType).send(half(answer.body));
  }

  reply.hijack();
  const { raw } = reply;
  if (kind === 'hang') return reply;
  if (kind === 'reset') {
    raw.socket?.resetAndDestroy();
    return reply;
  }

  const bytes = Buffer.from(answer.body);
  raw.writeHead(answer.status, {
    ...answer.headers,
    'content-type': answer.contentType,
    'content-length': String(bytes.length),
  });
  if (kind === 'cut') {
    raw.write(half(bytes), () => raw.destroy());
    return reply;
  }
  const size = Math.max(1, Math.ceil(bytes.length / SLOW_PIECES));
  for (let start = 0; start < bytes.length && !raw.destroyed; start += size) {
    raw.write(bytes.subarray(start, start + size));
    await wait(delayMs / SLOW_PIECES, undefined, { ref: false });
  }
  raw.end();
  return reply;
};

const half = <Body extends string | Buffer>(body: Body): string | Buffer =>
  typeof body === 'string' ? body.slice(0, body.length >> 1) : body.subarray(0, body.length >> 1);
