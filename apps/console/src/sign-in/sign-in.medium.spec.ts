import { describe, expect, it } from '@jest/globals';
import { eventually, jobContext } from '@aisha/testing';
import { desk, OWNER, type Desk } from '../../spec/desk';
import { ForgetOldSessions } from './forget-old-sessions';
import { OpenDeskLinkHandler } from './open-desk-link.handler';
import { hashOf, newToken } from './tokens';

const IN_TEN_MINUTES = () => new Date(Date.now() + 600_000).toISOString();

/** Stores a link as the bot’s message does, and returns its token. */
const link = async ({ app, postgres }: Desk, telegramId = OWNER, expiresAt = IN_TEN_MINUTES()): Promise<string> => {
  const token = newToken();
  await app.get(OpenDeskLinkHandler).handle({ tokenHash: hashOf(token), telegramId, expiresAt }, jobContext(postgres));
  return token;
};

const signIn = (at: Desk, token: string) => at.ask('POST', '/api/sign-in', { origin: at.url }, { token });
const cookieIn = (answer: Response): string => /^[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? '';

describe('a link to the desk', () => {
  it('a link to the desk opens one session, with a cookie that no script can read and no other site sends, and works only once', async () => {
    const at = await desk();
    const token = await link(at);

    const first = await signIn(at, token);
    expect(first.status).toBe(200);
    expect(first.headers.get('set-cookie')).toMatch(
      /^desk=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Max-Age=43200$/,
    );
    const me = await at.ask('GET', '/api/me', { cookie: cookieIn(first) });
    expect(await me.json()).toMatchObject({ telegramId: OWNER, role: 'owner', csrf: expect.any(String) });
    expect((await signIn(at, token)).status).toBe(401);
  });

  it('a link to the desk opens nothing once it has expired, or when the person for whom it was made is no operator', async () => {
    const at = await desk();
    const old = await link(at, OWNER, new Date(Date.now() - 1_000).toISOString());
    const stranger = await link(at, 999 as never);

    for (const token of [old, stranger, newToken()]) expect((await signIn(at, token)).status).toBe(401);
  });

  it('no table holds the token of a link to the desk or of a session, so no copy of the database lets anyone in', async () => {
    const at = await desk();
    const token = await link(at);
    const session = cookieIn(await signIn(at, token)).replace('desk=', '');

    const kept = await at.postgres.admin.query<{ row: string }>(
      `SELECT row_to_json(one)::text AS row FROM console.sign_in_link one UNION ALL SELECT row_to_json(one)::text FROM console.session one`,
    );
    expect(kept.length).toBeGreaterThan(1);
    for (const { row } of kept) {
      expect(row).not.toContain(token);
      expect(row).not.toContain(session);
    }
  });

  it('the sandbox’s link to the desk works repeatedly, but not while the desk listens beyond this machine', async () => {
    const token = newToken();
    const at = await desk({ SANDBOX_DESK_TOKEN: token });
    for (let time = 0; time < 2; time += 1) expect((await signIn(at, token)).status).toBe(200);

    const open = await desk({ SANDBOX_DESK_TOKEN: token, LISTEN_HOST: '0.0.0.0' });
    expect((await signIn(open, token)).status).toBe(401);
  });
});

describe('a session', () => {
  it('a session ends after half an hour without use, and after twelve hours however much it is used', async () => {
    const at = await desk();
    const { admin } = at.postgres;
    const [idle, old] = [await at.as(OWNER), await at.as(OWNER)];
    const status = async (browser: typeof idle) => (await at.ask('GET', '/api/me', browser)).status;
    expect([await status(idle), await status(old)]).toEqual([200, 200]);

    const hash = (browser: typeof idle) => hashOf(browser.cookie!.replace('desk=', ''));
    await admin.query(`UPDATE console.session SET seen_at = now() - interval '31 minutes' WHERE id_hash = $1`, [
      hash(idle),
    ]);
    await admin.query(`UPDATE console.session SET created_at = now() - interval '13 hours' WHERE id_hash = $1`, [
      hash(old),
    ]);
    expect([await status(idle), await status(old)]).toEqual([401, 401]);
  });

  it('an operator signs out on every device at once, which also ends unused links; a person who is not in ADMIN_TELEGRAM_IDS has no session', async () => {
    const at = await desk();
    const [here, there] = [await at.as(OWNER), await at.as(OWNER)];
    const unused = await link(at);
    expect((await at.ask('POST', '/api/sign-out-everywhere', here)).status).toBe(204);
    for (const browser of [here, there]) expect((await at.ask('GET', '/api/me', browser)).status).toBe(401);
    expect((await signIn(at, unused)).status).toBe(401);

    const stranger = await at.as(77 as never);
    expect((await at.ask('GET', '/api/me', stranger)).status).toBe(401);
  });

  it('the row of a session is removed a day after its twelve hours', async () => {
    const at = await desk();
    await at.as(OWNER);
    await at.postgres.admin.query(`UPDATE console.session SET created_at = now() - interval '37 hours'`);
    at.app.get(ForgetOldSessions).wake();
    await eventually(async () => (await at.postgres.admin.query('SELECT FROM console.session')).length === 0 || false);
  });
});
