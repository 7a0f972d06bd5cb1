import { describe, expect, it } from '@jest/globals';
import { AppError, type OrderId } from '@aisha/domain';
import { eventually } from '@aisha/testing';
import { onEngine, POLL_MS, TIMEOUT_MS, type HarnessOptions, type Steps } from '../spec/engine-harness';

type Provider = Awaited<ReturnType<typeof onEngine>>['provider'];
type Trouble = Parameters<Provider['faults']['add']>[0];

/** The result of the first request, which is already whole; the order goes on from it. */
const MADE = { sourceUrl: 'made' } as const;
const isMade = ({ sourceUrl }: { sourceUrl: string | null }): boolean => sourceUrl !== null;
const TWO_REQUESTS: Steps = {
  next: (order, ended) => (isMade(order) || ended instanceof AppError ? null : MADE),
  salvage: (order) => (isMade(order) ? { delivered: 1, reason: null } : null),
};

/** An order whose first request has brought its result; the second request is at the provider, which has the given fault. */
const atSecondRequest = async ({ policy, ...options }: HarnessOptions = {}, trouble?: Trouble) => {
  const made = (order: { sourceUrl: string | null }) => (isMade(order) ? 1 : 0);
  const engine = await onEngine({ steps: TWO_REQUESTS, policy: { made, ...policy }, ...options });
  const orderId = await engine.start();
  await engine.settled();
  await engine.done(orderId);
  const [first] = engine.jobsOf(orderId);
  if (trouble) engine.provider.faults.add(trouble);
  await engine.callback(orderId);
  await engine.work();
  const called = async (requestId: string | null) => engine.engine.finish({ orderId, requestId, source: 'webhook' });
  /** The provider finishes the second request, and calls back. */
  const secondCalls = async () => {
    await engine.done(orderId);
    await called((await engine.find(orderId)).requestId);
  };
  return { ...engine, orderId, first: first!.requestId, called, secondCalls };
};

describe('an order of several requests', () => {
  it('an order of several requests sends each request once, with one slot at a time and one hold, and is settled once at the end', async () => {
    const { orderId, first, find, jobsOf, said, secondCalls } = await atSecondRequest();
    expect(await find(orderId)).toMatchObject({
      ...MADE,
      ...{ state: 'waiting', attempts: 1, pastRequests: [first], slotTakenAt: expect.any(Date) },
    });
    expect(await said('settle-hold', orderId)).toEqual([]);

    await secondCalls();

    expect(jobsOf(orderId)).toHaveLength(2);
    expect(await find(orderId)).toMatchObject({ state: 'succeeded', delivered: 1, slotTakenAt: null });
    expect(await said('settle-hold', orderId)).toMatchObject([{ delivered: 1, of: 1, reason: null }]);
  });

  it('a repeated callback of an earlier request is no answer to the request under way', async () => {
    // The provider does not name the second request: we get only the callback of the first one.
    const trouble = { on: 'submit', kind: 'accept-then-reset', times: 1 } as const;
    const { orderId, first, called, find, jobsOf } = await atSecondRequest({}, trouble);
    expect(await find(orderId)).toMatchObject({ state: 'waiting', requestId: null });

    await called(first);
    await called(first);

    expect(await find(orderId)).toMatchObject({ state: 'waiting', requestId: null, finishedAt: null });
    expect(jobsOf(orderId)).toHaveLength(2);
  });

  it('an answer about an earlier request that comes only after the order has gone on is no answer to the next request', async () => {
    const { engine, start, settled, done, jobsOf, find, provider } = await onEngine({ steps: TWO_REQUESTS });
    const orderId = await start();
    await settled();
    await done(orderId);
    const { requestId } = jobsOf(orderId)[0]!;
    provider.faults.add({ on: 'result', kind: 'slow', delayMs: 1_000, times: 1 });
    const late = engine.finish({ orderId, requestId, source: 'webhook' });
    await eventually(() => provider.faults.list().length === 0);
    await engine.finish({ orderId, requestId, source: 'webhook' });

    await late;

    expect(await find(orderId)).toMatchObject({
      ...MADE,
      state: 'queued',
      finishedAt: null,
      pastRequests: [requestId],
    });
  });

  it('an operator who cancels an order that goes on to its next request meanwhile has the finished part delivered, and the next request is stopped', async () => {
    const { engine, start, settled, work, callback, done, jobsOf, find, said, provider, queue } = await onEngine({
      steps: TWO_REQUESTS,
      policy: { made: (order: { sourceUrl: string | null }) => (isMade(order) ? 1 : 0) },
    });
    const orderId = await start();
    await settled();
    const { userId } = await find(orderId);
    await done(orderId);
    provider.faults.add({ on: 'status', kind: '503', times: 1 });
    let meanwhile: (() => Promise<void>) | null = async () => {
      provider.faults.add({ on: 'job', kind: 'never-finish', times: 1 });
      await callback(orderId);
      await work();
    };
    const poll = queue.poll.bind(queue);
    queue.poll = async (...request) => {
      try {
        return await poll(...request);
      } finally {
        const now = meanwhile;
        meanwhile = null;
        await now?.();
      }
    };

    await engine.operate({ action: 'cancel', orderId, userId, operator: 'nina' });

    expect(jobsOf(orderId)).toHaveLength(2);
    expect(await find(orderId)).toMatchObject({ ...MADE, state: 'succeeded', delivered: 1 });
    expect(await said('settle-hold', orderId)).toMatchObject([{ delivered: 1, of: 1 }]);
    await eventually(() => expect(jobsOf(orderId)[1]).toMatchObject({ errorType: 'client_cancelled' }));
  });

  it('a callback about the failure of an unanswered request says nothing about the next request', async () => {
    const next: Steps['next'] = (order) => (isMade(order) ? null : MADE); // the order goes on after a failure, as a session does
    const { start, work, find, provider, jobsOf, engine, done } = await onEngine({ steps: { ...TWO_REQUESTS, next } });
    provider.faults.add({ on: 'submit', kind: 'accept-then-reset', times: 2 });
    provider.faults.add({ on: 'job', kind: 'fail', times: 1 });
    const orderId = await start();
    await work();
    await done(orderId);
    const { requestId: first } = jobsOf(orderId)[0]!;

    for (let times = 0; times < 2; times += 1) {
      await engine.finish({ orderId, requestId: first, source: 'webhook' });
      await work();
    }

    expect(await find(orderId)).toMatchObject({ ...MADE, state: 'waiting', finishedAt: null, pastRequests: [first] });
    expect(jobsOf(orderId)).toHaveLength(2);
  });

  it('an order knows both submissions of a request that was sent twice, whichever of them brought the result', async () => {
    const { start, work, clock, find, provider, jobsOf, engine, done } = await onEngine({ steps: TWO_REQUESTS });
    provider.faults.add({ on: 'submit', kind: 'accept-then-reset', times: 1 });
    const orderId = await start();
    await work();
    await done(orderId);
    const { requestId: first } = jobsOf(orderId)[0]!;
    provider.faults.add({ on: 'job', kind: 'never-finish', times: 2 });
    clock.advance(TIMEOUT_MS + 1);
    await work();
    const { requestId: second, attempts } = await find(orderId);
    expect(attempts).toBe(2);

    await engine.finish({ orderId, requestId: first, source: 'webhook' });
    await engine.finish({ orderId, requestId: second, source: 'webhook' });
    await work();

    expect(await find(orderId)).toMatchObject({ ...MADE, state: 'waiting', pastRequests: [second, first] });
    expect(jobsOf(orderId)).toHaveLength(3);
  });

  it('an order of several requests delivers and charges its results so far when a later request fails', async () => {
    const { orderId, secondCalls, find, said } = await atSecondRequest({}, { on: 'job', kind: 'fail' });

    await secondCalls();

    expect(await find(orderId)).toMatchObject({ state: 'succeeded', delivered: 1, errorCode: null });
    expect(await said('settle-hold', orderId)).toMatchObject([{ delivered: 1, reason: null }]);
  });

  it('an order of several requests delivers its results so far when a later request is not answered in time', async () => {
    const { orderId, clock, work, find, said } = await atSecondRequest(
      { policy: { attempts: 1, deadlineMs: (order) => (isMade(order) ? 10_000 : 300_000) } },
      { on: 'job', kind: 'never-finish' },
    );

    clock.advance(10_000 + POLL_MS);
    await work();

    expect(await find(orderId)).toMatchObject({ state: 'succeeded', delivered: 1 });
    expect(await said('explain-failure', orderId)).toEqual([]);
  });

  it('an order whose later request fails is not charged when its kind does not deliver partial results, and its person reads the kind’s reason', async () => {
    const unlike = () => ({ delivered: 0, reason: new AppError('avatar-unlike') });
    const steps = { ...TWO_REQUESTS, salvage: unlike };
    const { orderId, secondCalls, find, said } = await atSecondRequest({ steps }, { on: 'job', kind: 'fail' });

    await secondCalls();

    expect((await find(orderId)).state).toBe('failed');
    expect(await said('settle-hold', orderId)).toMatchObject([{ delivered: 0, reason: 'avatar-unlike' }]);
    expect(await said('explain-failure', orderId)).toMatchObject([{ code: 'avatar-unlike' }]);
  });

  it('an order whose next request the provider cannot take now waits in our queue, and counts as begun since its first request', async () => {
    const trouble = { on: 'submit', kind: '429', times: 1 } as const;
    const { orderId, clock, work, find, jobsOf } = await atSecondRequest({}, trouble);
    const { startedAt, ...queued } = await find(orderId);
    expect(queued).toMatchObject({ ...MADE, state: 'queued', slotTakenAt: null, submitStartedAt: null });
    expect(startedAt).not.toBeNull();

    await eventually(async () => {
      clock.advance(5_000);
      await work();
      return jobsOf(orderId).length >= 2;
    });

    expect(await find(orderId)).toMatchObject({ ...MADE, state: 'waiting', startedAt });
  });

  it('a further request shows its purpose on the card, counts no units, and offers no cancel once all units are made', async () => {
    const { orderId, clock, work, said } = await atSecondRequest(
      { policy: { stepOf: (order) => (isMade(order) ? 'comparing' : null) }, toldAfterMs: 0 },
      { on: 'job', kind: 'never-finish' },
    );

    clock.advance(POLL_MS);
    await work();

    const told = await eventually(async () => (await said('show-progress', orderId)).at(-1) ?? false);
    expect(told).toMatchObject({ step: 'comparing', mayCancel: false, made: null, fraction: null, secondsLeft: null });
  });

  it('an order of several requests leaves no file of a request when the order ended while the result was copied', async () => {
    const ended = { engine: undefined as Awaited<ReturnType<typeof onEngine>> | undefined, discarded: 0 };
    const collect = async (orderId: OrderId) => {
      const { parts, engine, find } = ended.engine!;
      const order = await find(orderId);
      await parts.database.transaction((tx) => engine.outcome.failIn(tx, order, new AppError('cancelled-by-user')));
    };
    const discard = () => void (ended.discarded += 1);
    ended.engine = await onEngine({ steps: { ...TWO_REQUESTS, collect, discard } });
    const { start, settled, done, callback, find } = ended.engine;
    const orderId = await start();
    await settled();
    await done(orderId);

    await callback(orderId);

    expect((await find(orderId)).state).toBe('cancelled');
    expect(ended.discarded).toBe(1);
  });

  it('an order of several requests that is cancelled once all units are made is delivered and charged like any other', async () => {
    const { orderId, find, said, cancel } = await atSecondRequest({}, { on: 'job', kind: 'never-finish' });

    await cancel(orderId, (await find(orderId)).userId);

    expect(await find(orderId)).toMatchObject({ state: 'succeeded', delivered: 1 });
    expect(await said('settle-hold', orderId)).toMatchObject([{ delivered: 1, reason: null }]);
  });
});
