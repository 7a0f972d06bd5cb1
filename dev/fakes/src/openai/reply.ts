import type { FastifyReply } from 'fastify';
import { isTransportFault, misbehave } from '../faults';

export interface StreamEvent {
  readonly type: string;
  readonly [name: string]: unknown;
}

/** The answer of an endpoint: JSON, or bytes of a type, or events of a stream. */
export type Reply =
  | { readonly json: object }
  | { readonly bytes: Buffer | string; readonly type: string }
  | { readonly events: readonly StreamEvent[] };

/** Sends the answer of an endpoint; a fault of the transport spoils it on its way. */
export const send = (
  reply: FastifyReply,
  answer: Reply,
  trouble: { readonly kind: string; readonly delayMs?: number } | undefined,
): FastifyReply | Promise<FastifyReply> => {
  const [contentType, body] = rendered(answer);
  if (trouble && isTransportFault(trouble.kind)) {
    const headers = reply.getHeaders() as Record<string, string>;
    return misbehave(reply, trouble.kind, { status: 200, contentType, body, headers }, trouble.delayMs);
  }
  return reply.type(contentType).send(body);
};

const rendered = (answer: Reply): readonly [string, string | Buffer] => {
  if ('json' in answer) return ['application/json', JSON.stringify(answer.json)];
  if ('bytes' in answer) return [answer.type, answer.bytes];
  const events = answer.events.map(
    (event, index) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number: index })}\n\n`,
  );
  return ['text/event-stream', events.join('')];
};
