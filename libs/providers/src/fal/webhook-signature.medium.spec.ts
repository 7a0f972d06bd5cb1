import { generateKeyPairSync, sign, createHash, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { afterThisTest, ManualClock } from '@aisha/testing';
import { WebhookSignature, type WebhookHeaders } from './webhook-signature';

/** The example of fal.md §6, made with the private key of 32 bytes 0x07. */
const VECTOR = {
  x: '6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw',
  signedAt: 1_700_000_000,
  body: '{"request_id":"req-1","gateway_request_id":"req-1","status":"OK","payload":{"images":[]}}',
  headers: {
    'x-fal-webhook-request-id': 'req-1',
    'x-fal-webhook-user-id': 'user-1',
    'x-fal-webhook-timestamp': '1700000000',
    'x-fal-webhook-signature':
      '3f8c4864df4731b680253638d90b31af01ba9f537ed78e61ffbc5c383822c6b78bd12486774846a3796bafee6ec78b3a7d57aa2d900242bbaf7b2f3931087005',
  },
} as const;

const ed25519 = (x: string) => ({ kty: 'OKP', crv: 'Ed25519', x });
const jwkOf = (key: KeyObject) => ed25519(String(key.export({ format: 'jwk' })['x']));

/** A server of key sets, over real HTTP, that counts requests. */
const setup = async (published: object = { keys: [ed25519(VECTOR.x)] }) => {
  const keySet = { published, status: 200, asked: 0, location: undefined as string | undefined };
  const server: Server = createServer(({ url }, response) => {
    keySet.asked += 1;
    // A redirect leads to the right keys, so that the test shows that we refuse to follow it.
    if (keySet.location === url) response.writeHead(200);
    else response.writeHead(keySet.status, keySet.location ? { location: keySet.location } : {});
    response.end(JSON.stringify(keySet.published));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterThisTest(async () => void server.close());
  const clock = new ManualClock(new Date(VECTOR.signedAt * 1000));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/jwks.json`;
  const signature = new WebhookSignature({ url, pauseMs: 10_000 }, clock);
  const check = (headers: WebhookHeaders = VECTOR.headers, body: string = VECTOR.body) =>
    signature.check(headers, Buffer.from(body));
  /** Headers signed as FAL signs, at this moment. */
  const signedBy = (privateKey: KeyObject): WebhookHeaders => {
    const timestamp = String(Math.floor(clock.now().getTime() / 1000));
    const digest = createHash('sha256').update(VECTOR.body).digest('hex');
    return {
      ...VECTOR.headers,
      'x-fal-webhook-timestamp': timestamp,
      'x-fal-webhook-signature': sign(null, Buffer.from(`req-1\nuser-1\n${timestamp}\n${digest}`), privateKey).toString(
        'hex',
      ),
    };
  };
  return { keySet, clock, check, signedBy };
};

describe("FAL's signature", () => {
  it('FAL’s signature is verified in the known example', async () => {
    const { check } = await setup();

    expect(await check()).toEqual({ verdict: 'valid', requestId: 'req-1' });
  });

  it.each([
    ['the body', VECTOR.headers, `${VECTOR.body} `],
    ['the request', { ...VECTOR.headers, 'x-fal-webhook-request-id': 'req-2' }, VECTOR.body],
    ['the account', { ...VECTOR.headers, 'x-fal-webhook-user-id': 'user-2' }, VECTOR.body],
    ['the time', { ...VECTOR.headers, 'x-fal-webhook-timestamp': '1700000001' }, VECTOR.body],
  ])('FAL’s signature is not valid after a change of %s', async (_, headers, body) => {
    const { check } = await setup();

    expect(await check(headers, body)).toEqual({ verdict: 'not-signed-by-fal' });
  });

  it.each([
    [300, 'valid'],
    [301, 'stale'],
    [-300, 'valid'],
    [-301, 'stale'],
  ])('a signature that is %i s old is %s', async (seconds, verdict) => {
    const { clock, check } = await setup();
    clock.set(new Date((VECTOR.signedAt + seconds) * 1000));

    expect(await check()).toMatchObject({ verdict });
  });

  it.each(Object.keys(VECTOR.headers))("FAL's signature is refused without %s", async (name) => {
    const { check, keySet } = await setup();

    expect(await check({ ...VECTOR.headers, [name]: undefined })).toEqual({ verdict: 'malformed' });
    expect(await check({ ...VECTOR.headers, [name]: ['a', 'b'] })).toEqual({ verdict: 'malformed' });
    expect(keySet.asked).toBe(0);
  });

  it("FAL's signature counts when it is made by any of the published keys", async () => {
    const other = generateKeyPairSync('ed25519');
    const odd = [
      { kty: 'RSA', n: 'AQAB', e: 'AQAB' },
      { kty: 'OKP', crv: 'Ed25519', x: 'short' },
    ];
    const { check } = await setup({ keys: [...odd, jwkOf(other.publicKey), ed25519(VECTOR.x)] });

    expect(await check()).toMatchObject({ verdict: 'valid' });
  });

  it('a signature by a key that FAL does not publish is refused', async () => {
    const { check, signedBy } = await setup();

    expect(await check(signedBy(generateKeyPairSync('ed25519').privateKey))).toEqual({ verdict: 'not-signed-by-fal' });
  });
});

describe("FAL's keys", () => {
  it("FAL's keys are fetched once, however many webhooks come at once", async () => {
    const { check, keySet } = await setup();

    const answers = await Promise.all(Array.from({ length: 20 }, () => check()));

    expect(new Set(answers.map(({ verdict }) => verdict))).toEqual(new Set(['valid']));
    expect(keySet.asked).toBe(1);
  });

  it("FAL's keys are fetched again when FAL signs with a new one", async () => {
    const { check, keySet, clock, signedBy } = await setup();
    await check();
    const changed = generateKeyPairSync('ed25519');
    keySet.published = { keys: [jwkOf(changed.publicKey)] };
    clock.advance(60_000);

    expect(await check(signedBy(changed.privateKey))).toMatchObject({ verdict: 'valid' });
    expect(keySet.asked).toBe(2);
  });

  it("FAL's keys are not fetched for every forgery", async () => {
    const { check, keySet, clock, signedBy } = await setup();
    const forger = generateKeyPairSync('ed25519').privateKey;

    for (let second = 0; second < 60; second += 1) {
      await check(signedBy(forger));
      clock.advance(1_000);
    }

    expect(keySet.asked).toBeLessThanOrEqual(7);
    expect(await check(VECTOR.headers)).toMatchObject({ verdict: 'valid' });
  });

  it("FAL's keys are forgotten after a day", async () => {
    const { check, keySet, clock, signedBy } = await setup();
    const old = generateKeyPairSync('ed25519');
    keySet.published = { keys: [jwkOf(old.publicKey)] };
    await check(signedBy(old.privateKey));
    keySet.published = { keys: [ed25519(VECTOR.x)] };
    clock.advance(24 * 60 * 60_000 - 1);
    expect(await check(signedBy(old.privateKey))).toMatchObject({ verdict: 'valid' });
    clock.advance(1);

    expect(await check(signedBy(old.privateKey))).toMatchObject({ verdict: 'not-signed-by-fal' });
  });

  it.each<[string, { status: number; location?: string; published?: object }]>([
    ['FAL fails', { status: 500 }],
    ['FAL redirects', { status: 302, location: '/elsewhere' }],
    ['the answer is no key set', { status: 200, published: ['?'] }],
    ['no key is published', { status: 200, published: { keys: [] } }],
    ['the answer is endless', { status: 200, published: { keys: [], padding: 'x'.repeat(70_000) } }],
  ])('a webhook stays undecided while %s, and FAL’s keys are fetched again later', async (_, trouble) => {
    const { check, keySet, clock } = await setup();
    const fine = { ...keySet };
    Object.assign(keySet, trouble);
    expect(await check()).toEqual({ verdict: 'keys-unreachable' });
    Object.assign(keySet, { ...fine, location: undefined });
    clock.advance(10_000);

    expect(await check()).toMatchObject({ verdict: 'valid' });
  });
});
