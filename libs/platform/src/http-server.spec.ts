import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { afterThisTest } from '@aisha/testing';
import { fastify } from 'fastify';
import {
  type ConnectionRefusal,
  CONNECTIONS_AT_MOST,
  limitConnections,
  SERVER_TIMES,
  serverTimeouts,
} from './http-server';

const LARGE_BYTES = 16_000_000;

/** A server that answers at once, but for `/slow`, whose answers it keeps back; the answer to `/large` fits in no buffer of a socket. */
const serving = async () => {
  const refused: ConnectionRefusal[] = [];
  const keptBack: ServerResponse[] = [];
  const server = createServer(({ url }, response) => {
    if (url === '/slow') keptBack.push(response);
    else if (url === '/large') response.end(Buffer.alloc(LARGE_BYTES));
    else response.end('answer');
  });
  limitConnections(server, (refusal) => refused.push(refusal));
  afterThisTest(async () => {
    server.closeAllConnections();
    server.close();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const connected = async (): Promise<Socket> => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  };
  /** Sends a request on a connection that stays open. Resolves to whether an answer came; false when the connection was closed. */
  const asks = async (socket: Socket, path = '/'): Promise<boolean> => {
    const came = Promise.race([once(socket, 'data').then(() => true), once(socket, 'close').then(() => false)]);
    socket.write(`GET ${path} HTTP/1.1\r\nhost: here\r\n\r\n`);
    return came;
  };
  return { refused, keptBack, connected, asks };
};

describe('the connections of a server', () => {
  it('connections that were answered and stay open do not keep others out: the one that is idle longest makes room', async () => {
    const { refused, keptBack, connected, asks } = await serving();
    const working = asks(await connected(), '/slow');
    const [first, ...rest] = await Promise.all(Array.from({ length: CONNECTIONS_AT_MOST - 1 }, connected));
    for (const socket of [first!, ...rest]) expect(await asks(socket)).toBe(true);
    const isClosed = once(first!, 'close');

    expect(await asks(await connected())).toBe(true);

    await isClosed;
    expect(refused).toEqual(['too-many-connections']);
    expect(await asks(rest[0]!)).toBe(true);
    keptBack.forEach((response) => response.end('answer'));
    expect(await working).toBe(true);
  });

  it('clients who do not read their answers do not keep others out: the one that has taken longest makes room', async () => {
    const { refused, keptBack, connected, asks } = await serving();
    const working = asks(await connected(), '/slow');
    const [first, ...rest] = await Promise.all(Array.from({ length: CONNECTIONS_AT_MOST - 1 }, connected));
    for (const socket of [first!, ...rest]) {
      expect(await asks(socket, '/large')).toBe(true);
      socket.pause();
    }

    expect(await asks(await connected())).toBe(true);

    expect(refused).toEqual(['too-many-connections']);
    const isClosed = once(first!, 'close');
    first!.resume();
    await isClosed;
    keptBack.forEach((response) => response.end('answer'));
    expect(await working).toBe(true);
  });

  it('a client who stops reading its answer loses its connection, and the rest of the answer leaves the memory', async () => {
    const ended = Promise.withResolvers<boolean>();
    const server = fastify(serverTimeouts({ ...SERVER_TIMES, stuckMs: 100 }));
    server.get('/', (_request, reply) => {
      reply.raw.once('close', () => ended.resolve(reply.raw.writableFinished));
      return reply.send(Buffer.alloc(LARGE_BYTES));
    });
    afterThisTest(() => server.close());
    await server.listen({ host: '127.0.0.1', port: 0 });
    const client = connect((server.server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
    client.pause().write('GET / HTTP/1.1\r\nhost: here\r\n\r\n');

    expect(await ended.promise).toBe(false);
  });
});
