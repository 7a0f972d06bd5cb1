import { describe, expect, it } from '@jest/globals';
import { desk, OWNER, READ_ONLY, SUPPORT, type Browser, type Desk } from '../../spec/desk';
import { ROUTES, type Expected } from '../../spec/routes';
import { DeskServer } from './desk.server';

/** Makes the browser that sends the requests: signed in as an operator, or not signed in. */
type Asker = (at: Desk) => Promise<Browser>;

const as =
  (telegramId: typeof OWNER): Asker =>
  (at) =>
    at.as(telegramId);

const ASKERS: Readonly<Record<Expected, Asker>> = {
  nobody: async (at) => ({ origin: at.url }),
  'read-only': as(READ_ONLY),
  support: as(SUPPORT),
  owner: as(OWNER),
};

const FORGED: Asker = async (at) => ({ cookie: `desk=${'x'.repeat(43)}`, csrf: 'x', origin: at.url });

describe('every route of the desk', () => {
  it('every route of the desk is in the table that says who may use it', async () => {
    const at = await desk();
    const known = at.app
      .get(DeskServer)
      .routes.filter((route) => !/^(HEAD|OPTIONS) |^GET \/(health|metrics)/.test(route));
    expect(known.length).toBeGreaterThan(5);
    expect([...new Set(known)].sort()).toEqual(Object.keys(ROUTES).sort());
  });

  it('every route of the desk answers each role, and a client that is not signed in, with the status that the table says', async () => {
    const at = await desk();
    const wrong: string[] = [];
    for (const [route, { path, body, expected }] of Object.entries(ROUTES)) {
      const [method = ''] = route.split(' ');
      for (const [who, asker] of Object.entries(ASKERS)) {
        const { status } = await at.ask(method, path, await asker(at), body);
        const wanted = expected[who as Expected];
        if (status !== wanted) wrong.push(`${who}: ${method} ${path} is ${status}, not ${wanted}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('every route refuses a forged session, and a write without the session’s token, with another session’s token, or from another page', async () => {
    const at = await desk();
    let [owner, other] = [await at.as(OWNER), await at.as(OWNER)];
    const wrong: string[] = [];
    const tried = async (
      what: string,
      method: string,
      path: string,
      browser: Browser,
      body: object | undefined,
      not: number,
    ) => {
      const { status } = await at.ask(method, path, browser, body);
      if (status !== not) wrong.push(`${what}: ${method} ${path} is ${status}, not ${not}`);
    };
    for (const [nth, [route, { path, body, expected }]] of Object.entries(ROUTES).entries()) {
      // A session that writes too often within a minute gets 429, so new sessions begin after every ten routes.
      if (nth % 10 === 9) [owner, other] = [await at.as(OWNER), await at.as(OWNER)];
      const [method = ''] = route.split(' ');
      const needsSession = expected.nobody === 401 && route !== 'POST /api/sign-in';
      if (needsSession) await tried('forged', method, path, await FORGED(at), body, 401);
      if (method === 'GET') continue;
      await tried('foreign origin', method, path, { ...owner, origin: 'https://evil.example' }, body, 403);
      await tried('no origin', method, path, { cookie: owner.cookie!, csrf: owner.csrf! }, body, 403);
      if (!needsSession || route.includes('sign-out')) continue;
      await tried('no token', method, path, { cookie: owner.cookie!, origin: at.url }, body, 403);
      await tried('another’s token', method, path, { ...owner, csrf: other.csrf! }, body, 403);
    }
    expect(wrong).toEqual([]);
  });

  it('the desk’s port serves neither health nor metrics, and the port of health serves nothing of the desk', async () => {
    const at = await desk();
    for (const path of ['/health/live', '/health/ready', '/metrics', '/health/dependencies'])
      expect([path, (await at.ask('GET', path)).status]).toEqual([path, 404]);
    const owner = await at.as(OWNER);
    for (const path of ['/', '/api/me', '/assets/icon.svg'])
      expect([path, (await fetch(`${at.healthUrl}${path}`, { headers: { cookie: owner.cookie! } })).status]).toEqual([
        path,
        404,
      ]);
    expect((await fetch(`${at.healthUrl}/health/live`)).status).toBe(200);
  });

  it('the desk refuses requests under another host name: under it, a stranger’s page could read the desk in the operator’s browser', async () => {
    const at = await desk();
    const elsewhere = at.url.replace('127.0.0.1', 'localhost');
    const { cookie } = await at.as(OWNER);
    expect((await fetch(`${elsewhere}/api/me`, { headers: { cookie: cookie! } })).status).toBe(421);
  });

  it('every answer of the desk has the headers that forbid framing, unsafe scripts, guessed types and referrers', async () => {
    const at = await desk();
    for (const path of ['/', '/api/me', '/api/nothing', '/assets/icon.svg']) {
      const { headers } = await at.ask('GET', path);
      expect([path, headers.get('x-content-type-options'), headers.get('referrer-policy')]).toEqual([
        path,
        'nosniff',
        'no-referrer',
      ]);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("frame-ancestors 'none'");
      expect(/script-src[^;]*unsafe/.test(policy)).toBe(false);
    }
  });

  it('the desk answers 429 to an address that tries to sign in more often than a person does', async () => {
    const at = await desk();
    const statuses = new Set<number>();
    for (let time = 0; time < 25; time += 1)
      statuses.add((await at.ask('POST', '/api/sign-in', { origin: at.url }, { token: 'x'.repeat(43) })).status);
    expect([...statuses]).toEqual([401, 429]);
  });
});
