import { once } from 'node:events';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LeastSpeed } from '@aisha/platform';
import { afterThisTest } from '@aisha/testing';
import { describe, expect, it } from '@jest/globals';
import { ArrivingBody } from './arriving-body';

/** Starts a server that reads a body of 100 bytes. Resolves to its address, and to how the reading has ended. */
const reading = async (least: LeastSpeed) => {
  const ended = Promise.withResolvers<string>();
  const read = async (asked: IncomingMessage): Promise<string> => {
    const arriving = new ArrivingBody(asked, 100, new AbortController().signal, least);
    for await (const _ of arriving.content);
    return `whole: ${arriving.measured.bytes}`;
  };
  const server = createServer((asked) => {
    void read(asked).then(ended.resolve, ({ code }: { code: string }) => ended.resolve(code));
  }).listen(0, '127.0.0.1');
  afterThisTest(async () => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, ended: ended.promise };
};

/** Sends a body of 100 bytes, a byte every 10 ms, until the body is whole or the connection ends. */
const trickles = (port: number): void => {
  const upload = request({ port, method: 'POST', headers: { 'content-length': 100 } });
  let sent = 0;
  const drop = setInterval(() => {
    if ((sent += 1) <= 100) upload.write('x');
    else upload.end();
  }, 10);
  for (const end of ['error', 'close', 'finish']) upload.on(end, () => clearInterval(drop));
};

describe('a body that trickles', () => {
  it('a body that comes more slowly than the least speed is cut before it is whole', async () => {
    const { port, ended } = await reading({ bytes: 50, inMs: 100 });

    trickles(port);

    expect(await ended).toBe('upload-cut');
  });

  it('a small body that comes whole soon after the time in which the least speed is first measured is not cut', async () => {
    const { port, ended } = await reading({ bytes: 50, inMs: 0 }); // the only piece ends that time

    request({ port, method: 'POST', headers: { 'content-length': 1 } })
      .on('error', () => undefined)
      .end('x');

    expect(await ended).toBe('whole: 1');
  });

  it('a body that comes slowly, but not below the least speed, is read to its end', async () => {
    const { port, ended } = await reading({ bytes: 1, inMs: 100 });

    trickles(port);

    expect(await ended).toBe('whole: 100');
  });
});
