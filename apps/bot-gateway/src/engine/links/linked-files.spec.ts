import type * as dns from 'node:dns';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { afterThisTest } from '@aisha/testing';
import { LinkedFiles, LinkRefusal, type LinkRules } from './linked-files';
import { isPublic } from '@aisha/platform';

/** A server on this machine, which no link may reach. */
const listening = async (answer: RequestListener) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterThisTest(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { asked, port: (server.address() as AddressInfo).port };
};

/** A stranger's name server that gives these answers. */
const namesOf = (names: Readonly<Record<string, readonly string[]>>) => {
  const looked: string[] = [];
  const resolve = (name: string, _options: unknown, done: (error: null, addresses: object[]) => void): void => {
    looked.push(name);
    const addresses = names[name] ?? ['127.0.0.1'];
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return { looked, lookup: resolve as unknown as typeof dns.lookup };
};

interface Given {
  readonly answer?: RequestListener;
  readonly rules?: Partial<LinkRules>;
  readonly names?: Readonly<Record<string, readonly string[]>>;
}

/**
 * A file server of the operator's own under the name `files.test`, to which links are allowed. Other names lead to the same machine, and
 * links to them are not allowed.
 */
const setup = async ({ answer = (_, response) => response.end('sound'), names = {}, ...given }: Given = {}) => {
  const { asked, port } = await listening(answer);
  const { looked, lookup } = namesOf({ 'files.test': ['127.0.0.1'], ...names });
  const own = `files.test:${port}`;
  const rules = { maxBytes: 1_000, timeoutMs: 20_000, allowsHttp: false, privateHosts: [own], ...given.rules };
  const links = new LinkedFiles(rules, lookup);
  const open = async (link: string, signal = new AbortController().signal) =>
    buffer(await links.open(link, signal)).then(String);
  return { asked, looked, open, own: `http://${own}`, rules };
};

describe('the file behind a link', () => {
  it('the file behind a link comes unchanged, also over a redirect', async () => {
    const { open, own, asked } = await setup({
      answer: ({ url }, response) =>
        url === '/talk' ? response.end('sound') : response.writeHead(302, { location: '/talk' }).end(),
    });

    expect(await open(`${own}/short?signature=abc`)).toBe('sound');
    expect(asked).toEqual(['/short?signature=abc', '/talk']);
  });

  it.each([
    ['is gone', (response) => response.writeHead(404).end('nothing')],
    ['asks who is there', (response) => response.writeHead(401).end()],
    ['leads round and round', (response) => response.writeHead(302, { location: '/' }).end()],
    [
      'is cut off',
      (response) => response.writeHead(200, { 'content-length': 900 }).write('so', () => response.destroy()),
    ],
    ['is no answer at all', (response) => response.destroy()],
    [
      'changes to another protocol',
      (response) => response.writeHead(101, { connection: 'upgrade', upgrade: 'another' }).end(),
    ],
  ] satisfies [string, (response: Parameters<RequestListener>[1]) => void][])(
    'the file behind a link that %s is unreachable',
    async (_what, answers) => {
      const { open, own } = await setup({ answer: (_, response) => void answers(response) });

      await expect(open(own)).rejects.toMatchObject({ problem: 'link-unreachable' });
    },
  );

  it('the file behind a link that never ends is given up after its time', async () => {
    const { open, own } = await setup({ rules: { timeoutMs: 50 }, answer: (_, response) => void response.write('so') });

    await expect(open(own)).rejects.toMatchObject({ problem: 'link-unreachable' });
  });

  it('the file behind a link that is sent too slowly is given up, even if its server never falls silent', async () => {
    let isClosed = (): void => {};
    const closed = new Promise<void>((resolve) => (isClosed = resolve));
    const { open, own } = await setup({
      rules: { leastSpeed: { bytes: 900, inMs: 50 } },
      answer: (_, response) => {
        const trickle = setInterval(() => response.write('s'), 5);
        response.once('close', () => {
          clearInterval(trickle);
          isClosed();
        });
      },
    });

    await expect(open(own)).rejects.toMatchObject({ problem: 'link-unreachable' });
    await closed; // the connection is free again
  });

  it('the file behind a link whose answer does not begin in time is given up, even if redirects come meanwhile', async () => {
    const { open, own, asked } = await setup({
      rules: { leastSpeed: { bytes: 900, inMs: 1_000 } },
      answer: ({ url }, response) => void (url === '/' && response.writeHead(302, { location: '/slow' }).end()),
    });

    await expect(open(own)).rejects.toMatchObject({ problem: 'link-unreachable' });
    expect(asked).toEqual(['/', '/slow']);
  });

  it.each([
    ['announced', { 'content-length': 1_001 }],
    ['not announced', {}],
  ])('the file behind a link is refused when it is too large and its size is %s', async (_how, headers) => {
    const { open, own } = await setup({
      answer: (_, response) => response.writeHead(200, headers).end(Buffer.alloc(1_001, 1)),
    });

    await expect(open(own)).rejects.toMatchObject({ problem: 'link-too-large' });
  });

  it('the file behind a link that announces too large a size is refused before any of it has come', async () => {
    let isLeft = (): void => {};
    const left = new Promise<void>((resolve) => (isLeft = resolve));
    const { open, own } = await setup({
      answer: (_, response) => {
        response.once('close', isLeft);
        response.writeHead(200, { 'content-length': 1_001 }).flushHeaders();
      },
    });

    await expect(open(own)).rejects.toMatchObject({ problem: 'link-too-large' });
    await left;
  });

  it.each([
    ['announced', { 'content-length': 1_000 }],
    ['not announced', {}],
  ])('the file behind a link may be exactly as large as the limit when its size is %s', async (_how, headers) => {
    const { open, own } = await setup({
      answer: (_, response) => response.writeHead(200, headers).end('s'.repeat(1_000)),
    });

    expect(await open(own)).toHaveLength(1_000);
  });

  it.each([
    ['<!DOCTYPE html><title>Sign in</title>', 'audio/mpeg'],
    ['\ufeff\n <!-- cached --> <html lang="ru">', 'application/octet-stream'],
    ['<?xml version="1.0"?>\n<!doctype HTML>', 'text/html'],
  ])('a page behind a link is recognised by its content: %j', async (page, type) => {
    const { open, own } = await setup({
      answer: (_, response) => response.writeHead(200, { 'content-type': type }).end(page),
    });

    await expect(open(own)).rejects.toMatchObject({ problem: 'link-page' });
  });

  it('a file behind a link that begins with many comments is read in no time, because a stranger may have made it to occupy us', async () => {
    // With an expression whose comments may end at more than one place, these 33 take minutes, and those that fit into the beginning take years.
    const comments = '<!---->'.repeat(33);
    const { open, own } = await setup({ answer: (_, response) => void response.end(`${comments}sound`) });
    const begunAt = performance.now();

    expect(await open(own)).toBe(`${comments}sound`);

    expect(performance.now() - begunAt).toBeLessThan(15_000);
  });

  it('a page behind a link is recognised after several comments', async () => {
    const page = '<!-- a --><!-- <html> -->\n<!---->\n<html>';
    const { open, own } = await setup({ answer: (_, response) => void response.end(page) });

    await expect(open(own)).rejects.toMatchObject({ problem: 'link-page' });
  });

  it('a file behind a link is recognised whatever its server calls it', async () => {
    const { open, own } = await setup({
      answer: (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('ID3 sound'),
    });

    expect(await open(own)).toBe('ID3 sound');
  });
});

describe('a link into a private network', () => {
  it.each([
    'https://127.0.0.1/a.mp3',
    'https://2130706433/a.mp3',
    'https://0x7f.1/a.mp3',
    'https://0177.0.0.1/a.mp3',
    'https://0/a.mp3',
    'https://10.1.2.3/a.mp3',
    'https://172.16.0.1/a.mp3',
    'https://192.168.1.1/a.mp3',
    'https://100.100.100.200/a.mp3',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/a.mp3',
    'https://[::]/a.mp3',
    'https://[::ffff:127.0.0.1]/a.mp3',
    'https://[::ffff:7f00:1]/a.mp3',
    'https://[::7f00:1]/a.mp3',
    'https://[64:ff9b::7f00:1]/a.mp3',
    'https://[2002:7f00:1::]/a.mp3',
    'https://[fd00:ec2::254]/a.mp3',
    'https://[fe80::1]/a.mp3',
    'https://①②⑦.0.0.1/a.mp3',
  ])('%s leads into a private network, and is refused without a look-up or a request', async (link) => {
    const { open, asked, looked } = await setup();

    await expect(open(link)).rejects.toMatchObject({ problem: 'link-not-allowed' });
    expect([...asked, ...looked]).toEqual([]);
  });

  it.each([
    ['http', 'http://files.example/a.mp3'],
    ['a port', 'https://files.example:8443/a.mp3'],
    ['a name and a password', 'https://anna:secret@files.example/a.mp3'],
    ['another scheme', 'file:///etc/passwd'],
    ['no address', 'https://'],
  ])('a link with %s is refused before any server is asked', async (_with, link) => {
    const { open, looked } = await setup();

    await expect(open(link)).rejects.toMatchObject({ problem: 'link-not-allowed' });
    expect(looked).toEqual([]);
  });

  it.each([
    ['this machine', ['127.0.0.1']],
    ['metadata', ['169.254.169.254']],
    ['this machine, in IPv6', ['::ffff:127.0.0.1']],
    ['a public address and a private one', ['93.184.216.34', '10.0.0.7']],
    ['nothing', []],
  ])('a link whose public name resolves to %s is refused when the socket connects', async (_what, addresses) => {
    const { open, looked, asked } = await setup({ names: { 'innocent.example': addresses } });

    await expect(open('https://innocent.example/a.mp3')).rejects.toMatchObject({ problem: 'link-not-allowed' });
    expect(looked).toEqual(['innocent.example']);
    expect(asked).toEqual([]);
  });

  it('a link’s name is looked up only once, because a second look-up could lead to a private address', async () => {
    const leaving = new AbortController();
    const looked: string[] = [];
    const lookup = (name: string, _options: unknown, done: (error: null, addresses: object[]) => void): void => {
      looked.push(name);
      leaving.abort(); // before the socket connects to a stranger's address
      done(null, [{ address: looked.length === 1 ? '93.184.216.34' : '127.0.0.1', family: 4 }]);
    };
    const { rules } = await setup();
    const links = new LinkedFiles(rules, lookup as unknown as typeof dns.lookup);

    await expect(links.open('https://rebinding.example/a.mp3', leaving.signal)).rejects.toBeInstanceOf(LinkRefusal);

    expect(looked).toEqual(['rebinding.example']);
  });

  it.each([
    'https://127.0.0.1/a.mp3',
    'http://169.254.169.254/latest/meta-data/',
    'https://[::ffff:10.0.0.1]/',
    '//internal.example/a.mp3',
    'https://internal.example/a.mp3',
    'file:///etc/passwd',
    'https://anna:secret@files.example/',
  ])('a link is refused when its redirect leads to a link that is not allowed: %s', async (location) => {
    const { open, own, asked } = await setup({
      answer: (_, response) => response.writeHead(302, { location }).end(),
    });

    await expect(open(own)).rejects.toMatchObject({ problem: 'link-not-allowed' });
    expect(asked).toEqual(['/']);
  });

  it('a link to another port of a private file server that is allowed is refused', async () => {
    const { open, own } = await setup();

    await expect(open(own.replace(/\d+$/, '1'))).rejects.toMatchObject({ problem: 'link-not-allowed' });
  });
});

describe('an address', () => {
  it.each(['93.184.216.34', '8.8.8.8', '2606:4700::1111'])('the address %s belongs to the Internet', (address) =>
    expect(isPublic(address)).toBe(true),
  );
  it.each(['224.0.0.1', '240.0.0.1', '198.18.0.1', '192.0.2.1', '2001::1', 'ff02::1', 'localhost', ''])(
    'the address %j does not belong to the Internet',
    (address) => expect(isPublic(address)).toBe(false),
  );
});
