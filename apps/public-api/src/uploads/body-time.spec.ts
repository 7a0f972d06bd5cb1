import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterThisTest } from '@aisha/testing';
import { describe, expect, it } from '@jest/globals';
import { bodyWithin } from './body-time';

/** Starts a server. Resolves to a function that announces a body of 100 bytes to the server, and sends only the given number of bytes. */
const serving = async (answer: (asked: IncomingMessage, reply: ServerResponse) => void) => {
  const server = createServer(answer).listen(0, '127.0.0.1');
  afterThisTest(async () => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return (bytes: number) =>
    new Promise<string>((resolve) => {
      const upload = request({ port, method: 'POST', headers: { 'content-length': 100 } });
      upload.on('error', ({ message }) => resolve(message));
      upload.on('response', (reply) => resolve(`${reply.statusCode}`));
      upload.write(Buffer.alloc(bytes));
      if (bytes === 100) upload.end();
    });
};

describe('the time of a body', () => {
  it('a request whose body does not come in time loses its connection', async () => {
    const upload = await serving((asked) => {
      bodyWithin(asked, 50);
      asked.resume();
    });

    expect(await upload(99)).toBe('socket hang up');
  });

  it('a request whose body has come in time gets its answer, however late the answer is', async () => {
    let late: ServerResponse | undefined;
    const upload = await serving((asked, reply) => {
      bodyWithin(asked, 50);
      late = reply;
      asked.resume();
    });
    const [whole, cut] = [upload(100), serving((asked) => bodyWithin(asked.resume(), 100))];

    await (
      await cut
    )(99); // by now the time limit of the complete body has passed, too
    late!.end();

    expect(await whole).toBe('200');
  });
});
