import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyHttpOptions, FastifyReply, FastifyRequest } from 'fastify';

/** How long a client of one of our servers may take. */
export interface ServerTimes {
  /** The time from the connection, or from the first byte of a later request, to the end of the headers. */
  readonly headersMs: number;
  /** The time from the same moment to the end of the body. */
  readonly requestMs: number;
  /** The time from an answer to the next request. */
  readonly idleMs: number;
  /** How long a connection with a request may carry nothing: neither bytes of the request nor bytes of its answer. */
  readonly stuckMs: number;
  /** How often Node looks for late clients; `headersMs` and `requestMs` are no more exact than this. */
  readonly checkMs: number;
}

/**
 * FAL and Telegram send some kilobytes in one piece, and FAL gives up after 15 s (fal.md §6). Idle connections are kept for longer
 * than the 60 s of load balancers, so that we never close one while a request is on its way to us. The connection of a caller who may not
 * call is closed at once. No answer of ours takes two minutes to begin, so after that time its client has stopped reading, and what is left
 * of the answer would stay in memory.
 */
export const SERVER_TIMES: ServerTimes = {
  headersMs: 5_000,
  requestMs: 10_000,
  idleMs: 72_000,
  stuckMs: 120_000,
  checkMs: 1_000,
};

/**
 * How many connections the server has at most. For one more it closes the oldest that has brought no request, so that silent strangers
 * cannot fill the server. If there is none, it closes the one that has been idle longest since its last answer, so that strangers who were
 * refused and stay connected cannot fill it either; and if all have a request, the one that has taken longest over its answer, so that
 * clients who ask for answers and do not read them cannot. Telegram opens 40 (core.telegram.org/bots/api#setwebhook), FAL one for each request that
 * ends. A stranger's connection costs up to 64 KB until the next garbage collection, because Node reads that much at once and copies it
 * (measured).
 */
export const CONNECTIONS_AT_MOST = 128;

/**
 * Options for Fastify. Without `headersTimeout` Node uses its own 60 s for the headers, and allows the whole request
 * the longer of the two times.
 */
export const serverTimeouts = ({ headersMs, requestMs, idleMs, stuckMs, checkMs }: ServerTimes = SERVER_TIMES) =>
  ({
    connectionTimeout: stuckMs,
    requestTimeout: requestMs,
    keepAliveTimeout: idleMs,
    http: { headersTimeout: headersMs, requestTimeout: requestMs, connectionsCheckingInterval: checkMs },
  }) satisfies FastifyHttpOptions<Server>;

/** Why a server ended a connection before there was a request. */
export type ConnectionRefusal = 'too-many-connections' | 'too-slow' | 'not-http';

/** Limits how many connections a server has open, and reports why a connection was ended before there was a request. */
export function limitConnections(server: Server, onRefused: (refusal: ConnectionRefusal) => void = () => {}): void {
  const open = new Set<Socket>();
  /** Connections that have brought no request yet, the oldest first. */
  const silent = new Set<Socket>();
  /** Connections whose requests are all answered, the one that has been idle longest first. */
  const idle = new Set<Socket>();
  /** The answers to requests under way, the oldest request first. */
  const answers = new Set<ServerResponse>();
  const underWay = new WeakMap<Socket, number>();
  const forget = (socket: Socket): void => {
    open.delete(socket);
    silent.delete(socket);
    idle.delete(socket);
  };
  /** The connections whose answers have begun, and whose clients have not taken them. */
  const untaken = (): Socket[] =>
    [...answers].flatMap(({ headersSent, req: { socket } }) => (headersSent && open.has(socket) ? [socket] : []));
  server.on('connection', (socket) => {
    const isFull = open.size >= CONNECTIONS_AT_MOST;
    // The new connection itself, when we have not answered any other yet.
    const [left = socket] = isFull ? [...silent, ...idle, ...untaken()] : [];
    open.add(socket);
    silent.add(socket);
    socket.once('close', () => forget(socket));
    if (!isFull) return;
    forget(left);
    left.destroy();
    onRefused('too-many-connections');
  });
  server.on('request', ({ socket }, response) => {
    silent.delete(socket);
    idle.delete(socket);
    answers.add(response);
    underWay.set(socket, (underWay.get(socket) ?? 0) + 1);
    response.once('close', () => {
      answers.delete(response);
      const others = underWay.get(socket)! - 1;
      underWay.set(socket, others);
      if (others === 0 && open.has(socket)) idle.add(socket);
    });
  });
  server.on('clientError', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'ECONNRESET') return; // the client left
    onRefused(code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'too-slow' : 'not-http');
  });
}

/**
 * Answers a stranger and ends the connection in the same step, from a hook that is not async: one step later Node would
 * have read and copied 64 KB more of the body.
 */
export function turnAway({ raw }: FastifyRequest, reply: FastifyReply, status: number, answer?: object): void {
  void reply.code(status).header('connection', 'close').send(answer);
  raw.socket.destroy();
}
