import { describe, expect, it } from '@jest/globals';
import { AppError, type ErrorCode, ORDER_PATIENCE_MS, type OrderId, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { eventually } from '@aisha/testing';
import {
  door,
  ENDPOINT,
  type HarnessOptions,
  onEngine,
  POLL_MS,
  RESULT_PATIENCE_MS,
  TIMEOUT_MS,
} from '../spec/engine-harness';

describe('an answer that comes minutes after the submission', () => {
  it('an answer that comes minutes after the submission changes nothing for an order that waits in our queue again', async () => {
    const { engine, start, work, find } = await onEngine({ slots: 0 });
    const orderId = await start();
    await work();
    const now = new Date();
    // The first submission is marked and held up; meanwhile a second one was refused, which does not count as a
    // submission.
    const queued = await find(orderId);
    const heldUp = { ...queued, attempts: 0, submitStartedAt: now };

    expect(await engine.store.accepted(heldUp, newId(), now)).toBe(false);
    expect(await engine.store.database.transaction((tx) => engine.store.unanswered(tx, heldUp, now, now))).toBe(false);

    expect(await find(orderId)).toEqual(queued);
  });

  it('a submission that stays unanswered for minutes keeps the deadline that it had when it was sent', async () => {
    const { engine, start, settled, find, provider, clock } = await onEngine();
    provider.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const orderId = await start();
    await settled();
    const sent = await find(orderId);
    expect(sent.deadlineAt).toEqual(new Date(clock.now().getTime() + TIMEOUT_MS));

    const late = new Date(sent.deadlineAt!.getTime() + 1);
    expect(await engine.store.database.transaction((tx) => engine.store.unanswered(tx, sent, late, late))).toBe(true);

    expect(await find(orderId)).toMatchObject({ nextPollAt: late, deadlineAt: sent.deadlineAt });
  });
});

describe('a callback that overtakes the answer to the submission', () => {
  it('the result of a callback that overtakes the answer to the submission is collected at once, even when the answer is written to the order’s row meanwhile', async () => {
    const { engine, start, settled, done, jobsOf, find, provider, admin } = await onEngine();
    const orderId = await start();
    await settled();
    await done(orderId);
    provider.faults.add({ on: 'result', kind: 'slow', delayMs: 1_000, times: 1 });
    const asked = () => provider.faults.list().length === 0;

    const called = engine.finish({ orderId, requestId: jobsOf(orderId)[0]!.requestId, source: 'webhook' });
    await eventually(asked);
    await admin.query(`UPDATE generator.upscale SET version = version + 1 WHERE order_id = $1`, [orderId]);
    await called;

    expect((await find(orderId)).state).toBe('succeeded');
  });

  it('the result of a callback that overtakes the answer to the submission stays with the process that collects it when the answer comes', async () => {
    const gate = door();
    let collects = false;
    const collect = async () => {
      collects = true;
      await gate.opened;
    };
    const { engine, start, settled, done, callback, find, jobsOf, provider, clock } = await onEngine({
      steps: { collect },
    });
    provider.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const orderId = await start();
    await settled();
    const sent = await find(orderId);
    await done(orderId);
    const called = callback(orderId);
    await eventually(() => collects);
    const leased = await find(orderId);

    const isAccepted = await engine.store.accepted(sent, jobsOf(orderId)[0]!.requestId, clock.now());
    const after = await find(orderId);
    gate.open();
    await called;

    expect([isAccepted, after]).toEqual([true, leased]);
    expect((await find(orderId)).state).toBe('succeeded');
  });

  it('the request of a callback that overtakes the answer to the submission is not cancelled at the provider when its result is delivered', async () => {
    const { start, settled, done, callback, find, provider, logged } = await onEngine();
    provider.faults.add({ on: 'submit', kind: 'slow', delayMs: 1_000, times: 1 });
    const orderId = await start();
    await done(orderId);

    await callback(orderId);
    expect((await find(orderId)).state).toBe('succeeded');
    await settled();

    expect(logged('order.submitted')).toMatchObject([{ orderId }]);
    expect(logged('order.cancelled-at-provider')).toEqual([]);
  });
});

describe('an output that does not look like the order’s present request', () => {
  it('an output that does not look like the order’s present request is its result if the row names the request, because the order would wait for ever otherwise', async () => {
    const { start, settled, done, callback, find } = await onEngine({ steps: { isOutputOf: false } });
    const orderId = await start();
    await settled();
    await done(orderId);

    await callback(orderId);

    expect((await find(orderId)).state).toBe('succeeded');
  });

  it('an output that does not look like the order’s present request changes nothing while the answer to the submission is missing', async () => {
    const { start, settled, done, callback, find, provider } = await onEngine({ steps: { isOutputOf: false } });
    provider.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const orderId = await start();
    await settled();
    await done(orderId);

    await callback(orderId);

    expect(await find(orderId)).toMatchObject({ state: 'waiting', requestId: null });
  });
});

describe('a callback that cannot be handled', () => {
  it('a callback counts as needless once its order has ended', async () => {
    const { engine, start, settled, done, jobsOf, callback } = await onEngine();
    const orderId = await start();
    await settled();
    await done(orderId);
    const hint = { orderId, requestId: jobsOf(orderId)[0]!.requestId, source: 'webhook' as const };
    const hasEnded = () => engine.store.database.transaction((tx) => engine.hasEnded(hint, tx));
    expect(await hasEnded()).toBe(false);

    await callback(orderId);

    expect(await hasEnded()).toBe(true);
  });
});

describe('a callback that names the request of another order', () => {
  it('a callback that names another order’s request brings no person a stranger’s result', async () => {
    const { engine, start, settled, work, done, jobsOf, find, provider } = await onEngine({ slots: 2 });
    const theirs = await start();
    await settled();
    await done(theirs);
    provider.faults.add({ on: 'job', kind: 'never-finish' });
    const mine = await start();
    await work();
    const { requestId } = await find(mine);
    expect(requestId).not.toBeNull();

    await engine.finish({ orderId: mine, requestId: jobsOf(theirs)[0]!.requestId, source: 'webhook' });

    expect(await find(mine)).toMatchObject({ state: 'waiting', requestId });
  });
});

describe('a process that polls the provider while another one changes the order', () => {
  const MOVED = 'version = version + 1';
  const OPEN = { state: 'waiting', finishedAt: null };
  const CANCELLED = { state: 'cancelled', errorCode: 'cancelled-by-user' };
  const CANCEL = `${MOVED}, cancel_requested_at = now()`;
  interface Case {
    readonly attempts: number;
    readonly isUnanswered?: boolean;
    readonly meanwhile: string;
    readonly left: object;
  }

  it.each<[what: string, of: Case]>([
    ['leaves the order open when the time of the order is up', { attempts: 1, meanwhile: MOVED, left: OPEN }],
    ['leaves the order open when the order cannot be sent again', { attempts: 2, meanwhile: MOVED, left: OPEN }],
    ['ends the order as cancelled if the only change is a cancel', { attempts: 1, meanwhile: CANCEL, left: CANCELLED }],
    [
      'ends the order as cancelled, too, while its submission is unanswered',
      { attempts: 1, isUnanswered: true, meanwhile: CANCEL, left: CANCELLED },
    ],
    [
      'leaves the order open if the cancel is of the next request, which is unanswered, too',
      { attempts: 1, isUnanswered: true, meanwhile: `${CANCEL}, submit_started_at = now()`, left: OPEN },
    ],
  ])(
    'a process that polls the provider while another one changes the order %s',
    async (_what, { attempts, isUnanswered = false, meanwhile, left }) => {
      let isThere = true;
      const steps = { isPrepared: () => isThere };
      const { engine, start, settled, clock, find, provider, admin, jobsOf, said } = await onEngine({
        steps,
        policy: { attempts },
      });
      provider.faults.add({ on: 'job', kind: 'never-finish', times: 1 });
      if (isUnanswered) provider.faults.add({ on: 'submit', kind: 'accept-then-reset', times: 1 });
      const orderId = await start();
      await settled();
      expect((await find(orderId)).requestId === null).toBe(isUnanswered);
      isThere = false;
      clock.advance(TIMEOUT_MS + 1);
      provider.faults.add({ on: 'status', kind: 'slow', delayMs: 3_000, times: 1 });
      const asked = () => provider.faults.list().length === 0;

      const polled = engine.finish({ orderId, requestId: jobsOf(orderId)[0]!.requestId, source: 'webhook' });
      await eventually(asked);
      await admin.query(`UPDATE generator.upscale SET ${meanwhile} WHERE order_id = $1`, [orderId]);
      await polled;

      expect(await find(orderId)).toMatchObject(left);
      const words = left === CANCELLED ? [{ code: 'cancelled-by-user' }] : [];
      expect(await said('explain-failure', orderId)).toMatchObject(words);
    },
  );
});

describe('what a submission makes after its deadline', () => {
  it('a late result that cannot be collected yet leaves the order its place in our queue', async () => {
    let broken = true;
    const collect = async () => {
      if (broken) throw new AppError('storage-unreachable');
    };
    const { start, work, clock, find, provider, jobsOf, engine, done } = await onEngine({ steps: { collect } });
    provider.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const orderId = await start();
    await work();
    await done(orderId);
    const [first] = jobsOf(orderId);
    provider.faults.add({ on: 'submit', kind: '429' });
    clock.advance(TIMEOUT_MS + 1);
    await work();
    expect(await find(orderId)).toMatchObject({ state: 'queued', attempts: 1 });

    await engine.finish({ orderId, requestId: first!.requestId, source: 'webhook' });
    expect(await find(orderId)).toMatchObject({ state: 'queued', requestId: first!.requestId, leaseUntil: null });

    broken = false;
    // The order ends by the late result or by a second submission, whichever comes first.
    await eventually(async () => {
      clock.advance(5_000);
      await work();
      expect(await find(orderId)).toMatchObject({ state: 'succeeded', delivered: 1 });
    });
  });
});

describe('an order whose prepared files are never where they were put', () => {
  it('an order whose prepared files are always gone is not prepared again at once, and fails with nothing delivered after an hour', async () => {
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

describe('the failure of an earlier submission', () => {
  it('an order in our queue forgets an earlier submission that failed, and stays in the queue', async () => {
    const { postgres, clock, engine, find } = await onEngine({ slots: 0 });
    const now = clock.now();
    const sentBefore = { readyAt: now, startedAt: now, endpoint: ENDPOINT, attempts: 1 };
    const { orderId } = await postgres.fixtures.upscale({ ...sentBefore, requestId: newId(), nextPollAt: now });

    await engine.finish({ orderId, requestId: null, source: 'webhook' });

    expect(await find(orderId)).toMatchObject({ state: 'queued', requestId: null, nextPollAt: null });
  });

  it.each([
    ['the provider does not know the submission', []],
    ['the provider does not answer', ['503'] as const],
  ])(
    'an order that another process submits again is not changed by an earlier submission when %s',
    async (_, faults) => {
      const { postgres, clock, engine, find, provider } = await onEngine();
      for (const kind of faults) provider.faults.add({ on: 'status', kind });
      const now = clock.now();
      const { orderId } = await postgres.fixtures.upscale({
        state: 'running',
        readyAt: now,
        startedAt: now,
        slotTakenAt: now,
        leaseUntil: new Date(now.getTime() + 30_000),
        endpoint: ENDPOINT,
        attempts: 1,
      });
      const before = await find(orderId);

      await engine.finish({ orderId, requestId: newId(), source: 'webhook' });

      expect(provider.faults.list()).toEqual([]); // the provider was asked
      expect(await find(orderId)).toEqual(before);
    },
  );
});

describe('a result that is being collected', () => {
  it('a result that is being collected is not collected again when its callback comes once more', async () => {
    const gate = door();
    let collected = 0;
    const collect = async () => {
      if ((collected += 1) === 1) await gate.opened;
    };
    const { start, settled, done, callback, find } = await onEngine({ steps: { collect } });
    const orderId = await start();
    await settled();
    await done(orderId);
    const first = callback(orderId);
    await eventually(() => collected === 1);
    const leased = await find(orderId);

    await callback(orderId);
    const after = await find(orderId);
    gate.open();
    await first;

    expect(after).toMatchObject({ version: leased.version, leaseUntil: leased.leaseUntil });
    expect([await find(orderId), collected]).toMatchObject([{ state: 'succeeded' }, 1]);
  });
});

describe('a result that two processes have collected', () => {
  it('a result that another process has delivered meanwhile keeps its files', async () => {
    let [collected, discarded] = [0, 0];
    let meanwhile = async (_: OrderId): Promise<void> => {};
    const steps = {
      collect: async (orderId: OrderId) => {
        if ((collected += 1) === 1) await meanwhile(orderId);
      },
      discard: () => void (discarded += 1),
    };
    const { start, settled, done, callback, find, admin } = await onEngine({ steps });
    meanwhile = async (orderId) => {
      const lost = 'UPDATE generator.upscale SET lease_until = NULL, version = version + 1 WHERE order_id = $1';
      await admin.query(lost, [orderId]);
      await callback(orderId);
    };
    const orderId = await start();
    await settled();
    await done(orderId);

    await callback(orderId);

    expect(await find(orderId)).toMatchObject({ state: 'succeeded', delivered: 1 });
    expect([collected, discarded]).toEqual([2, 0]);
  });
});

describe('an order that a process has lost while it prepared it', () => {
  it('an order that a process has lost is not ended by an error of that process', async () => {
    const gate = door();
    let prepares = false;
    const prepare = async () => {
      prepares = true;
      await gate.opened;
      throw new AppError('prompt-refused');
    };
    const { start, settled, find, admin } = await onEngine({ steps: { prepare } });
    const orderId = await start();
    await eventually(() => prepares);
    await admin.query(`UPDATE generator.upscale SET version = version + 1 WHERE order_id = $1`, [orderId]);
    const taken = await find(orderId);

    gate.open();
    await settled();

    expect(await find(orderId)).toEqual(taken);
  });

  it('an order that a process takes again while its earlier work on it goes on is left to others once that lease has run out', async () => {
    const gate = door();
    let prepares = 0;
    const prepare = async () => {
      if ((prepares += 1) === 1) await gate.opened;
    };
    const { start, tick, settled, work, find, admin, clock } = await onEngine({ steps: { prepare } });
    const orderId = await start();
    await eventually(() => prepares === 1);
    const lost = 'UPDATE generator.upscale SET lease_until = NULL, version = version + 1 WHERE order_id = $1';
    await admin.query(lost, [orderId]);
    await tick();
    const { leaseUntil } = await find(orderId);
    expect(leaseUntil).not.toBeNull();

    clock.advance(leaseUntil!.getTime() - clock.now().getTime());
    gate.open();
    await settled();
    expect([prepares, await find(orderId)]).toMatchObject([1, { state: 'queued', leaseUntil }]);

    await work();
    expect([prepares, await find(orderId)]).toMatchObject([2, { state: 'waiting' }]);
  });
});

describe('a result that cannot be fetched', () => {
  it('a result that cannot be fetched is fetched again for a while, then the credits go back', async () => {
    const collect = async () => {
      throw new AppError('provider-unreachable');
    };
    const { start, settled, work, clock, find, done, callback } = await onEngine({ steps: { collect } });
    const orderId = await start();
    await settled();
    await done(orderId);
    await callback(orderId);
    const { deferredSince } = await find(orderId);
    expect(deferredSince).toEqual(clock.now());

    clock.advance(RESULT_PATIENCE_MS - 1);
    await work();
    // The longer it fails, the less often it is tried.
    const nextPollAt = new Date(clock.now().getTime() + (RESULT_PATIENCE_MS - 1) / 2);
    expect(await find(orderId)).toMatchObject({ state: 'waiting', deferredSince, nextPollAt });
    clock.advance(RESULT_PATIENCE_MS);
    await work();

    expect(await find(orderId)).toMatchObject({ state: 'failed', errorCode: 'provider-unreachable' });
  });
});

describe('a finished result that our storage cannot take', () => {
  /** An order whose result the provider has made; collecting it fails with `trouble.by` until that is null. */
  const unkept = async (policy: HarnessOptions['policy'] = {}, by: ErrorCode = 'storage-unreachable') => {
    const trouble: { by: ErrorCode | null } = { by };
    const collect = async () => {
      if (trouble.by) throw new AppError(trouble.by);
    };
    const all = await onEngine({ steps: { collect }, policy });
    const orderId = await all.start();
    await all.settled();
    await all.done(orderId);
    await all.callback(orderId);
    /** Lets time pass in steps of five minutes, and works after each. */
    const pass = async (milliseconds: number) => {
      for (let passed = 0; passed < milliseconds; passed += 5 * 60_000) {
        all.clock.advance(Math.min(5 * 60_000, milliseconds - passed));
        await all.work();
      }
    };
    return { ...all, orderId, trouble, pass };
  };

  it('a finished result that our storage cannot take is waited for an hour, and is delivered once the storage is back', async () => {
    const { orderId, trouble, pass, work, clock, find } = await unkept();
    const { deferredSince } = await find(orderId);
    expect(deferredSince).toEqual(clock.now());

    await pass(ORDER_PATIENCE_MS - 60_000);
    expect(await find(orderId)).toMatchObject({ state: 'waiting', deferredSince, attempts: 1 });
    trouble.by = null;
    clock.advance(5 * 60_000);
    await work();

    expect(await find(orderId)).toMatchObject({ state: 'succeeded', delivered: 1 });
  });

  it('a finished result that our storage has not taken within an hour gives the credits back', async () => {
    const { orderId, pass, find } = await unkept();

    await pass(ORDER_PATIENCE_MS + 5 * 60_000);

    expect(await find(orderId)).toMatchObject({ state: 'failed', errorCode: 'storage-unreachable' });
  });

  it('a finished result is waited for as long as its kind says', async () => {
    const { orderId, pass, find } = await unkept({ unkeptPatienceMs: () => 2 * ORDER_PATIENCE_MS });

    await pass(2 * ORDER_PATIENCE_MS - 60_000);
    expect(await find(orderId)).toMatchObject({ state: 'waiting' });
    await pass(10 * 60_000);

    expect(await find(orderId)).toMatchObject({ state: 'failed', errorCode: 'storage-unreachable' });
  });

  it('a finished result that our storage cannot take is tried less and less often', async () => {
    const { orderId, clock, work, find } = await unkept();
    clock.advance(8 * 60_000);
    await work();

    expect((await find(orderId)).nextPollAt).toEqual(new Date(clock.now().getTime() + 2 * 60_000));
  });

  it('a finished result that our storage cannot take survives a poll that the provider does not answer', async () => {
    const { orderId, trouble, pass, work, clock, find, provider } = await unkept();
    await pass(30 * 60_000);
    provider.faults.add({ on: 'status', kind: '500', times: 1 });
    await pass(5 * 60_000);
    expect(provider.faults.list()).toEqual([]);
    trouble.by = null;
    clock.advance(5 * 60_000);
    await work();

    expect(await find(orderId)).toMatchObject({ state: 'succeeded' });
  });

  it('a finished result ends within both patiences after its deadline although our storage and the provider fail in turn', async () => {
    const { orderId, trouble, pass, clock, find, work } = await unkept();
    const { deadlineAt } = await find(orderId);
    const last = deadlineAt!.getTime() + RESULT_PATIENCE_MS + ORDER_PATIENCE_MS;
    while (clock.now().getTime() <= last - 5 * 60_000) {
      trouble.by = trouble.by === 'storage-unreachable' ? 'provider-unreachable' : 'storage-unreachable';
      await pass(4 * 60_000);
    }
    expect(await find(orderId)).toMatchObject({ state: 'waiting' });

    clock.advance(10 * 60_000);
    await work();

    expect((await find(orderId)).state).toBe('failed');
  });

  it('a finished result of an order that its person has cancelled is waited for an hour at most', async () => {
    const { orderId, pass, postgres, find } = await unkept({ unkeptPatienceMs: () => 8 * ORDER_PATIENCE_MS });
    await postgres.admin.query('UPDATE generator.upscale SET cancel_requested_at = now() WHERE order_id = $1', [
      orderId,
    ]);

    await pass(ORDER_PATIENCE_MS + 5 * 60_000);

    expect((await find(orderId)).finishedAt).not.toBeNull();
  });

  it('a finished result that fails by a fault of ours each time ends as soon as any other poll that fails', async () => {
    const { orderId, pass, find } = await unkept({}, 'unexpected');

    await pass(TIMEOUT_MS + 15 * 60_000);

    expect(await find(orderId)).toMatchObject({ state: 'failed', errorCode: 'unexpected' });
  });

  it('a file of the provider that is away after an outage of our storage has its own patience', async () => {
    const { orderId, trouble, pass, clock, find } = await unkept();
    await pass(30 * 60_000);
    trouble.by = 'provider-unreachable';
    await pass(5 * 60_000);
    expect(await find(orderId)).toMatchObject({ state: 'waiting', deferredSince: clock.now() });

    await pass(5 * 60_000);

    expect(await find(orderId)).toMatchObject({ state: 'failed', errorCode: 'provider-unreachable' });
  });
});

describe('a callback for an order that was cancelled before its submission was answered', () => {
  it('a callback for an order that was cancelled before its submission was answered stops the request that it names', async () => {
    const { start, work, cancel, callback, jobsOf, provider, logged } = await onEngine();
    provider.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    provider.faults.add({ on: 'job', kind: 'never-finish' });
    const userId = newId<UserId>();
    const orderId = await start(userId);
    await work();
    await cancel(orderId, userId);

    await callback(orderId);

    expect(logged('order.cancelled-at-provider')).toMatchObject([{ requestId: jobsOf(orderId)[0]!.requestId }]);
    await eventually(() => expect(jobsOf(orderId)).toMatchObject([{ errorType: 'client_cancelled' }]));
  });
});

describe('work that was stopped at the provider', () => {
  const AT_PROVIDER = { state: 'waiting', endpoint: ENDPOINT, attempts: 1 } as const;

  it('work that was stopped at the provider counts as cancelled when its person asked for a cancel', async () => {
    const { postgres, clock, engine, find } = await onEngine();
    const now = clock.now();
    const asked = { submitStartedAt: now, requestId: newId(), cancelRequestedAt: now };
    const { orderId } = await postgres.fixtures.upscale({ ...AT_PROVIDER, ...asked });

    await engine.finish({ orderId, requestId: null, source: 'webhook' });

    expect(await find(orderId)).toMatchObject({ state: 'cancelled', errorCode: 'cancelled-by-user' });
  });

  it('a person who takes the consent back when their order is delivered makes us ask the provider nothing', async () => {
    const { start, settled, done, callback, find, engine, provider } = await onEngine();
    const userId = newId<UserId>();
    const orderId = await start(userId);
    await settled();
    await done(orderId);
    await callback(orderId);
    const unasked = provider.faults.add({ on: 'cancel', kind: '503', times: 1 });

    await engine.cancel({ orderId, userId, isWithdrawn: true }, { isLastAttempt: true });

    expect(provider.faults.list().map(({ id }) => id)).toEqual([unasked]);
    expect(await find(orderId)).toMatchObject({ state: 'succeeded', delivered: 1 });
  });

  it('a person who takes the consent back stops no order of another person, neither here nor at the provider', async () => {
    const { start, work, find, provider, jobsOf, engine } = await onEngine();
    provider.faults.add({ on: 'job', kind: 'never-finish' });
    const orderId = await start();
    await work();
    const before = jobsOf(orderId).map(({ errorType }) => errorType);

    const stranger = { orderId, userId: newId<UserId>(), isWithdrawn: true };
    await engine.cancel(stranger, { isLastAttempt: true });

    expect(await find(orderId)).toMatchObject({ finishedAt: null, cancelRequestedAt: null });
    expect(jobsOf(orderId).map(({ errorType }) => errorType)).toEqual(before);
  });

  it('an order is not sent again when its deadline passes if the provider could not be informed of its cancel, and ends as cancelled', async () => {
    const { start, settled, clock, work, find, provider, jobsOf, engine } = await onEngine();
    provider.faults.add({ on: 'job', kind: 'never-finish' });
    const orderId = await start();
    await settled();
    const { userId } = await find(orderId);
    provider.faults.add({ on: 'cancel', kind: '503', times: 1 });
    await expect(engine.cancel({ orderId, userId }, { isLastAttempt: false })).rejects.toThrow();

    clock.advance(TIMEOUT_MS + 1);
    await work();

    expect(await find(orderId)).toMatchObject({ state: 'cancelled', errorCode: 'cancelled-by-user' });
    expect(jobsOf(orderId)).toHaveLength(1);
  });

  it('work that an operator stopped at the provider counts as a failure for its person', async () => {
    const { start, settled, clock, work, queue, find, provider } = await onEngine();
    provider.faults.add({ on: 'job', kind: 'never-finish' });
    const orderId = await start();
    await settled();
    const { endpoint, requestId } = await find(orderId);
    await queue.cancel({ endpoint: endpoint!, requestId: requestId! });

    await eventually(async () => {
      clock.advance(POLL_MS);
      await work();
      expect(await find(orderId)).toMatchObject({ state: 'failed', errorCode: 'provider-failed' });
    });
  });
});
