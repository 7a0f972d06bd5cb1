import { describe, expect, it } from '@jest/globals';
import { onPostgres } from '@aisha/testing';
import { newId } from '@aisha/platform';
import type { OrderId, UserId } from '@aisha/domain';
import { aisha } from './ran-command';

const ago = (seconds: number): Date => new Date(Date.now() - seconds * 1_000);

const setup = async () => {
  const { url, adminUrl, fixtures, admin } = await onPostgres('billing');
  const listed = url.replace(new URL(url).host, `127.0.0.1:1,${new URL(url).host}`);
  const orders = (...words: string[]) => aisha({ DATABASE_URL: listed }, 'orders', ...words);
  const story = (...words: string[]) => aisha({ MIGRATE_DATABASE_URL: adminUrl }, 'orders', ...words);
  return { orders, story, fixtures, admin };
};

describe('aisha orders', () => {
  it('aisha orders lists the orders that have not ended, by the login of any app that reads them', async () => {
    const { orders, fixtures } = await setup();
    const first = await fixtures.upscale({ createdAt: ago(30) });
    const second = await fixtures.generation();
    await fixtures.generation({ state: 'succeeded' });

    const { code, text } = await orders();

    expect(code).toBe(0);
    expect(text.split('\n').map((line) => line.slice(0, 36))).toEqual([first.orderId, second.orderId, '2 in all', '']);
    expect(JSON.parse((await orders('--kind', 'upscale', '--json')).text)).toMatchObject([
      { orderId: first.orderId, kind: 'upscale', state: 'queued', stuckBecause: null },
    ]);
  });

  it('aisha orders names the orders that are late, and why', async () => {
    const { orders, fixtures } = await setup();
    await fixtures.upscale();
    await fixtures.generation({ state: 'waiting', requestId: 'a', submitStartedAt: ago(20), deadlineAt: ago(-600) });
    const dead = await fixtures.generation({ state: 'running', leaseUntil: ago(300), createdAt: ago(900) });
    const silent = await fixtures.generation({
      state: 'waiting',
      requestId: 'b',
      submitStartedAt: ago(700),
      deadlineAt: ago(-600),
      createdAt: ago(800),
    });
    const late = await fixtures.upscale({ createdAt: ago(700) });

    const { code, text } = await orders('--stuck');

    expect(code).toBe(1);
    expect(text).toContain('3 in all');
    expect(text).toMatch(new RegExp(`^${dead.orderId}.*STUCK: image-generator takes nothing back`, 'm'));
    expect(text).toMatch(new RegExp(`^${silent.orderId}.*STUCK: the provider does not end it`, 'm'));
    expect(text).toMatch(new RegExp(`^${late.orderId}.*STUCK: image-generator takes nothing`, 'm'));
  });

  it("aisha orders tells one order's story over all apps in the order of time, without any content of its person", async () => {
    const { story, fixtures, admin } = await setup();
    const { userId } = await fixtures.account({ credits: 20 });
    const orderId = newId<OrderId>();
    await fixtures.hold({ userId, orderId, createdAt: ago(60) });
    await fixtures.generation({
      orderId,
      userId,
      prompt: 'на берегу моря на закате',
      createdAt: ago(59),
      startedAt: ago(58),
      state: 'waiting',
      submitStartedAt: ago(57),
      attempts: 1,
      endpoint: 'fal-ai/flux-lora',
      requestId: 'request-7',
      deadlineAt: ago(-600),
    });
    await admin.query(
      `INSERT INTO generator.dead_letter (message_id, job, payload, code, facts, attempts, died_at)
       VALUES ('letter', 'finish-order', $1, 'unexpected', '{}', 3, $2)`,
      [JSON.stringify({ orderId, words: 'секрет' }), ago(30)],
    );
    await admin.query(
      `INSERT INTO billing.outbox (id, receiver, job, payload, created_at) VALUES ($1, 'bot-gateway', 'show-receipt', $2, $3)`,
      [newId(), JSON.stringify({ orderId, words: 'секрет' }), ago(20)],
    );

    const { code, text } = await story(orderId.slice(-12));

    expect(code).toBe(0);
    const told = text.split('\n');
    expect(told[0]).toBe(`generation ${orderId}  of ${userId}  waiting`);
    expect(told.slice(2, -1).map((line) => line.replace(/^(next )?\S+ {2}/, '$1'))).toEqual([
      'billing      3 credits held for 1 × picture',
      'generator    image-generator took the order in (generation)',
      'generator    first taken from the queue',
      'generator    submission 1 to fal-ai/flux-lora: accepted as request-7',
      'generator    finish-order was given up after 3: unexpected (dead letter letter)',
      'billing      sent show-receipt to bot-gateway: not in the queue yet',
      'billing      ledger: hold, 3 credits',
      'next generator    its deadline',
    ]);
    expect(text).not.toMatch(/секрет|закате/);
  });

  it('aisha orders says when it finds no order, finds several with the same end, or gets an unknown word', async () => {
    const { story, fixtures } = await setup();
    const ends = 'aaaa-bbbbcccc0001';
    for (const start of ['01a2061a-0000-7000-', '01a2061b-0000-7000-'])
      await fixtures.upscale({ orderId: `${start}${ends}` as OrderId, userId: newId<UserId>() });

    expect(await story(newId())).toMatchObject({ code: 1, text: expect.stringContaining('no such order') });
    expect(await story('bbbbcccc0001')).toMatchObject({ code: 1, text: expect.stringContaining('names several') });
    expect(await story("'; DROP")).toMatchObject({ code: 1 });
    expect(await story('--kind', 'paintings')).toMatchObject({ code: 1 });
  });
});
