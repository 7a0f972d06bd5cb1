import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import type { Month } from '@aisha/database/billing';
import { DOLLARS_A_STAR, type OrderId, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { onPostgres, type PostgresHarness, folderOfThisTest } from '@aisha/testing';
import { aisha } from './ran-command';

const posts = async (
  { admin }: Pick<PostgresHarness, 'admin'>,
  userId: UserId,
  [type, amount, at, from, to]: readonly [type: string, amount: number, at: string, from: string, to: string],
  { key, orderId }: { key?: string; orderId?: OrderId } = {},
): Promise<void> => {
  const id = newId<string>();
  const owner = (account: string) => (account.startsWith('user') ? userId : null);
  await admin.query(
    `INSERT INTO billing.transaction (id, type, user_id, order_id, amount, description, idempotency_key, created_at)
     VALUES ($1, $2, $3, $4, $5, 'spec', $6, $7)`,
    [id, type, userId, orderId ?? null, amount * 100, key ?? `${type}:${id}`, at],
  );
  await admin.query(
    `INSERT INTO billing.entry (transaction_id, line, account, user_id, amount) VALUES ($1, 0, $2, $3, -$6::bigint), ($1, 1, $4, $5, $6)`,
    [id, from, owner(from), to, owner(to), amount * 100],
  );
};

/** A month of the last ones, whose costs are kept, as the command is told it. */
const monthsAgo = (count: number): string => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count, 1)).toISOString().slice(0, 7);
};
const [GIFTED, BOUGHT, CODED, RETURNED] = [4, 3, 2, 1].map(monthsAgo) as [string, string, string, string];
const secondBefore = (month: string): string => new Date(Date.parse(`${month}-01T00:00:00Z`) - 1_000).toISOString();

/**
 * Anna first got a gift. In the next month she bought, drew and gave credits away, and another payment went back. Then a promo code brought
 * credits; in the last month a purchase by card went back.
 */
const setup = async () => {
  const postgres = await onPostgres('billing');
  const { fixtures, admin, adminUrl } = postgres;
  const { userId } = await fixtures.person({ username: 'anna' });
  await fixtures.account({ userId });
  const [drawn, chargeId] = [newId<OrderId>(), 'stx-bought'];
  await fixtures.generation({ userId, orderId: drawn, prompt: 'на берегу моря' });
  await admin.query(
    `INSERT INTO billing.credit_hold (order_id, user_id, kind, item, units, amount, status, captured, delivered, delivered_of, created_at, settled_at)
     VALUES ($1, $2, 'generation', 'picture', 2, 600, 'captured', 600, 2, 2, '${BOUGHT}-05T09:00:00Z', '${BOUGHT}-05T09:01:30Z')`,
    [drawn, userId],
  );
  const then = new Date(`${BOUGHT}-01T10:00:00Z`);
  await fixtures.stars({ userId, chargeId, amount: 340, commission: 34, createdAt: then });
  // A payment that went back, with its commission.
  for (const kind of ['payment', 'refund'] as const)
    await fixtures.stars({ userId, kind, chargeId: 'stx-back', amount: 340, commission: 20, createdAt: then });
  await admin.query(
    `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, credited, created_at)
     VALUES ($1, $2, 'credits-250', 340, 25000, '${BOUGHT}-01T10:00:00Z')`,
    [chargeId, userId],
  );
  const key = `purchase:${chargeId}`;
  const of = (...line: Parameters<typeof posts>[2]) => posts(postgres, userId, line);
  await of('welcome', 25, `${GIFTED}-10T10:00:00Z`, 'platform-gifts', 'user-available');
  await posts(postgres, userId, ['purchase', 250, `${BOUGHT}-01T10:00:00Z`, 'platform-sales', 'user-available'], {
    key,
  });
  await posts(postgres, userId, ['hold', 6, `${BOUGHT}-05T09:00:00Z`, 'user-available', 'user-held'], {
    orderId: drawn,
  });
  await posts(postgres, userId, ['capture', 6, `${BOUGHT}-05T09:01:00Z`, 'user-held', 'platform-revenue'], {
    orderId: drawn,
  });
  await of('gift-sent', 40, `${BOUGHT}-08T10:00:00Z`, 'user-available', 'platform-transit');
  await of('promo', 7, `${CODED}-02T10:00:00Z`, 'platform-gifts', 'user-available');
  await admin.query(
    `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, credited, currency, card_amount, created_at)
     VALUES ('card-1', $1, 'credits-100', 0, 10000, 'RUB', 24950, '${RETURNED}-01T10:00:00Z')`,
    [userId],
  );
  await admin.query(
    `INSERT INTO billing.refund (telegram_payment_charge_id, taken, owed, created_at) VALUES ('card-1', 10000, 0, '${RETURNED}-09T10:00:00Z')`,
  );
  for (const [type, at, ...accounts] of [
    ['purchase', `${RETURNED}-01T10:00:00Z`, 'platform-sales', 'user-available'],
    ['refund', `${RETURNED}-09T10:00:00Z`, 'user-available', 'platform-sales'],
  ] as const)
    await posts(postgres, userId, [type, 100, at, ...accounts], { key: `${type}:card-1` });
  await admin.query(
    `INSERT INTO generator.provider_call (id, order_id, kind, reason, provider, model, listed, micro_dollars, called_at)
     VALUES ($1, $2, 'generation', 'order', 'fal', 'fal-ai/flux-lora', 1, 40000, '${BOUGHT}-05T09:00:30Z')`,
    [newId(), drawn],
  );
  const run = (...words: string[]) => aisha({ MIGRATE_DATABASE_URL: adminUrl }, 'statement', ...words);
  return { admin, adminUrl, run, drawn, chargeId };
};

describe('aisha statement', () => {
  it('aisha statement shows a month of a person as CSV, with the payments but without any idea that the person wrote', async () => {
    const { run, drawn, chargeId } = await setup();

    const { code, text } = await run('@anna', BOUGHT);

    expect(code).toBe(0);
    expect(text.split('\r\n')).toEqual([
      '\uFEFFWhen,What,In,Out,Balance,Stars,Payment,Order,By card,Currency',
      `${BOUGHT}-01 10:00:00,purchase,250,,275,340,${chargeId},,,`,
      `${BOUGHT}-05 09:01:00,generation ×2,,6,269,,,${drawn},,`,
      `${BOUGHT}-08 10:00:00,gift-sent,,40,229,,,,,`,
      '',
    ]);
    // A payment by card has columns of its own, which are the last ones, and no Stars.
    expect((await run('@anna', RETURNED)).text.split('\r\n').slice(1)).toEqual([
      `${RETURNED}-01 10:00:00,purchase,100,,336,,card-1,,249.5,RUB`,
      `${RETURNED}-09 10:00:00,refund,,100,236,,card-1,,-249.5,RUB`,
      '',
    ]);
    const json = JSON.parse((await run('@anna', BOUGHT, '--json')).text) as object;
    expect(json).toMatchObject({ opening: 25, closing: 229, movements: [{ credits: 250, stars: 340 }, {}, {}] });
  });

  it('aisha statement shows the owner what a month brought, cost, gave away and owes', async () => {
    const { run } = await setup();

    const month = JSON.parse((await run('--all', BOUGHT, '--json')).text) as Month;

    expect(month).toMatchObject({
      opening: { credits: 25, inTransit: 0, debt: 0 },
      closing: { credits: 229, inTransit: 40, debt: 0 },
      packs: { payments: 1, stars: 340, credits: 250 },
      subscriptions: { payments: 0, stars: 0, credits: 0 },
      refunds: { payments: 0, stars: 0, credits: 0 },
      commission: 34,
      kinds: [{ kind: 'generation', orders: 1, credits: 6, dollars: 0.04 }],
      moved: { purchase: 250, capture: 6, 'gift-sent': 40 },
    });
    // What a credit brought is what is left of its Stars after the commission.
    expect(month.dollarsOfCredit).toBeCloseTo(((340 - 34) * DOLLARS_A_STAR) / 250, 6);
    // What is owed at the end is what was owed at the beginning, with everything that moved in between.
    expect(month.closing.credits).toBe(month.opening.credits + 250 - 6 - 40);
    const { text } = await run('--all', BOUGHT);
    expect(text).toContain('payments,commission of affiliates,,,34,,,\r\n');
    expect(text).toMatch(/margin,generation,,,,0\.0\d/);
    // A payment by card has no Stars, and says nothing about what a credit brought in Stars.
    const byCard = await run('--all', RETURNED);
    expect(byCard.text).toContain('payments,packs by card,1,100,,,249.5,RUB\r\n');
    expect(byCard.text).toContain('payments,refunds by card,1,100,,,249.5,RUB\r\n');
    expect(JSON.parse((await run('--all', RETURNED, '--json')).text)).toMatchObject({
      packs: { payments: 0, stars: 0, credits: 0 },
      dollarsOfCredit: null,
    });
  });

  it('aisha statement counts a month’s cost by UTC, whatever the time zone of the server', async () => {
    const { admin, run } = await setup();
    const [{ name }] = (await admin.query('SELECT current_database() AS name')) as [{ name: string }];
    await admin.query(`ALTER DATABASE "${name}" SET timezone TO 'America/New_York'`);
    for (const [at, microDollars] of [
      [secondBefore(BOUGHT), 1_000_000],
      [secondBefore(CODED), 10_000],
      [`${CODED}-01T00:00:00Z`, 1_000_000],
    ] as const)
      await admin.query(
        `INSERT INTO generator.provider_call (id, kind, reason, provider, model, listed, micro_dollars, called_at)
         VALUES ($1, 'generation', 'order', 'fal', 'fal-ai/flux-lora', 1, $2, $3)`,
        [newId(), microDollars, at],
      );

    const month = JSON.parse((await run('--all', BOUGHT, '--json')).text) as Month;

    expect(month.kinds).toEqual([{ kind: 'generation', orders: 1, credits: 6, dollars: 0.05 }]);
  });

  it('aisha statement says that the cost of a month is forgotten, and counts no margin without it', async () => {
    const { admin, run } = await setup();
    await admin.query(
      `UPDATE billing.transaction SET created_at = '2024-10-05Z' WHERE type IN ('purchase', 'capture')`,
    );

    const { text } = await run('--all', '2024-10');

    expect(text).toContain(
      'charged,generation,1,6,,,,\r\ncost,generation,,,,forgotten,,\r\nmargin,generation,,,,forgotten,,',
    );
  });

  it('aisha statement values Stars by what one Star brings according to billing', async () => {
    const { admin, run } = await setup();
    await admin.query(`INSERT INTO billing.measurement (name, figures) VALUES ('prices', '{}'), ('price-terms', $1)`, [
      JSON.stringify({ margin: 1, dollarsOfStar: 0.01, starsOfCredit: 1.3 }),
    ]);

    const { dollarsOfCredit } = JSON.parse((await run('--all', BOUGHT, '--json')).text) as Month;

    expect(dollarsOfCredit).toBeCloseTo(((340 - 34) * 0.01) / 250, 6);
  });

  it('aisha statement writes a PDF to where its output leads, out of the container in which it runs', async () => {
    const { adminUrl } = await setup();
    const env = { PATH: process.env['PATH'], ENV_FILE: '', STATE_DIR: '/nowhere', MIGRATE_DATABASE_URL: adminUrl };
    const words = [path.join(__dirname, 'main.mts'), 'statement', '--all', BOUGHT, '--pdf', '/dev/stdout'];

    // A container's output is a pipe, which the shell makes; Node's own are sockets.
    const piped = ['-c', '"$0" "$@" | cat', process.execPath, ...words];
    const { stdout, stderr } = await promisify(execFile)('sh', piped, { env, encoding: 'latin1' });

    expect(stderr).toBe('written: /dev/stdout\n');
    expect(stdout).toMatch(/^%PDF-[^]*%%EOF\n?$/);
  });

  it('aisha statement writes a PDF into a file, and refuses a month or a person that does not exist', async () => {
    const { run } = await setup();
    const folder = folderOfThisTest();

    for (const whose of ['@anna', '--all']) {
      const file = path.join(folder, `${whose.slice(1)}.pdf`);
      expect(await run(whose, BOUGHT, '--pdf', file)).toEqual({ code: 0, text: '' });
      expect((await readFile(file)).toString('latin1', 0, 5)).toBe('%PDF-');
    }
    for (const wrong of [[BOUGHT], ['@anna', '2024-13'], ['--all', '@anna', BOUGHT]])
      expect(await run(...wrong)).toMatchObject({ code: 1, text: expect.stringContaining('<YYYY-MM>') });
    expect(await run('@nobody', BOUGHT)).toMatchObject({ code: 1, text: expect.stringContaining('no such person') });
  });
});
