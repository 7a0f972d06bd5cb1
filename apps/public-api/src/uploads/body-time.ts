import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** How long the body of a request may take; a refused upload is read and thrown away for as long, so that its sender sees the answer. */
export const BODY_MS = 10_000;
/** How long an upload under way may be silent. */
export const SILENCE_MS = 30_000;
/** How long a whole upload may take: 500 MB at 5 Mbit/s take 14 minutes. */
export const UPLOAD_MS = 20 * 60_000;

const timers = new WeakMap<IncomingMessage, NodeJS.Timeout>();

/** Ends the connection unless the rest of the body is there within this time from now. */
export function bodyWithin(request: IncomingMessage, ms: number): void {
  const before = timers.get(request);
  clearTimeout(before);
  if (request.complete || request.destroyed) return;
  const timer = setTimeout(() => {
    if (!request.complete) request.socket.destroy();
  }, ms);
  timers.set(request, timer.unref());
  if (!before) request.once('close', () => clearTimeout(timers.get(request)));
}

/** Gives each body ten seconds: Node has one limit for all requests, and an upload needs a longer one. */
export function limitBodies(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    bodyWithin(request.raw, BODY_MS);
    done();
  });
}
