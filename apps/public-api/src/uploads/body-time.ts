import type { IncomingMessage } from 'node:http';
import type { LeastSpeed } from '@aisha/platform';
import type { FastifyInstance } from 'fastify';

/**
 * The time limit for a request’s body. It also holds for the rest of a refused upload, which is read so that its sender sees the answer.
 */
export const BODY_MS = 10_000;
/** How long an upload may send nothing. */
export const SILENCE_MS = 30_000;

/**
 * 16 kB/s over 30 s. A photo of 20 MB would not come within `UPLOAD_MS` at a lower speed, and a body that trickles would keep a place for
 * which others wait.
 */
export const LEAST_SPEED: LeastSpeed = { bytes: 30 * 16_000, inMs: SILENCE_MS };
/** The time limit for a whole upload: 500 MB at 5 Mbit/s take 14 minutes. */
export const UPLOAD_MS = 20 * 60_000;

const timers = new WeakMap<IncomingMessage, NodeJS.Timeout>();

/** Ends the connection when the rest of the body does not come within this time. */
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

/** Gives each body ten seconds. Node’s own limit holds for all requests, and uploads need a longer one. */
export function limitBodies(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    bodyWithin(request.raw, BODY_MS);
    done();
  });
}
