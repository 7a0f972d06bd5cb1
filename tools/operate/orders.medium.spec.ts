import { describe, expect, it } from '@jest/globals';
import { eventually, onPostgres } from '@aisha/testing';
import { newId } from '@aisha/platform';
import type { OrderId, UserId } from '@aisha/domain';
import { aisha } from './ran-command';

const ago = (seconds: number): Date => new Date(Date.now() - seconds * 1_000);

const setup = async () => {
  const { url, adminUrl, fixtures, admin, outboxOf } = await onPostgres('billing');
  const listed = url.replace(new URL(url).host, `127.0.0.1:1,${new URL(url).host}`);
  const orders = (...words: string[]) => aisha({ DATABASE_URL: listed }, 'orders', ...words);
  const story = (...words: string[]) => aisha({ MIGRATE_DATABASE_URL: adminUrl }, 'orders', ...words);
  const sent = async () => [...(await outboxOf('generator')), ...(await outboxOf('billing'))];
  return { orders, story, fixtures, admin, sent };
};

describe('aisha orders', () => {
  it('aisha orders lists the orders that have not ended, with the login of any app', async () => {
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

  it('aisha orders shows one order’s story over all apps in the order of time, without any content of its person', async () => {
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

  it('aisha orders says when no order, or more than one, has the given end of an id, and when it gets an unknown word', async () => {
    const { story, fixtures } = await setup();
    const ends = 'aaaa-bbbbcccc0001';
    for (const start of ['01a2061a-0000-7000-', '01a2061b-0000-7000-'])
      await fixtures.upscale({ orderId: `${start}${ends}` as OrderId, userId: newId<UserId>() });

    expect(await story(newId())).toMatchObject({ code: 1, text: expect.stringContaining('no such order') });
    expect(await story('bbbbcccc0001')).toMatchObject({ code: 1, text: expect.stringContaining('names several') });
    expect(await story("'; DROP")).toMatchObject({ code: 1 });
    expect(await story('--kind', 'paintings')).toMatchObject({ code: 1 });
  });

  it('aisha orders tells how many orders are before an order in the queue, even when it is not among the oldest thousand', async () => {
    const { story, fixtures, admin } = await setup();
    await admin.query(
      `INSERT INTO generator.upscale (order_id, user_id, units, input, size, created_at)
       SELECT gen_random_uuid(), gen_random_uuid(), 1, '{"kind": "picture"}', '2k', now() - interval '1 minute' FROM generate_series(1, 1001)`,
    );
    const { orderId } = await fixtures.upscale();

    expect((await story(orderId)).text).toMatch(/^stands in the queue, 1001 before it for \d+ s$/m);
  });
});

const BY = ['--operator', 'nina', '--reason', 'the person  has written'];

describe('aisha orders, about an order that stands still', () => {
  const atProvider = { state: 'waiting', requestId: 'a', submitStartedAt: ago(700), deadlineAt: ago(-600) } as const;

  const held = async (
    order: Parameters<Awaited<ReturnType<typeof setup>>['fixtures']['generation']>[0] = atProvider,
  ) => {
    const stage = await setup();
    const { userId } = await stage.fixtures.account({ credits: 20 });
    const orderId = newId<OrderId>();
    await stage.fixtures.hold({ userId, orderId, createdAt: ago(800) });
    await stage.fixtures.generation({ orderId, userId, createdAt: ago(790), ...order });
    const acts = (...words: string[]) => stage.story(orderId, ...words, ...BY);
    /** Ends the order as the worker and billing do when they get the message. */
    const ends = async (state: string, errorCode: string | null, delivered: number) => {
      await stage.admin.query(
        `UPDATE generator.image_generation SET state = $2, error_code = $3, delivered = $4, finished_at = now() WHERE order_id = $1`,
        [orderId, state, errorCode, delivered],
      );
      await stage.admin.query(
        `UPDATE billing.credit_hold SET status = $2, captured = $3, delivered = $4, delivered_of = 1, reason = $5, settled_at = now() WHERE order_id = $1`,
        [orderId, delivered > 0 ? 'captured' : 'released', delivered * 300, delivered, errorCode],
      );
    };
    return { ...stage, userId, orderId, acts, ends };
  };

  it('aisha orders cancels an order by one message to its worker, and gives the same answer when it is asked again', async () => {
    const { acts, sent, ends, orderId, userId } = await held();

    const first = acts('--cancel', '--yes');
    const message = await eventually(async () => (await sent())[0] ?? false);
    await ends('cancelled', 'cancelled-by-operator', 0);

    const by = { actId: expect.any(String), operator: 'command:nina', reason: 'the person has written' };
    expect(message).toEqual({
      receiver: 'image-generator',
      job: 'operate-order',
      payload: { orderId, userId, kind: 'generation', action: 'cancel', operator: 'nina: the person has written', by },
    });
    expect(await first).toEqual({ code: 0, text: 'cancelled: 0 of 1 delivered, 3 credits went back\n' });
    expect(await acts('--cancel', '--yes')).toEqual(await first);
    expect(await sent()).toHaveLength(1);
  });

  it('aisha orders waits for a worker that takes the message by its sweep, eight seconds later', async () => {
    const { acts, admin, ends } = await held();

    const answer = acts('--cancel', '--yes');
    const old = `SELECT FROM generator.outbox WHERE created_at < now() - interval '8 seconds'`;
    await eventually(async () => (await admin.query<unknown[]>(old)).length === 1);
    await ends('cancelled', 'cancelled-by-operator', 0);

    expect(await answer).toEqual({ code: 0, text: 'cancelled: 0 of 1 delivered, 3 credits went back\n' });
  });

  it('aisha orders says when the worker does not answer, and leaves one message however often the cancel is repeated', async () => {
    const { acts, sent } = await held();

    const told = await Promise.all([acts('--cancel', '--yes'), acts('--cancel', '--yes')]);

    expect(told[0]).toMatchObject({ code: 0, text: expect.stringMatching(/^told image-generator to cancel it, /) });
    expect(told[1]).toEqual(told[0]);
    expect(await sent()).toHaveLength(1);
  });

  it('aisha orders says when the result came before the cancel', async () => {
    const { acts, sent, ends } = await held();

    const first = acts('--cancel', '--yes');
    await eventually(async () => (await sent()).length === 1);
    await ends('succeeded', null, 1);

    expect(await first).toEqual({
      code: 1,
      text: 'It ended by itself before that: succeeded, 1 of 1 delivered, 0 credits went back.\n',
    });
  });

  it('aisha orders has an order taken up now, and gives the same answer each time', async () => {
    const { acts, sent } = await held();

    const told = await acts('--retry', '--yes');

    expect(told).toMatchObject({ code: 0, text: expect.stringMatching(/^told image-generator to take it up now/) });
    expect(await acts('--retry', '--yes')).toEqual(told);
    expect(await sent()).toMatchObject([{ job: 'operate-order', payload: { action: 'retry' } }]);
  });

  it('aisha orders changes nothing without --yes, without an operator and a reason, without an order, without an action, or with two actions', async () => {
    const { acts, sent, story, orderId } = await held();

    expect(await acts('--cancel')).toEqual({
      code: 0,
      text: 'would cancel it; 3 credits are held\nNothing was changed. Add --yes to do it.\n',
    });
    expect(await acts('--retry')).toMatchObject({
      code: 0,
      text: expect.stringMatching(/^would have image-generator take it up now\nNothing/),
    });
    for (const words of [['--cancel', '--yes'], ['--cancel', '--yes', '--operator', 'nina'], ['--yes'], BY])
      expect(await story(orderId, ...words)).toMatchObject({ code: 1 });
    expect(await acts('--cancel', '--retry', '--yes')).toMatchObject({ code: 1 });
    expect(await story('--cancel', '--yes', ...BY)).toMatchObject({ code: 1 });
    expect(await story(newId(), '--cancel', '--yes', ...BY)).toMatchObject({ code: 1 });
    expect(await sent()).toEqual([]);
  });

  it('aisha orders explains in a sentence why it refuses an action that makes no sense, and sends nothing', async () => {
    const { acts, sent, ends } = await held({ ...atProvider, leaseUntil: ago(-900) });

    expect(await acts('--cancel', '--yes')).toEqual({
      code: 1,
      text: 'Its result is under way: it is being fetched, and delivered in a moment. Nothing was changed.\n',
    });
    await ends('succeeded', null, 1);
    expect(await acts('--retry', '--yes')).toEqual({
      code: 1,
      text: 'It has ended: succeeded, 1 of 1 delivered. Nothing was changed.\n',
    });
    expect(await sent()).toEqual([]);
  });

  it('aisha orders has billing give back the credits held for an order that no worker has, and refuses to retry it', async () => {
    const { story, fixtures, admin, sent } = await setup();
    const { userId } = await fixtures.account({ credits: 20 });
    const orderId = newId<OrderId>();
    await fixtures.hold({ userId, orderId });

    expect(await story(orderId, '--retry', '--yes', ...BY)).toMatchObject({
      code: 1,
      text: expect.stringMatching(/^image-generator has not taken it in/),
    });
    const first = story(orderId, '--cancel', '--yes', ...BY);
    const message = await eventually(async () => (await sent())[0] ?? false);
    await admin.query(
      `UPDATE billing.credit_hold SET status = 'released', delivered = 0, delivered_of = 1, reason = 'hold-forgotten', settled_at = now() WHERE order_id = $1`,
      [orderId],
    );

    expect(message).toMatchObject({
      receiver: 'billing',
      job: 'settle-hold',
      payload: { orderId, userId, kind: 'generation', delivered: 0, of: 1, reason: 'hold-forgotten' },
    });
    expect(await first).toEqual({ code: 0, text: 'cancelled: not begun, 3 credits went back\n' });
    expect(await story(orderId, '--cancel', '--yes', ...BY)).toEqual(await first);
  });
});
