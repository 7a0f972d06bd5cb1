import { describe, expect, it } from '@jest/globals';
import type { OrderId } from '@aisha/domain';
import { Logger, newId, SERVER_TIMES, type ServerTimes } from '@aisha/platform';
import { webhookAddress, WebhookSignature } from '@aisha/providers/fal';
import { afterThisTest, eventually, ManualClock, RawClient, readableLog } from '@aisha/testing';
import { FalWebhook } from './fal-webhook';
import { WebhookServer } from './webhook-server';

/** Real parts: the server and its sockets. No request of these tests reaches the queue. */
const SECRET = 'a secret of thirty-two characters or more';
const PATH = '/api/v1/avatar/status_update';

const setup = async (times: Partial<ServerTimes> = {}) => {
  const { log, lines } = readableLog();
  const clock = new ManualClock();
  const signature = new WebhookSignature({ url: 'http://127.0.0.1:1/', pauseMs: 1 }, clock);
  const webhook = new FalWebhook({ all: [SECRET] }, signature, undefined as never, Logger.silent());
  const server = new WebhookServer({ API_PORT: 0, LISTEN_HOST: '127.0.0.1' }, webhook, log, {
    ...SERVER_TIMES,
    ...times,
  });
  await server.onApplicationBootstrap();
  afterThisTest(() => server.beforeApplicationShutdown());
  const clients: RawClient[] = [];
  afterThisTest(async () => clients.forEach((client) => client.leaves()));
  const ours = new URL(webhookAddress(server.url + PATH, SECRET, { kind: 'training', orderId: newId<OrderId>() }));
  return {
    url: server.url,
    ours: ours.pathname + ours.search,
    lines,
    client: async () => {
      const client = await RawClient.to(server.url);
      clients.push(client);
      return client;
    },
  };
};

describe('a stranger', () => {
  it.each([
    ['without an address', PATH, 400, '{"outcome":"malformed"}'],
    [
      'with an address of their own',
      `${PATH}?order=01a1f809-d765-7338-b4aa-bb8f8791ffac&kind=training&mac=00`,
      401,
      '{"outcome":"not-our-address"}',
    ],
    ['elsewhere', '/elsewhere', 404, '\r\n\r\n'],
  ])(
    'a stranger who calls %s gets an answer, and the connection is closed before one byte of the body has come',
    async (_, address, status, answer) => {
      const { client } = await setup();
      const stranger = (await client()).begins(address, 1_000);

      await eventually(() => stranger.isClosed);
      expect(stranger.status).toBe(status);
      expect(stranger.text).toContain(answer);
    },
  );

  it('requests of strangers are counted in the log', async () => {
    const { url, lines } = await setup();

    await Promise.all(Array.from({ length: 50 }, () => fetch(url + PATH, { method: 'POST', body: '' })));

    const told = () => lines('webhook.refused').map(({ refused }) => (refused as { malformed: number }).malformed);
    await eventually(() => expect(told().reduce((sum, refused) => sum + refused, 0)).toBe(50));
  });
});

/** Waits until the server has the headers of the request and is itself waiting for the body. */
const begun = async (client: RawClient, address: string): Promise<RawClient> => {
  client.begins(address, 60_000, { expect: '100-continue' });
  await eventually(() => client.status === 100);
  return client;
};

describe('the connections of the receiver', () => {
  const FOR_EVER = { headersMs: 600_000, requestMs: 600_000 };

  it('with 128 connections open, the receiver answers the next one and closes the oldest that has sent no request', async () => {
    const { client, lines, ours } = await setup(FOR_EVER);
    const working = await begun(await client(), ours);
    const first = await client();
    const beginning = (await client()).sends(`POST ${PATH} HTTP/1.1\r\n`);
    const silent = await Promise.all(Array.from({ length: 125 }, client));

    const next = (await client()).begins(PATH, 1);

    await eventually(() => next.isClosed);
    expect(next.status).toBe(400);
    await eventually(() => first.isClosed);
    expect([working, beginning, ...silent].filter(({ isClosed }) => isClosed)).toEqual([]);
    expect(lines('webhook.refused')).toMatchObject([{ refused: { 'too-many-connections': 1 } }]);
    const more = await client(); // a place is free, because the answered connection has closed
    const another = await client();
    await eventually(() => beginning.isClosed);
    expect([more, another, working].filter(({ isClosed }) => isClosed)).toEqual([]);
  });

  it('when all 128 connections have sent a request, these connections stay open, and a further connection is closed without an answer', async () => {
    const { client, ours } = await setup(FOR_EVER);
    const working = await Promise.all(Array.from({ length: 128 }, async () => begun(await client(), ours)));

    const dropped = await client();

    await eventually(() => dropped.isClosed);
    expect(dropped.status).toBeUndefined();
    expect(working.filter(({ isClosed }) => isClosed)).toEqual([]);
  });

  it('the receiver’s connections have time limits that suit a provider that sends some kilobytes in one piece', () => {
    expect(SERVER_TIMES).toEqual({
      ...{ headersMs: 5_000, requestMs: 10_000, idleMs: 72_000, stuckMs: 120_000 },
      checkMs: 1_000,
    });
  });
});

describe('a client that is slow', () => {
  const QUICK = { headersMs: 200, requestMs: 400, idleMs: 200, stuckMs: 400, checkMs: 50 };

  it('a slow client that sends nothing is cut off', async () => {
    const { client } = await setup(QUICK);
    const idle = await client();

    await eventually(() => idle.isClosed);
    expect(idle.status).toBe(408);
  });

  it('a client that sends its headers slowly is cut off, even if it keeps sending', async () => {
    const { client } = await setup({ ...QUICK, requestMs: 600_000 });
    const slow = (await client()).sends(`POST ${PATH} HTTP/1.1\r\n`);

    await eventually(() => slow.sends('x-more: 1\r\n').isClosed);
    expect(slow.status).toBe(408);
  });

  it('a client that sends its body slowly is cut off, even if it keeps sending to an address of ours', async () => {
    const { client, ours } = await setup(QUICK);
    const slow = (await client()).begins(ours, 60_000);

    await eventually(() => slow.sends('x').isClosed);
    expect(slow.status).toBe(408);
  });

  it('a client that is slow with its next request is disconnected', async () => {
    const { client, ours } = await setup({ ...QUICK, headersMs: 300_000, requestMs: 300_000 });
    const idle = (await client()).begins(ours, 1).sends('x');

    await eventually(() => idle.isClosed);
    expect(idle.status).toBe(400);
  });
});
