import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { afterThisTest } from '@aisha/testing';
import { type ConnectionRefusal, CONNECTIONS_AT_MOST, limitConnections } from './http-server';

/** A server that answers at once, but for `/slow`, whose answers it keeps back. */
const serving = async () => {
  const refused: ConnectionRefusal[] = [];
  const keptBack: ServerResponse[] = [];
  const server = createServer(({ url }, response) => {
    if (url === '/slow') keptBack.push(response);
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
});
