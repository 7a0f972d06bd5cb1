import type * as dns from 'node:dns';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { afterThisTest } from '@aisha/testing';
import { PublicApiConfig } from '../config';
import { WebhookClient } from './webhook-client';

/** An endpoint on this machine, and a name server that gives these answers. A stranger’s webhook must not reach the endpoint. */
const setup = async ({
  own = false,
  names = {},
  status = 200,
  isSilent = false,
}: { own?: boolean; names?: Record<string, readonly string[]>; status?: number; isSilent?: boolean } = {}) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (isSilent) return;
    const upgrade = status === 101 && { connection: 'upgrade', upgrade: 'another' };
    response.writeHead(status, { location: '/elsewhere', ...upgrade }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterThisTest(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const lookup = (name: string, _: unknown, done: (error: null, found: object[]) => void): void =>
    done(
      null,
      (names[name] ?? ['127.0.0.1']).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  const config = Object.assign(new PublicApiConfig(), { WEBHOOK_PRIVATE_HOSTS: own ? [host] : [] });
  return { asked, host, client: new WebhookClient(config, lookup as unknown as typeof dns.lookup, 500) };
};

describe('an address that a stranger has given', () => {
  it.each([
    ['http', 'http://shop.example/'],
    ['another port', 'https://shop.example:8443/'],
    ['credentials', 'https://me:secret@shop.example/'],
    ['a fragment, which no server gets', 'https://shop.example/#secret'],
    ['this machine', 'https://127.0.0.1/'],
    ['this machine in another writing', 'https://2130706433/'],
    ['a private network', 'https://10.0.0.1/'],
    ['the metadata of a cloud', 'https://169.254.169.254/latest'],
    ['IPv6 of this machine', 'https://[::1]/'],
    ['IPv4 in IPv6', 'https://[::ffff:127.0.0.1]/'],
    ['a file', 'file:///etc/passwd'],
    ['no address', 'shop'],
  ])('an address with %s is refused', async (_, address) => {
    const { client } = await setup();

    expect(client.isAllowed(address)).toBe(false);
    expect(await client.send(address, '{}', {})).toBe('not-allowed');
  });

  it('the client does not connect to a name with a private address, even if the name also has public ones', async () => {
    const { client, asked } = await setup({ names: { 'two.example': ['93.184.215.14', '127.0.0.1'] } });

    expect(client.isAllowed('https://one.example/')).toBe(true);
    // The endpoint does not listen on the port of https, so the answer alone tells a refused name from one that was tried.
    expect(await client.send('https://one.example/', '{}', {})).toBe('not-allowed');
    expect(await client.send('https://two.example/', '{}', {})).toBe('not-allowed');
    expect(asked).toEqual([]);
  });

  it('the client follows no redirect', async () => {
    const { client, asked, host } = await setup({ own: true, status: 302 });

    expect(await client.send(`http://${host}/hook`, '{}', {})).toBe(302);
    expect(asked).toEqual(['/hook']);
  });

  it('the client gives up on an endpoint that does not answer', async () => {
    const { client, host } = await setup({ own: true, isSilent: true });

    expect(await client.send(`http://${host}/hook`, '{}', {})).toBe('unreachable');
  });

  it('the client gives up on an endpoint that changes to another protocol, so that its place is free for messages to others', async () => {
    const { client, host, asked } = await setup({ own: true, status: 101 });

    expect(await client.send(`http://${host}/hook`, '{}', {})).toBe('unreachable');
    expect(asked).toEqual(['/hook']);
  });
});
