import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { afterThisTest } from '@aisha/testing';
import { FalFiles } from './files';

const LIMITS = { maxBytes: 1_000, timeoutMs: 10_000 };

/** A server with the given answer, and files fetched only from this server. */
const setup = async (answer: RequestListener) => {
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterThisTest(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { files: new FalFiles([host]), url: `http://${host}/files/a.jpg`, host, calls: () => calls };
};

describe('fetching what FAL made', () => {
  it('fetching a result from FAL gives its bytes', async () => {
    const { files, url } = await setup((_request, response) => response.end('a picture'));

    expect((await files.read(url, LIMITS)).toString()).toBe('a picture');
  });

  it('fetching a result from FAL never calls an address that is not on the list', async () => {
    const { url, host, calls } = await setup((_request, response) => response.end('a picture'));
    const files = new FalFiles(['v3.fal.media']);

    const addresses = [url, `http://v3.fal.media@${host}/a`, 'http://v3.fal.media/a', 'file:///etc/passwd', 'nonsense'];
    for (const address of addresses) {
      await expect(files.read(address, LIMITS)).rejects.toMatchObject({ facts: { errorType: 'host-not-allowed' } });
    }
    expect(calls()).toBe(0);
  });

  it('fetching a result from FAL does not follow a redirect of an allowed host', async () => {
    const { files, url, calls } = await setup((_request, response) =>
      response.writeHead(302, { location: '/elsewhere' }).end(),
    );

    await expect(files.read(url, LIMITS)).rejects.toMatchObject({ facts: { errorType: 'redirected' } });
    expect(calls()).toBe(1);
  });

  it('fetching a result from FAL stops at the size limit, announced or not', async () => {
    const announced = await setup((_request, response) => response.end(Buffer.alloc(1_001)));
    const growing = await setup((_request, response) => {
      response.write(Buffer.alloc(600));
      response.end(Buffer.alloc(600));
    });

    for (const { files, url } of [announced, growing]) {
      await expect(files.read(url, LIMITS)).rejects.toMatchObject({ facts: { errorType: 'file-too-large' } });
    }
  });

  it('fetching a result from FAL gives up on a file that comes too slowly or breaks off, so that it is fetched again', async () => {
    const endless = await setup((_request, response) => void response.write('a'));
    const cut = await setup((_request, response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('a', () => response.destroy());
    });

    const soon = { ...LIMITS, timeoutMs: 500 };
    await expect(endless.files.read(endless.url, soon)).rejects.toMatchObject({ code: 'provider-unreachable' });
    await expect(cut.files.read(cut.url, LIMITS)).rejects.toMatchObject({ code: 'provider-unreachable' });
  });

  it('fetching a result from FAL fails unless the file has exactly as many bytes as FAL announced', async () => {
    const { files, url } = await setup((_request, response) => response.end('half'));

    for (const bytes of [3, 8]) {
      await expect(files.read(url, { ...LIMITS, bytes })).rejects.toMatchObject({ code: 'provider-unreachable' });
    }
    expect((await files.read(url, { ...LIMITS, bytes: 4 })).toString()).toBe('half');
    expect((await files.read(url, { ...LIMITS, bytes: null })).toString()).toBe('half');
  });

  it('fetching a result from FAL distinguishes a deleted file from one that is out of reach now', async () => {
    const gone = await setup((_request, response) => response.writeHead(404).end());
    const busy = await setup((_request, response) => response.writeHead(503).end());

    await expect(gone.files.read(gone.url, LIMITS)).rejects.toMatchObject({ code: 'provider-result-lost' });
    await expect(busy.files.read(busy.url, LIMITS)).rejects.toMatchObject({ code: 'provider-unreachable' });
    expect(await gone.files.isThere(gone.url)).toBe(false);
    expect(await gone.files.answerOf(gone.url)).toBe('gone');
    expect(await busy.files.answerOf(busy.url)).toBe('silent');
    expect(await busy.files.answerOf('https://not-allowed.example/file')).toBe('gone');
  });
});
