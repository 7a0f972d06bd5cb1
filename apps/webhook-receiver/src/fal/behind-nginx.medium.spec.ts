import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, request as plainRequest, type IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import type { OrderId } from '@aisha/domain';
import { freePort } from '@aisha/embedded';
import { newId } from '@aisha/platform';
import { webhookAddress } from '@aisha/providers/fal';
import { afterThisTest, eventually, folderOfThisTest } from '@aisha/testing';
import { SECRET, startReceiver } from '../../spec/receiver-harness';

/**
 * Real parts: nginx as docker/nginx starts it, TLS, the receiver, the queue, and FAL's fake, which signs. The gateway is a server that
 * records requests.
 */
const START = path.resolve(__dirname, '../../../../docker/nginx/start.sh');
const HOST = 'bot.example.com';
const FAL_PATH = '/api/v1/avatar/status_update';
/**
 * The secret that lets Telegram's requests pass nginx. A callback passes nginx when it has FAL's signature header, which the receiver then
 * checks.
 */
const TELEGRAM_SECRET = 'a-secret_that-only-telegram-knows';
const TELEGRAM = { 'x-telegram-bot-api-secret-token': TELEGRAM_SECRET };
const SIGNED = { 'x-fal-webhook-signature': '00' };
const PATH = `${process.env['PATH']}:/usr/sbin`;
const hasNginx = spawnSync('nginx', ['-v'], { env: { PATH } }).status === 0;

interface Noted {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A server that records each request and answers it with this status. */
const noting = async (status = 200) => {
  const noted: Noted[] = [];
  const server = createServer((incoming, answer) => {
    void buffer(incoming).then((body) => {
      noted.push({ url: incoming.url!, headers: incoming.headers, body });
      answer.writeHead(status, { 'retry-after': '1' }).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterThisTest(async () => void server.close());
  return { noted, address: `127.0.0.1:${(server.address() as AddressInfo).port}` };
};

const onNginx = async (upstreams: { gateway: string; receiver: string }, settings: Record<string, string> = {}) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'aisha-test-nginx-'));
  chmodSync(folder, 0o755); // nginx' workers do not run as root
  const certificate = path.join(folder, 'fullchain.pem');
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'],
      ...['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`],
      ...['-keyout', path.join(folder, 'privkey.pem'), '-out', certificate],
    ],
    { stdio: 'ignore' },
  );
  const [http, https, health] = [await freePort(), await freePort(), await freePort()];
  const nginx = spawn('bash', [START], {
    env: {
      PATH,
      PUBLIC_HOST: HOST,
      TELEGRAM_WEBHOOK_SECRET: TELEGRAM_SECRET,
      TLS_FOLDER: folder,
      RUN_FOLDER: path.join(folder, 'run'),
      GATEWAY: upstreams.gateway,
      RECEIVER: upstreams.receiver,
      HTTP_PORT: `127.0.0.1:${http}`,
      HTTPS_PORT: `127.0.0.1:${https}`,
      HEALTH_PORT: String(health),
      ACCESS_LOG: path.join(folder, 'access.log'),
      ...settings,
    },
  });
  const said: string[] = [];
  for (const stream of [nginx.stdout, nginx.stderr])
    stream.setEncoding('utf8').on('data', (words: string) => said.push(words));
  const ended = once(nginx, 'exit');
  afterThisTest(async () => {
    nginx.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true });
  });
  await eventually(async () => {
    if (nginx.exitCode !== null) throw new Error(`nginx does not start: ${said.join('')}`);
    expect((await fetch(`http://127.0.0.1:${health}/health`)).status).toBe(204);
  });
  const ca = readFileSync(certificate);
  /** Calls over TLS, as Telegram and FAL do. */
  const call = async (
    at: string,
    { method = 'POST', headers = {}, body = '', host = HOST }: Partial<Call> = {},
  ): Promise<{ status: number; headers: IncomingHttpHeaders }> => {
    const outgoing = request({
      ...{ host: '127.0.0.1', port: https, servername: host, ca, path: at, method, agent: false },
      headers: { host, 'content-length': Buffer.byteLength(body), ...headers },
    });
    outgoing.end(body);
    const [answer] = (await once(outgoing, 'response')) as [
      NodeJS.ReadableStream & import('node:http').IncomingMessage,
    ];
    await text(answer);
    return { status: answer.statusCode!, headers: answer.headers };
  };
  /** Announces a body but sends none of it, and returns the status that comes nevertheless. */
  const announce = async (at: string, headers: Record<string, string> = {}): Promise<number> => {
    const outgoing = request({
      ...{ host: '127.0.0.1', port: https, servername: HOST, ca, path: at, method: 'POST', agent: false },
      headers: { host: HOST, 'content-length': 60_000, ...headers },
    });
    afterThisTest(async () => void outgoing.destroy());
    outgoing.on('error', () => undefined); // the test may end before an answer comes
    outgoing.flushHeaders();
    const [answer] = (await once(outgoing, 'response')) as [import('node:http').IncomingMessage];
    answer.resume();
    return answer.statusCode!;
  };
  return {
    call,
    announce,
    folder,
    http,
    log: () => said.join('') + readFileSync(path.join(folder, 'access.log'), 'utf8'),
  };
};
interface Call {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | Buffer;
  readonly host: string;
}

(hasNginx ? describe : describe.skip)('nginx in front of the product', () => {
  it('nginx in front of the product passes a callback on byte for byte, so that the receiver can verify what FAL signed', async () => {
    const [receiver, gateway, signer] = [await startReceiver(), await noting(), await noting()];
    const { call, log } = await onNginx({ gateway: gateway.address, receiver: receiver.host });
    const body = '{ "request_id":"req-1",\r\n\t"status" : "OK", "said": "Привет\\u0000 — ß" }\n';
    await receiver.fal.sendWebhook(`http://${signer.address}/`, body, { requestId: 'req-1' });
    const [signed] = signer.noted;
    const headers = Object.fromEntries(
      Object.entries(signed!.headers).filter(([name]) => /^(x-fal-|content-type)/.test(name)),
    ) as Record<string, string>;
    const orderId = newId<OrderId>();
    const { pathname, search } = new URL(
      webhookAddress(`https://${HOST}${FAL_PATH}`, SECRET, { kind: 'training', orderId }),
    );

    expect(await call(pathname + search, { headers, body: signed!.body })).toMatchObject({ status: 200 });
    expect(receiver.lines('webhook.accepted')).toMatchObject([{ orderId, requestId: 'req-1' }]);
    const changed = Buffer.from(body.replace('\t', ' '));
    expect(await call(pathname + search, { headers, body: changed })).toMatchObject({ status: 401 });
    // nginx logs the path of a callback without its query.
    await eventually(() => expect(log()).toContain(`POST ${FAL_PATH} 401`));
    expect(log()).not.toContain(search.slice(1, 12));
  });

  it('when an app refuses a stranger before the body has come, nginx in front of the product passes this refusal on', async () => {
    const [receiver, gateway] = [await startReceiver(), await noting()];
    const { call, log } = await onNginx({ gateway: gateway.address, receiver: receiver.host });
    const orderId = newId<OrderId>();
    const { pathname, search } = new URL(
      webhookAddress(`https://${HOST}${FAL_PATH}`, 'another secret of thirty-two characters', {
        kind: 'training',
        orderId,
      }),
    );

    for (const bytes of [2, 60_000])
      expect([
        bytes,
        (await call(pathname + search, { headers: SIGNED, body: Buffer.alloc(bytes, 7) })).status,
      ]).toEqual([bytes, 401]);
    await eventually(() => expect(log()).toContain(' 401 '));
    expect(log()).toMatch(new RegExp(`POST ${FAL_PATH} 401 \\d+ [\\d.]+ 401\n`)); // the last 401 is the status that the receiver gave
  });

  it('nginx in front of the product tells the app the address that really called, whatever address the caller claims', async () => {
    const gateway = await noting();
    const { call } = await onNginx({ gateway: gateway.address, receiver: gateway.address });

    await call('/telegram', {
      headers: {
        ...TELEGRAM,
        'x-forwarded-for': '203.0.113.7',
        forwarded: 'for=203.0.113.7',
        'x-real-ip': '203.0.113.7',
      },
      body: '{}',
    });

    expect(gateway.noted).toMatchObject([
      {
        url: '/telegram',
        headers: { host: HOST, 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', 'x-forwarded-proto': 'https' },
      },
    ]);
    expect(gateway.noted[0]!.headers).not.toHaveProperty('forwarded');
  });

  it('nginx in front of the product refuses a body that is too large for the app behind it, and passes on the largest body that the app accepts', async () => {
    const app = await noting();
    const { call } = await onNginx({ gateway: app.address, receiver: app.address });

    for (const [at, bytes] of [
      ['/telegram', 1024 * 1024],
      [FAL_PATH, 64 * 1024],
    ] as const) {
      const headers = { ...TELEGRAM, ...SIGNED };
      expect(await call(at, { headers, body: Buffer.alloc(bytes, 7) })).toMatchObject({ status: 200 });
      expect(await call(at, { headers, body: Buffer.alloc(bytes + 1, 7) })).toMatchObject({ status: 413 });
    }
    expect(app.noted.map(({ body }) => body.length)).toEqual([1024 * 1024, 64 * 1024]);
  });

  it('nginx in front of the product passes on only POST requests to two paths of its own host name: no metrics, no health, no other host', async () => {
    const app = await noting();
    const { call } = await onNginx({ gateway: app.address, receiver: app.address });

    for (const at of ['/', '/metrics', '/health/ready', '/telegram/', '/telegram/../metrics', `${FAL_PATH}/more`])
      expect([at, (await call(at)).status]).toEqual([at, 404]);
    expect(await call('/telegram', { method: 'GET', headers: TELEGRAM })).toMatchObject({ status: 403 });
    expect(await call(FAL_PATH, { method: 'GET', headers: SIGNED })).toMatchObject({ status: 403 });
    await expect(call('/telegram', { host: 'other.example.com' })).rejects.toThrow(/unrecognized name/);
    expect(app.noted).toEqual([]);
  });

  it('nginx in front of the product redirects plain http to https, and passes none of it on', async () => {
    const app = await noting();
    const { http } = await onNginx({ gateway: app.address, receiver: app.address });

    const outgoing = plainRequest({ host: '127.0.0.1', port: http, path: '/telegram?x=1', headers: { host: 'any' } });
    outgoing.end();
    const [answer] = (await once(outgoing, 'response')) as [import('node:http').IncomingMessage];
    answer.resume();

    expect([answer.statusCode, answer.headers['location']]).toEqual([308, `https://${HOST}/telegram?x=1`]);
    expect(app.noted).toEqual([]);
  });

  it('nginx in front of the product passes on what the app answers, and answers 502 while the app is away, so that FAL and Telegram call again', async () => {
    const busy = await noting(503);
    const { call } = await onNginx({ gateway: busy.address, receiver: `127.0.0.1:${await freePort()}` });

    expect(await call('/telegram', { headers: TELEGRAM, body: '{}' })).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
    });
    expect(await call(FAL_PATH, { headers: SIGNED, body: '{}' })).toMatchObject({ status: 502 });
  });

  it('nginx in front of the product answers the first two hundred calls of an address, and refuses calls beyond the permitted rate after that', async () => {
    const app = await noting();
    const { call } = await onNginx({ gateway: app.address, receiver: app.address }, { REQUESTS_A_SECOND: '1' });

    const statuses: number[] = [];
    for (let burst = 0; burst < 6; burst += 1)
      statuses.push(
        ...(
          await Promise.all(Array.from({ length: 40 }, () => call('/telegram', { headers: TELEGRAM, body: '{}' })))
        ).map(({ status }) => status),
      );

    expect(statuses.slice(0, 200).every((status) => status === 200)).toBe(true);
    expect(statuses).toContain(429);
  });

  it('nginx in front of the product does not start without a certificate, and says which file is missing', async () => {
    const { status, stderr } = spawnSync('bash', [START], {
      env: { PATH, PUBLIC_HOST: HOST, TELEGRAM_WEBHOOK_SECRET: TELEGRAM_SECRET, TLS_FOLDER: '/nowhere' },
      encoding: 'utf8',
    });

    expect([status, stderr]).toEqual([1, expect.stringContaining('/nowhere/fullchain.pem: is not there')]);
  });

  it('nginx in front of the product refuses a stranger before the body comes, and passes nothing of the request on', async () => {
    const app = await noting();
    const { call, announce } = await onNginx({ gateway: app.address, receiver: app.address });
    const others = { 'x-telegram-bot-api-secret-token': `${TELEGRAM_SECRET}s` };

    expect(await announce('/telegram')).toBe(403);
    expect(await announce('/telegram', others)).toBe(403);
    expect(await announce('/telegram', SIGNED)).toBe(403);
    expect(await announce(FAL_PATH)).toBe(401);
    expect(await announce(FAL_PATH, TELEGRAM)).toBe(401);
    expect(app.noted).toEqual([]);
    expect(await call('/telegram', { headers: TELEGRAM, body: '{}' })).toMatchObject({ status: 200 });
  });

  it('nginx in front of the product lets Telegram through, however many strangers call from the same address and keep connections open', async () => {
    const app = await noting();
    const { call, announce } = await onNginx(
      { gateway: app.address, receiver: app.address },
      { REQUESTS_A_SECOND: '1' },
    );

    // More requests are sent than nginx answers in one burst. Each group has forty requests that announce a body and forty requests without
    // one. nginx waits five seconds for each of them, and this machine must send all of a group within that time.
    const told = new Set<number>();
    for (let group = 0; group < 6; group += 1) {
      const strange = Array.from({ length: 40 }, () => announce('/telegram'));
      const asking = Array.from({ length: 40 }, async () => (await call('/telegram', { method: 'GET' })).status);
      for (const status of await Promise.all([...strange, ...asking])) told.add(status);
    }
    expect(told).toEqual(new Set([403]));
    // More requests are open than nginx accepts from one address at the same moment. On a slow machine the first requests have ended before
    // the hundredth begins.
    const slow: number[] = [];
    for (let place = 0; place < 320; place += 1)
      announce(FAL_PATH, SIGNED).then(
        (status) => slow.push(status),
        () => undefined,
      );
    await eventually(() => expect(slow).toContain(429), { timeoutMs: 60_000 });

    expect(await call('/telegram', { headers: TELEGRAM, body: '{}' })).toMatchObject({ status: 200 });
    expect(app.noted).toHaveLength(1);
  });

  it('nginx in front of the product keeps Telegram’s secret in a file that only nginx’ user may read, and does not log it', async () => {
    const app = await noting();
    const { call, folder, log } = await onNginx({ gateway: app.address, receiver: app.address });
    const config = path.join(folder, 'run', 'nginx.conf');

    expect(readFileSync(config, 'utf8')).toContain(TELEGRAM_SECRET);
    expect(statSync(config).mode & 0o777).toBe(0o600);
    await call('/telegram', { headers: TELEGRAM, body: '{}' });
    await eventually(() => expect(log()).toContain('POST /telegram 200'));
    expect(log()).not.toContain(TELEGRAM_SECRET);
  });

  it.each([
    ['TELEGRAM_WEBHOOK_SECRET', ''],
    ['TELEGRAM_WEBHOOK_SECRET', 'too-short'],
    ['TELEGRAM_WEBHOOK_SECRET', 'a-secret-of-thirty-two-letters"1;default'],
    ['PUBLIC_HOST', 'a.example.com; return 200'],
    ['GATEWAY', '127.0.0.1:8000;}'],
    ['ACCESS_LOG', '/dev/null\nuser root'],
  ])(
    'nginx in front of the product does not start with a %s that is %j, and does not print the value',
    (name, value) => {
      const folder = folderOfThisTest();
      for (const file of ['fullchain.pem', 'privkey.pem']) writeFileSync(path.join(folder, file), '');
      const { status, stderr } = spawnSync('bash', [START, '-t'], {
        env: {
          ...{ PATH, PUBLIC_HOST: HOST, TELEGRAM_WEBHOOK_SECRET: TELEGRAM_SECRET, TLS_FOLDER: folder },
          ...{ RUN_FOLDER: folder, [name]: value },
        },
        encoding: 'utf8',
      });

      expect([status, stderr]).toEqual([1, expect.stringContaining(`${name}: `)]);
      if (value) expect(stderr).not.toContain(value);
    },
  );
});
