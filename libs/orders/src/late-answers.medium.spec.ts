import { describe, expect, it } from '@jest/globals';
import { AppError } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { eventually } from '@aisha/testing';
import { onEngine, TIMEOUT_MS } from '../spec/engine-harness';

describe('the answer to a submission that comes after minutes', () => {
  it('changes nothing for an order that waits in our queue again', async () => {
    const { engine, start, work, find } = await onEngine({ slots: 0 });
    const orderId = await start();
    await work();
    const now = new Date();
    // Marked and held up; meanwhile a second submission was refused, which counts for none.
    const queued = await find(orderId);
    const heldUp = { ...queued, attempts: 0, submitStartedAt: now };

    expect(await engine.store.accepted(heldUp, newId(), now)).toBe(false);
    expect(await engine.store.database.transaction((tx) => engine.store.unanswered(tx, heldUp, now, now))).toBe(false);

    expect(await find(orderId)).toEqual(queued);
  });
});

describe('a callback that overtakes the answer to the submission', () => {
  it('is collected at once, though the answer is written down while the provider is asked', async () => {
    const { engine, start, settled, done, jobsOf, find, fal, admin } = await onEngine();
    const orderId = await start();
    await settled();
    await done(orderId);
    fal.faults.add({ on: 'result', kind: 'slow', delayMs: 1_000, times: 1 });
    const asked = () => fal.faults.list().length === 0;

    const called = engine.finish({ orderId, requestId: jobsOf(orderId)[0]!.requestId, source: 'webhook' });
    await eventually(asked);
    await admin.query(`UPDATE generator.upscale SET version = version + 1 WHERE order_id = $1`, [orderId]);
    await called;

    expect((await find(orderId)).state).toBe('succeeded');
  });
});

describe('a callback that names the request of another order', () => {
  it('brings nobody the result of a stranger', async () => {
    const { engine, start, settled, work, done, jobsOf, find, fal } = await onEngine({ slots: 2 });
    const theirs = await start();
    await settled();
    await done(theirs);
    fal.faults.add({ on: 'job', kind: 'never-finish' });
    const mine = await start();
    await work();
    const { requestId } = await find(mine);
    expect(requestId).not.toBeNull();

    await engine.finish({ orderId: mine, requestId: jobsOf(theirs)[0]!.requestId, source: 'webhook' });

    expect(await find(mine)).toMatchObject({ state: 'waiting', requestId });
  });
});

describe('what a submission makes after its deadline', () => {
  it('and cannot be collected yet leaves the order its place in our queue', async () => {
    let broken = true;
    const collect = async () => {
      if (broken) throw new AppError('storage-unreachable');
    };
    const { start, work, clock, find, fal, jobsOf, engine, done } = await onEngine({ steps: { collect } });
    fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const orderId = await start();
    await work();
    await done(orderId);
    const [first] = jobsOf(orderId);
    fal.faults.add({ on: 'submit', kind: '429' });
    clock.advance(TIMEOUT_MS + 1);
    await work();
    expect(await find(orderId)).toMatchObject({ state: 'queued', attempts: 1 });

    await engine.finish({ orderId, requestId: first!.requestId, source: 'webhook' });
    expect(await find(orderId)).toMatchObject({ state: 'queued', requestId: first!.requestId, leaseUntil: null });

    broken = false;
    // By the late result or by a second submission, whichever is there first.
    await eventually(async () => {
      clock.advance(5_000);
      await work();
      expect(await find(orderId)).toMatchObject({ state: 'succeeded', delivered: 1 });
    });
  });
});

describe('an order whose prepared files are never where they were put', () => {
  it('is prepared anew with pauses, and given back after an hour', async () => {
    let prepared = 0;
    const steps = {
      prepare: async () => void (prepared += 1),
      isPrepared: () => false,
    };
    const { start, work, clock, find } = await onEngine({ steps });
    const orderId = await start();
    for (let round = 0; round < 10; round += 1) await work();
    expect(prepared).toBe(1);

    for (let minutes = 0; minutes < 70; minutes += 1) {
      clock.advance(60_000);
      await work();
    }
    expect(await find(orderId)).toMatchObject({ state: 'failed', delivered: 0 });
  });
});

describe('bad news of an earlier submission', () => {
  it('leave the order alone while another process submits it again', async () => {
    const { postgres, clock, engine, find } = await onEngine();
    const now = clock.now();
    const { orderId } = await postgres.fixtures.upscale({
      state: 'running',
      readyAt: now,
      startedAt: now,
      slotTakenAt: now,
      leaseUntil: new Date(now.getTime() + 30_000),
      endpoint: 'fal-ai/codeformer',
      attempts: 1,
    });
    const before = await find(orderId);

    await engine.finish({ orderId, requestId: newId(), source: 'webhook' });

    expect(await find(orderId)).toEqual(before);
  });
});
