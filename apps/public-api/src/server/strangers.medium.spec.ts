import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { CONNECTIONS_AT_MOST } from '@aisha/platform';
import { afterThisTest } from '@aisha/testing';
import { onApi } from '../../spec/api-harness';
import { BODY_MS } from '../uploads/body-time';
import { Problem } from '../http/problem';

/** Connects to the port, and sends nothing by itself. */
const connected = async (url: string): Promise<Socket> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname).on('error', () => undefined);
  afterThisTest(async () => void socket.destroy());
  await once(socket, 'connect');
  return socket;
};

describe('the public port', () => {
  it('a key with too many requests gets 429 and the time after which it may ask again, and another key is not affected', async () => {
    const { ask, person } = await onApi({ PUBLIC_API_REQUESTS_A_MINUTE: '3' });
    const [anna, boris] = [await person(), await person()];
    const asks = (key: string) => ask('/v1/balance', { key });

    const first = await asks(anna.key);
    await asks(anna.key);
    await asks(anna.key);
    const refused = await asks(anna.key);

    expect(first.headers.get('ratelimit-policy')).toBe('"requests";q=3;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"requests";r=2;t=\d+$/);
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await asks(boris.key)).status).toBe(200);
  });

  it('a key whose minute seems to end later than a minute lasts, because a replica’s clock was ahead, is refused once and not for hours', async () => {
    const { ask, person, postgres } = await onApi({ PUBLIC_API_REQUESTS_A_MINUTE: '1' });
    const { key } = await person();
    const asks = async (): Promise<number> => (await ask('/v1/balance', { key })).status;
    await asks();
    await postgres.admin.query('UPDATE api.request_limit SET expire = expire + 3600000');

    expect([await asks(), await asks()]).toEqual([429, 200]);
  });

  it('silent connections of strangers make room for a request, and a body that does not come ends its connection', async () => {
    const { url, ask } = await onApi();
    const slow = await connected(url);
    const begunAt = Date.now();
    const isEnded = once(slow, 'close');
    slow.write(
      'POST /v1/orders HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
    );
    const [first] = await Promise.all(Array.from({ length: CONNECTIONS_AT_MOST - 1 }, () => connected(url)));
    const hasLeft = once(first!, 'close');

    expect((await ask('/v1/openapi.json')).status).toBe(200);
    await hasLeft;
    await isEnded;
    expect(Date.now() - begunAt).toBeLessThan(2 * BODY_MS);
  });

  it('a malformed request, or one to an unknown path, is answered with a problem that contains nothing internal', async () => {
    const { ask, person } = await onApi();
    const { key } = await person();
    const post = (body: unknown) => ask('/v1/orders', { method: 'POST', key, body });

    const answers = [
      await ask('/v1/nothing', { key }),
      await ask('/', { key }),
      await ask('/v1/orders/not-an-id', { key }),
      await post('no json'),
      await post('[]'),
      await post(`{"kind":"generation","idea":${'['.repeat(30_000)}${']'.repeat(30_000)}}`),
      await post(JSON.stringify({ kind: 'speech', text: 'a'.repeat(200_000) })),
      await ask('/v1/orders?limit=1000', { key }),
      await ask('/v1/orders?colour=blue', { key }),
      await ask('/metrics', { key }),
      await ask('/health/ready', { key }),
      await ask('/v1/orders/%ff', { key }),
      await ask(`/v1/orders/${'a'.repeat(300)}`, { key }),
    ];

    expect(answers.map(({ status, body }) => `${status} ${body.code}`)).toEqual([
      '404 no-such-path',
      '404 no-such-path',
      '404 not-found',
      '400 body-unreadable',
      '400 body-unreadable',
      '422 body-not-valid',
      '413 body-too-large',
      '422 body-not-valid',
      '422 body-not-valid',
      '404 no-such-path',
      '404 no-such-path',
      '404 no-such-path',
      '404 no-such-path',
    ]);
    // Beside the fixed texts of its problem an answer may name the fields that are wrong.
    for (const { body } of answers) expect({ ...body, errors: undefined }).toEqual(new Problem(body.code).body);
  });

  it('a request without a body is taken as such when its type says JSON, as many programs send it with every request', async () => {
    const { ask, person } = await onApi();
    const { key } = await person();
    const id = randomUUID();
    const empty = (method: 'POST' | 'DELETE', path: string) => ask(path, { method, key, body: '' });

    const answers = [
      await empty('POST', `/v1/orders/${id}/cancel`),
      await empty('DELETE', `/v1/webhooks/${id}`),
      await empty('POST', '/v1/nothing'),
      await empty('POST', '/v1/orders'),
    ];

    expect(answers.map(({ status, body }) => `${status} ${body.code}`)).toEqual([
      '404 not-found',
      '404 not-found',
      '404 no-such-path',
      '400 body-unreadable',
    ]);
  });

  it('an error of the database is answered with a problem that contains none of the error’s text', async () => {
    const { ask, person, postgres } = await onApi();
    const { key } = await person();
    await postgres.admin.query('REVOKE SELECT ON billing.account FROM PUBLIC');
    await postgres.admin.query(
      `DO $$ DECLARE login name; BEGIN FOR login IN SELECT rolname FROM pg_roles WHERE rolname LIKE '%\\_api'
         LOOP EXECUTE format('REVOKE SELECT ON billing.account FROM %I', login); END LOOP; END $$`,
    );

    const { status, body } = await ask('/v1/balance', { key });

    expect(status).toBe(500);
    expect(body).toEqual(new Problem('unexpected').body);
  });

  it('the page for people shows routes and codes, and loads nothing from elsewhere', async () => {
    const { ask } = await onApi();

    const { status, headers, body } = await ask('/v1/docs');

    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(body).toContain('POST /v1/orders/{id}/cancel');
    expect(body).toContain('price-above-limit');
    expect(body).not.toMatch(/src=|@import|https?:\/\/(?!shop\.example)/);
  });
});
