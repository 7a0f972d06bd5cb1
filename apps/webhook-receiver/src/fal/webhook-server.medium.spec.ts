import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { keyFromSeed, signWebhook, startFal } from '@aisha/fakes/fal';
import type { OrderId } from '@aisha/domain';
import type { KindWithSlots } from '@aisha/kinds';
import { afterThisTest, eventually, onPostgres, onRedis, type QueueDriver, queueDrivers } from '@aisha/testing';
import { QueueBackend } from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { httpAdapter } from '@aisha/platform/start';
import { webhookAddress } from '@aisha/providers/fal';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module';
import { BODY_AT_MOST_BYTES, WebhookServer } from './webhook-server';

const SECRET = 'a secret of thirty-two characters or more';
/** The longest prompt, in characters, that the language model may make of an idea. */
const LONGEST_PROMPT = 4_000;

const openQueue = async (driver: QueueDriver) => {
  if (driver === 'redis') {
    const redis = await onRedis();
    return { config: { REDIS_URL: redis.url, DATABASE_URL: '' }, end: () => redis.stop() };
  }
  const postgres = await onPostgres('billing');
  return { config: { REDIS_URL: '', DATABASE_URL: postgres.urlOf('receiver') }, end: () => postgres.close() };
};

/** The whole app on a port of its own, with a real queue behind it, and with FAL's fake, which signs. */
const setup = async (driver: QueueDriver = 'postgres', environment: Record<string, string> = {}) => {
  const queue = await openQueue(driver);
  const fal = await startFal({ key: 'id:secret' });
  afterThisTest(() => fal.close());
  Object.assign(process.env, queue.config, {
    WEBHOOK_SECRET: SECRET,
    WEBHOOK_SECRET_PREVIOUS: '',
    FAL_JWKS_URL: fal.jwksUrl,
    LOG_LEVEL: 'silent',
    API_PORT: '0',
    LISTEN_HOST: '127.0.0.1',
    ...environment,
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, httpAdapter(), {
    logger: false,
    abortOnError: false,
  });
  await app.listen(0, '127.0.0.1');
  afterThisTest(() => app.close());
  const inside = await app.getUrl();
  const { url } = app.get(WebhookServer);
  // The test waits until the app is ready, because a load balancer sends callbacks only to an app that is ready.
  await eventually(async () => (await fetch(`${inside}/health/ready`)).ok);
  const base = `${url}/api/v1/avatar/status_update`;
  const orderId = newId<OrderId>();

  return {
    app,
    url,
    inside,
    base,
    fal,
    queue,
    orderId,
    address: (kind: KindWithSlots = 'training') => webhookAddress(base, SECRET, { kind, orderId }),
    body: (requestId: string) => JSON.stringify({ request_id: requestId, status: 'OK', payload: { images: [] } }),
    /** The jobs that arrive in a worker's queue. */
    inboxOf: async (receiver: 'avatar-trainer' | 'image-generator') => {
      const arrived: { id: string | undefined; name: string; data: unknown }[] = [];
      const backend = await QueueBackend.open(
        queue.config.REDIS_URL ? { REDIS_URL: queue.config.REDIS_URL } : { DATABASE_URL: queue.config.DATABASE_URL },
        Logger.silent(),
      );
      const worker = backend.worker(receiver, async ({ id, name, data }) => void arrived.push({ id, name, data }), {});
      afterThisTest(async () => {
        await worker.close();
        await backend.close();
      });
      return arrived;
    },
    metric: async (outcome: string) =>
      Number(
        (await (await fetch(`${inside}/metrics`)).text()).match(
          new RegExp(`aisha_fal_webhooks_total\\{outcome="${outcome}"\\} (\\d+)`),
        )?.[1] ?? 0,
      ),
  };
};

it('the receiver does not start with a database login that is not its own', async () => {
  const { adminUrl } = await onPostgres('billing');

  await expect(setup('postgres', { DATABASE_URL: adminUrl })).rejects.toThrow(
    /logs in as \w+, which is a superuser\. This app's own login is aisha_receiver/,
  );
});

/** Posts as any client might; follows no redirect. */
const post = (url: string, body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers }, redirect: 'manual' });

describe.each(queueDrivers().filter(({ isHere }) => isHere))("FAL's callback, with the queue on $name", ({ name }) => {
  it.each<[KindWithSlots, 'avatar-trainer' | 'image-generator']>([
    ['training', 'avatar-trainer'],
    ['generation', 'image-generator'],
  ])('a callback of FAL about a %s sends a job to the %s', async (kind, receiver) => {
    const { fal, address, body, inboxOf, orderId } = await setup(name);
    const arrived = await inboxOf(receiver);

    expect(await fal.sendWebhook(address(kind), body('req-1'))).toBe(200);

    await eventually(() => expect(arrived).toHaveLength(1));
    expect(arrived).toEqual([
      {
        id: expect.stringMatching(/^fal_req-1_[0-9a-f]{16}$/),
        name: 'finish-order',
        data: { kind, orderId, requestId: 'req-1', source: 'webhook' },
      },
    ]);
  });

  it('a callback of FAL that cannot be queued is not acknowledged, so that FAL sends it again', async () => {
    const { fal, address, body, queue, base, inside } = await setup(name);
    expect(await fal.sendWebhook(address(), body('req-1'))).toBe(200);
    await queue.end();
    await eventually(async () => expect((await fetch(`${inside}/health/ready`)).status).toBe(503));

    expect(await fal.sendWebhook(address(), body('req-2'))).toBe(503);
    expect((await post(base, '')).status).toBe(400); // the receiver itself is alive
  });
});

describe('a callback', () => {
  it('a callback that FAL sends several times becomes one message', async () => {
    const { fal, address, body, inboxOf } = await setup();
    await Promise.all(Array.from({ length: 5 }, () => fal.sendWebhook(address(), body('req-1'))));

    const arrived = await inboxOf('avatar-trainer');
    expect(await fal.sendWebhook(address(), body('req-last'))).toBe(200);

    await eventually(() => expect(arrived.at(-1)?.data).toMatchObject({ requestId: 'req-last' }));
    expect(arrived).toHaveLength(2);
  });

  it('two callbacks about one request that say different things are two messages, so that the second hint is not lost', async () => {
    const { fal, address, inboxOf } = await setup();
    const arrived = await inboxOf('avatar-trainer');
    const says = (status: string) => fal.sendWebhook(address(), JSON.stringify({ request_id: 'req-1', status }));

    expect([await says('ERROR'), await says('OK')]).toEqual([200, 200]);

    await eventually(() => expect(arrived).toHaveLength(2));
  });

  it('a callback that FAL did not sign is refused and counted', async () => {
    const { fal, address, body, metric } = await setup();
    const before = await metric('not-signed-by-fal');

    expect(await fal.sendWebhook(address(), body('req-1'), { forged: true })).toBe(401);

    expect(await metric('not-signed-by-fal')).toBe(before + 1);
  });

  it('a callback is refused when it is older than 300 s', async () => {
    const { fal, address, body } = await setup();

    expect(await fal.sendWebhook(address(), body('req-1'), { signedAt: Date.now() - 302_000 })).toBe(401);
    expect(await fal.sendWebhook(address(), body('req-1'), { signedAt: Date.now() - 60_000 })).toBe(200);
  });

  it('a callback whose body names another request than the one that FAL signed is refused', async () => {
    const { fal, address, body } = await setup();

    expect(await fal.sendWebhook(address(), body('req-1'), { requestId: 'req-2' })).toBe(401);
  });

  it('a callback to an address that we did not give out is refused', async () => {
    const { fal, address, body, base } = await setup();
    const other = new URL(address());
    other.searchParams.set('order', newId<OrderId>());
    const otherKind = new URL(address('training'));
    otherKind.searchParams.set('kind', 'generation');

    expect(await fal.sendWebhook(other.href, body('req-1'))).toBe(401);
    expect(await fal.sendWebhook(otherKind.href, body('req-1'))).toBe(401);
    expect(await fal.sendWebhook(base, body('req-1'))).toBe(400);
    expect(await fal.sendWebhook(`${address()}&mac=00`, body('req-1'))).toBe(400);
  });

  it('a callback to an address that the previous secret signed is accepted only while that secret is configured', async () => {
    const before = 'the secret before, of thirty-two characters';
    const given = webhookAddress('http://receiver/', before, { kind: 'training', orderId: newId<OrderId>() });
    const there = ({ base }: { base: string }) => base + new URL(given).search;

    const during = await setup('postgres', { WEBHOOK_SECRET_PREVIOUS: before });
    expect(await during.fal.sendWebhook(there(during), during.body('req-1'))).toBe(200);
    expect(await during.fal.sendWebhook(during.address(), during.body('req-2'))).toBe(200);

    const after = await setup();
    expect(await after.fal.sendWebhook(there(after), after.body('req-1'))).toBe(401);
  });

  it.each(['', '{', 'null', '[]', '{"request_id":7}', '\u0000'])(
    'a callback with the body %j is refused',
    async (body) => {
      const { fal, address } = await setup();

      expect(await fal.sendWebhook(address(), body, { requestId: 'req-1' })).toBe(400);
    },
  );

  it('the signature of a callback is required whatever content type the callback names', async () => {
    const { address, body } = await setup();

    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/octet-stream']) {
      const answer = await post(address(), body('req-1'), { 'content-type': type });
      expect({ type, status: answer.status, body: await answer.json() }).toEqual({
        type,
        status: 400,
        body: { outcome: 'malformed' }, // refused, because it has no signature
      });
    }
  });

  it('a callback with four pictures of the longest prompt is far smaller than the largest callback that is read', async () => {
    const { fal } = await setup();
    const sizes: number[] = [];
    const receiver = createServer((request, response) => {
      let size = 0;
      request.on('data', (part: Buffer) => (size += part.length));
      request.on('end', () => {
        sizes.push(size);
        response.end();
      });
    }).listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    afterThisTest(async () => void receiver.close());
    const there = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;

    await post(
      `${fal.queueUrl}/fal-ai/flux-lora?fal_webhook=${encodeURIComponent(there)}`,
      JSON.stringify({ prompt: '\u{1F98A}'.repeat(LONGEST_PROMPT), num_images: 4 }),
      { authorization: 'Key id:secret' },
    );

    await eventually(() => expect(sizes).toHaveLength(1));
    expect(sizes[0]).toBeGreaterThan(4 * LONGEST_PROMPT);
    expect(sizes[0]).toBeLessThan(BODY_AT_MOST_BYTES / 3);
  });

  it('a callback of 64 KiB is read, and one that is a byte longer is refused', async () => {
    const { fal, address, metric } = await setup();
    const before = await metric('too-large');
    const of = (bytes: number) => `{"request_id":"r","padding":"${'x'.repeat(bytes - 31)}"}`;
    expect(of(65_536).length).toBe(65_536);

    expect(await fal.sendWebhook(address(), of(65_536))).not.toBe(413);
    expect(await fal.sendWebhook(address(), of(65_537))).toBe(413);
    expect(await metric('too-large')).toBe(before + 1);
  });

  it('FAL is asked to send a callback again while its keys cannot be fetched', async () => {
    const { address, body } = await setup('postgres', { FAL_JWKS_URL: 'http://127.0.0.1:1/jwks.json' });
    const signed = {
      requestId: 'req-1',
      userId: 'user-1',
      timestamp: Math.floor(Date.now() / 1000),
      body: body('req-1'),
    };

    const answer = await post(address(), signed.body, {
      'x-fal-webhook-request-id': signed.requestId,
      'x-fal-webhook-user-id': signed.userId,
      'x-fal-webhook-timestamp': String(signed.timestamp),
      'x-fal-webhook-signature': signWebhook(keyFromSeed(Buffer.alloc(32, 7)), signed),
    });

    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('15');
    expect(await answer.json()).toEqual({ outcome: 'keys-unreachable' });
  });
});

describe('the address of callbacks', () => {
  it('the path of callbacks may end in a slash, and no other path is redirected to it', async () => {
    const { url, base, fal, address, body } = await setup();

    expect(await fal.sendWebhook(address().replace('status_update', 'status_update/'), body('req-1'))).toBe(200);
    for (const other of [`${base}/more`, `${url}/api/v1/avatar`, `${url}//api/v1/avatar/status_update`]) {
      expect((await post(other, '{}')).status).toBe(404);
    }
  });

  it('the port of callbacks serves no other path: the receiver’s health is on another port', async () => {
    const { base, url, inside } = await setup();

    expect((await fetch(base)).status).toBe(404);
    for (const path of ['/health/live', '/health/ready', '/health/dependencies', '/metrics']) {
      expect({ path, status: (await fetch(url + path)).status }).toEqual({ path, status: 404 });
      expect({ path, status: (await fetch(inside + path)).status }).toEqual({ path, status: 200 });
    }
    expect((await post(inside + new URL(base).pathname, '{}')).status).toBe(404);
  });
});
