import { describe, expect, it } from '@jest/globals';
import type { OrderId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { eventually } from '@aisha/testing';
import { delivered, explained, fal, generatorHarness, settled, TIMEOUT_MS } from '../../spec/generator-harness';

/** An order that a process has taken from the queue and given a slot, and is about to send. */
const takenToBeSent = async () => {
  const harness = await generatorHarness({ falSlots: 0 });
  const { postgres, clock, app, avatar, order, work, replica } = harness;
  const asked = order({ avatarId: (await avatar()).id });
  await app.start(asked);
  await work();
  const { orderId } = asked;
  const lease = new Date(clock.now().getTime() + 30_000);
  await postgres.admin.query(
    `UPDATE generator.image_generation SET state = 'running', version = version + 1, attempts = 0, slot_taken_at = $2,
       started_at = $2, lease_until = $3 WHERE order_id = $1`,
    [orderId, clock.now(), lease],
  );
  const { dispatcher } = replica(10);
  /** Lets another process work. */
  const other = async () => {
    for (let rounds = 0; rounds < 3; rounds += 1) {
      await dispatcher.tick();
      await dispatcher.settled();
    }
  };
  return { ...harness, orderId, other };
};

describe('a process that has taken an order to send it', () => {
  it('an order whose process died before it sent the order is sent by another process within seconds', async () => {
    const { orderId, clock, other, jobsOf, find } = await takenToBeSent();

    clock.advance(29_000);
    await other();
    expect(jobsOf(orderId)).toEqual([]);
    clock.advance(1_000);
    await other();

    expect(jobsOf(orderId)).toHaveLength(1);
    expect((await find(orderId)).generation).toMatchObject({ state: 'waiting', attempts: 1 });
  });

  it('a process keeps the order that it is sending when a late message about an earlier submission arrives', async () => {
    const { orderId, app, other, find } = await takenToBeSent();

    await app.finish({ orderId, requestId: null, source: 'watchdog' });
    await other();

    expect((await find(orderId)).generation).toMatchObject({ state: 'running', attempts: 0 });
  });

  it('an order that is cancelled before it is sent is never sent', async () => {
    const { orderId, userId, app, clock, other, jobsOf } = await takenToBeSent();

    await app.cancel({ orderId, userId });
    clock.advance(60_000);
    await other();

    expect(jobsOf(orderId)).toEqual([]);
  });
});

describe('a failure of FAL', () => {
  it('an order that fails at FAL ends once and without a charge after two callbacks and a poll', async () => {
    const { app, avatar, order, work, webhook, pollAgain, said } = await generatorHarness();
    fal.faults.add({ on: 'job', kind: 'fail' });
    const asked = order({ avatarId: (await avatar()).id });

    await app.start(asked);
    await work();
    await Promise.all([webhook(asked.orderId), webhook(asked.orderId)]);
    await pollAgain();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'provider-failed'),
      explained(asked.orderId, 'provider-failed'),
    ]);
  });

  it('the log has one line about an order that failed at FAL, with FAL’s own name of the failure and no word of the idea', async () => {
    const { app, avatar, order, work, webhook, logged } = await generatorHarness();
    fal.faults.add({ on: 'job', kind: 'fail', errorType: 'runner_disconnected' });
    const asked = order({ avatarId: (await avatar()).id });

    await app.start(asked);
    await work();
    await webhook(asked.orderId);
    await webhook(asked.orderId);

    const lines = logged('order.ended');
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'warn',
        orderId: asked.orderId,
        outcome: 'failed',
        code: 'provider-failed',
        errorType: 'runner_disconnected',
        seconds: expect.any(Number),
      }),
    ]);
    expect(JSON.stringify(lines)).not.toContain('космонавт');
  });

  it('the person reads that the idea was refused when FAL fails because of the idea', async () => {
    const { app, avatar, order, work, webhook, said } = await generatorHarness();
    fal.faults.add({ on: 'job', kind: 'fail', errorType: 'content_policy_violation' });
    const asked = order({ avatarId: (await avatar()).id });

    await app.start(asked);
    await work();
    await webhook(asked.orderId);

    expect(await said(asked.orderId)).toContainEqual(explained(asked.orderId, 'prompt-refused'));
  });

  it('a poll finds the pictures when FAL does not call back', async () => {
    const { app, avatar, order, work, done, pollAgain, said } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 1 });

    await app.start(asked);
    await work();
    await done(asked.orderId);
    await pollAgain();

    expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 1, 1, null), delivered(asked.orderId)]);
  });

  it('an order that FAL cannot take now goes back to our queue and is sent again, once', async () => {
    const { app, avatar, order, work, find, clock, jobsOf } = await generatorHarness();
    fal.faults.add({ on: 'submit', kind: '429' });
    const asked = order({ avatarId: (await avatar()).id });

    await app.start(asked);
    await work();
    expect((await find(asked.orderId)).generation).toMatchObject({ state: 'queued', attempts: 0 });
    clock.advance(5_000);
    await work();

    expect((await find(asked.orderId)).generation).toMatchObject({ state: 'waiting', attempts: 1 });
    expect(jobsOf(asked.orderId)).toHaveLength(1);
  });

  it('the card says that an order waits when our account at FAL has no money, and shows no time left', async () => {
    const { app, avatar, order, work, webhook, clock, shown } = await generatorHarness();
    const avatarId = (await avatar()).id;
    for (let usual = 0; usual < 3; usual += 1) {
      const quick = order({ avatarId, pictureCount: 1 });
      await app.start(quick);
      await work();
      clock.advance(5_000);
      await webhook(quick.orderId);
    }
    fal.faults.add({ on: 'submit', kind: '403-locked' });
    const asked = order({ avatarId, pictureCount: 1 });

    await app.start(asked);
    await work();
    clock.advance(2_000); // after this time cards show positions again
    await work();

    const [last] = (await shown(asked.orderId)).slice(-1);
    expect(last).toMatchObject({ step: 'queued', ahead: null, waitsFor: 'account', fraction: null, secondsLeft: null });

    clock.advance(61_000);
    await work();
    expect((await shown(asked.orderId)).at(-1)).toMatchObject({ step: 'preparing', secondsLeft: 5 });
  });

  it('an order ends when our account at FAL has had no money for an hour, and the person reads the reason', async () => {
    const { app, avatar, order, work, clock, find, said } = await generatorHarness();
    fal.faults.add({ on: 'submit', kind: '403-locked', times: 100 });
    const asked = order({ avatarId: (await avatar()).id });
    await app.start(asked);
    await work();
    expect((await find(asked.orderId)).generation.state).toBe('queued');

    for (let minutes = 0; minutes < 61; minutes += 5) {
      clock.advance(5 * 60_000);
      await work();
    }

    expect(await said(asked.orderId)).toContainEqual(explained(asked.orderId, 'provider-out-of-credit'));
  });

  it('an order is not sent again when FAL does not say whether it was accepted, and is delivered after FAL’s webhook', async () => {
    const { app, avatar, order, work, webhook, find, said, jobsOf, pollAgain } = await generatorHarness();
    fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 1 });

    await app.start(asked);
    await work();
    expect((await find(asked.orderId)).generation).toMatchObject({ state: 'waiting', requestId: null });
    await pollAgain(60_000);
    expect(jobsOf(asked.orderId)).toHaveLength(1);
    await webhook(asked.orderId);

    expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 1, 1, null), delivered(asked.orderId)]);
    expect((await find(asked.orderId)).generation.requestId).toBe(jobsOf(asked.orderId)[0]?.requestId);
    expect(jobsOf(asked.orderId)).toHaveLength(1);
  });

  it('an order is drawn a second time at our cost when FAL gives no answer; both answers, when they come late, lead to one delivery', async () => {
    const { app, avatar, order, work, find, said, jobsOf, done, pollAgain } = await generatorHarness();
    fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 1 });
    const { orderId } = asked;
    await app.start(asked);
    await work();
    const [first] = jobsOf(orderId);

    await pollAgain(TIMEOUT_MS + 1);

    expect((await find(orderId)).generation).toMatchObject({ state: 'waiting', attempts: 2 });
    const jobs = (await done(orderId, 2)) as ReturnType<typeof jobsOf>;
    const second = jobs.find(({ requestId }) => requestId !== first?.requestId);
    for (const job of [second, first]) {
      await app.finish({ orderId, requestId: job?.requestId ?? null, source: 'webhook' });
    }
    expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null), delivered(orderId)]);
  });

  it('pictures of a first submission that come late are delivered, and the second submission is stopped', async () => {
    const { app, avatar, order, work, said, jobsOf, done, pollAgain, find } = await generatorHarness();
    fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 1 });
    const { orderId } = asked;
    await app.start(asked);
    await work();
    const [first] = (await done(orderId)) as ReturnType<typeof jobsOf>;
    fal.faults.add({ on: 'job', kind: 'never-finish' });
    await pollAgain(TIMEOUT_MS + 1);
    expect(jobsOf(orderId)).toHaveLength(2);

    await app.finish({ orderId, requestId: first?.requestId ?? null, source: 'webhook' });

    expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null), delivered(orderId)]);
    expect((await find(orderId)).generation.state).toBe('succeeded');
    // FAL would never finish the request by itself, so its completion shows that the app cancelled it.
    await eventually(() => jobsOf(orderId).every(({ state }) => state === 'COMPLETED'));
  });

  it('a failure of the first submission does not end the second one, whose request is not known yet', async () => {
    const { app, avatar, order, work, said, done, pollAgain } = await generatorHarness();
    fal.faults.add({ on: 'submit', kind: 'accept-then-reset', times: 2 });
    fal.faults.add({ on: 'job', kind: 'fail' });
    const { orderId, ...asked } = order({ avatarId: (await avatar()).id, pictureCount: 1 });
    await app.start({ orderId, ...asked });
    await work();
    const [first] = await done(orderId);
    await pollAgain(TIMEOUT_MS + 1);
    const jobs = await done(orderId, 2);
    const second = jobs.find(({ requestId }) => requestId !== first?.requestId);

    await app.finish({ orderId, requestId: first?.requestId ?? null, source: 'webhook' });
    expect(await said(orderId)).toEqual([]);
    await app.finish({ orderId, requestId: second?.requestId ?? null, source: 'webhook' });

    expect(await said(orderId)).toEqual([settled(orderId, 1, 1, null), delivered(orderId)]);
  });

  it('the credits go back when FAL gives no answer twice', async () => {
    const { app, avatar, order, work, said, jobsOf, pollAgain } = await generatorHarness();
    fal.faults.add({ on: 'job', kind: 'never-finish', times: 2 });
    const asked = order({ avatarId: (await avatar()).id });
    await app.start(asked);
    await work();

    await pollAgain(TIMEOUT_MS + 1);
    await pollAgain(TIMEOUT_MS + 1);

    expect(jobsOf(asked.orderId)).toHaveLength(2);
    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'provider-silent'),
      explained(asked.orderId, 'provider-silent'),
    ]);
  });

  it('an order waits and is polled again when FAL fails to answer a poll', async () => {
    const { app, avatar, order, work, webhook, find, said, pollAgain } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 1 });
    await app.start(asked);
    await work();
    fal.faults.add({ on: 'status', kind: '503', times: 1 });
    await webhook(asked.orderId);
    expect((await find(asked.orderId)).generation.state).toBe('waiting');

    await pollAgain(10_000);

    expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 1, 1, null), delivered(asked.orderId)]);
  });

  it('nothing is charged when FAL has lost the result', async () => {
    const { app, avatar, order, work, done, webhook, said, jobsOf } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id });
    await app.start(asked);
    await work();
    await done(asked.orderId);
    fal.expireResult(jobsOf(asked.orderId)[0]?.requestId ?? '');

    await webhook(asked.orderId);

    expect(await said(asked.orderId)).toContainEqual(settled(asked.orderId, 0, 2, 'provider-result-lost'));
  });

  it.each([
    ['break off', 'cut'],
    ['come as a half', 'malformed'],
  ] as const)('pictures whose files %s for a moment are fetched again', async (_how, kind) => {
    const { app, avatar, order, work, done, webhook, said, pollAgain } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 2 });
    await app.start(asked);
    await work();
    await done(asked.orderId);
    fal.faults.add({ on: 'cdn', kind, times: 8 }); // for both files, with every attempt of one poll
    await webhook(asked.orderId);
    expect(await said(asked.orderId)).toEqual([]);

    await pollAgain(40_000);

    expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 2, 2, null), delivered(asked.orderId)]);
  });

  it('the other pictures are delivered and charged in the same poll when FAL never serves one of the files completely', async () => {
    const { app, avatar, order, work, done, webhook, said, find } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 4 });
    await app.start(asked);
    await work();
    await done(asked.orderId);
    fal.faults.add({ on: 'cdn', kind: 'cut', match: 'picture-2', times: 1_000 });

    await webhook(asked.orderId);

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 3, 4, 'provider-unreachable'),
      delivered(asked.orderId),
    ]);
    expect((await find(asked.orderId)).pictures).toHaveLength(3);
  });

  it('the credits go back within minutes, before the deadline, when FAL never serves the only file completely', async () => {
    const { app, avatar, order, work, done, webhook, said, pollAgain } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 1 });
    await app.start(asked);
    await work();
    await done(asked.orderId);
    fal.faults.add({ on: 'cdn', kind: 'cut', times: 1_000 });
    await webhook(asked.orderId);
    expect(await said(asked.orderId)).toEqual([]);

    await pollAgain(2 * 60_000);

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 1, 'provider-unreachable'),
      explained(asked.orderId, 'provider-unreachable'),
    ]);
  });
});

describe('a failure of our own database', () => {
  it('an order is not sent again when our own database fails just when FAL has accepted it, because the webhook names the request', async () => {
    const { postgres, app, avatar, order, work, clock, webhook, said, jobsOf } = await generatorHarness();
    await postgres.admin.query(`CREATE FUNCTION generator.fail() RETURNS trigger LANGUAGE plpgsql
      AS $$ BEGIN RAISE EXCEPTION 'no space left on device'; END $$`);
    await postgres.admin.query(`CREATE TRIGGER fail BEFORE UPDATE ON generator.image_generation
      FOR EACH ROW WHEN (NEW.state = 'waiting') EXECUTE FUNCTION generator.fail()`);
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 1 });
    await app.start(asked);
    await work();
    expect(jobsOf(asked.orderId)).toHaveLength(1);

    await postgres.admin.query('DROP TRIGGER fail ON generator.image_generation');
    clock.advance(10_000);
    await work();
    await webhook(asked.orderId);

    expect(jobsOf(asked.orderId)).toHaveLength(1);
    expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 1, 1, null), delivered(asked.orderId)]);
  });
});

describe('a webhook', () => {
  it('a webhook that comes before the work is finished changes only the card', async () => {
    const { app, avatar, order, work, said, shown, jobsOf, find } = await generatorHarness();
    fal.faults.add({ on: 'job', kind: 'never-finish' });
    const asked = order({ avatarId: (await avatar()).id });
    await app.start(asked);
    await work();

    await app.finish({
      orderId: asked.orderId,
      requestId: jobsOf(asked.orderId)[0]?.requestId ?? null,
      source: 'webhook',
    });

    expect((await find(asked.orderId)).generation.state).toBe('waiting');
    expect(await said(asked.orderId)).toEqual([]);
    expect((await shown(asked.orderId)).at(-1)?.['step']).toMatch(/at-provider-queue|working/);
  });

  it('a webhook about a request that FAL does not know, or about an unknown order, changes nothing', async () => {
    const { app, avatar, order, work, said, find } = await generatorHarness();
    fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const asked = order({ avatarId: (await avatar()).id });
    await app.start(asked);
    await work();
    const requestId = newId<string>();

    await app.finish({ orderId: asked.orderId, requestId, source: 'webhook' });
    await app.finish({ orderId: newId<OrderId>(), requestId, source: 'webhook' });

    expect((await find(asked.orderId)).generation).toMatchObject({ state: 'waiting', requestId: null });
    expect(await said(asked.orderId)).toEqual([]);
  });
});
