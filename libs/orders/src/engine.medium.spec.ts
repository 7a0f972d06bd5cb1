import { describe, expect, it } from '@jest/globals';
import { AppError, type OrderId, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { eventually, statementsOf } from '@aisha/testing';
import { SYNCED } from '@aisha/database';
import { door, onEngine, POLL_MS, TIMEOUT_MS } from '../spec/engine-harness';

describe('an order', () => {
  it('is prepared, sent once, collected, settled and told', async () => {
    const { start, work, settled, callback, done, find, said, jobsOf } = await onEngine();
    const orderId = await start();
    await settled();
    await work();
    expect(await find(orderId)).toMatchObject({ state: 'waiting', attempts: 1, leaseUntil: null });

    await done(orderId);
    await callback(orderId);

    expect(await find(orderId)).toMatchObject({ state: 'succeeded', delivered: 1, slotTakenAt: null });
    expect(await said('settle-hold', orderId)).toMatchObject([{ kind: 'upscale', delivered: 1, of: 1, reason: null }]);
    expect(jobsOf(orderId)).toHaveLength(1);
  });

  it('costs no more statements than it needs, from its start to its end', async () => {
    const { postgres, start, settled, callback, done } = await onEngine();
    const statements = statementsOf(postgres.database);
    const orderId = await start();
    await settled();
    await done(orderId);
    await callback(orderId);

    const transactions = statements.filter((statement) => statement === 'COMMIT').length;
    // 107 and 31 when each app had an engine of its own. More than these: the list says what came in.
    expect(statements.length <= 24 && transactions <= 3 ? [] : statements).toEqual([]);
  });

  it('that is prepared when a slot is free is marked with it in one step, on the disk before it is sent', async () => {
    const { postgres, start, settled, jobsOf } = await onEngine();
    const statements = statementsOf(postgres.database);
    const orderId = await start();
    await settled();

    const marking = statements.filter((statement) => statement.includes('slot_taken_at ='));
    expect(marking).toHaveLength(1);
    expect(marking[0]).toContain('submit_started_at =');
    expect(marking[0]).toContain(SYNCED);
    expect(jobsOf(orderId)).toHaveLength(1);
  });

  it('that is prepared while another is ready and waits does not go before it', async () => {
    const gate = door();
    const { start, settled, readyOrder, jobsOf, find } = await onEngine({
      slots: 1,
      steps: { prepare: () => gate.opened },
    });
    const waiting = await readyOrder(newId<UserId>());
    const orderId = await start();

    gate.open();
    await settled();

    expect(jobsOf(waiting)).toHaveLength(1);
    expect(jobsOf(orderId)).toEqual([]);
    expect(await find(orderId)).toMatchObject({ state: 'queued', attempts: 0, slotTakenAt: null });
  });
});

describe('the rounds of a process', () => {
  it('go on for an order that came while one of them found nothing', async () => {
    const { postgres, start, tick, dispatcher, settled, find, clock, done } = await onEngine();
    // The round has its answer when the order comes, and acts on it afterwards.
    const gate = door();
    const { read } = postgres.database;
    const query = read.query.bind(read);
    let isHeld = false;
    read.query = (async (sql: string, parameters?: unknown[]) => {
      const answer: unknown = await query(sql, parameters);
      if (!isHeld && sql.includes('oldestSeconds')) {
        isHeld = true;
        await gate.opened;
      }
      return answer;
    }) as typeof read.query;
    const round = tick();
    await eventually(() => isHeld);
    const orderId = await start();
    await settled();
    gate.open();
    await round;
    await done(orderId);

    clock.advance(POLL_MS); // its poll is due, and less than the pause of a quiet process has passed
    await dispatcher.tickUnlessQuiet();
    await settled();

    expect(await find(orderId)).toMatchObject({ state: 'succeeded' });
  });
});

describe('a step of an order', () => {
  it('that is over at once is not told', async () => {
    const { start, settled, said } = await onEngine();
    const orderId = await start();
    await settled();

    expect(await said('show-progress', orderId)).toEqual([]);
  });

  it('is told once it has lasted for a while, and not again', async () => {
    const gate = door();
    const { start, settled, said } = await onEngine({ toldAfterMs: 20, steps: { prepare: () => gate.opened } });
    const orderId = await start();

    await eventually(async () => (await said('show-progress', orderId)).length > 0);
    gate.open();
    await settled();

    expect(await said('show-progress', orderId)).toMatchObject([{ step: 'preparing', mayCancel: true }]);
  });

  it('is sent by one of two replicas, however often both poll', async () => {
    const { start, replica, work, jobsOf } = await onEngine({ slots: 4 });
    const others = [replica(), replica(), replica()];
    const orders = [await start(), await start(), await start()];

    await Promise.all([work(), ...others.map((other) => other.work())]);

    expect(orders.map((orderId) => jobsOf(orderId).length)).toEqual([1, 1, 1]);
  });
});

describe('the lease of an order', () => {
  it('keeps it from a second preparation in the same process and in another, however long the first one takes', async () => {
    const gate = door();
    let prepared = 0;
    const steps = {
      prepare: async () => {
        prepared += 1;
        await gate.opened;
      },
    };
    const { start, tick, replica, clock, find, settled } = await onEngine({ steps, policy: { leaseMs: 300 } });
    const orderId = await start();
    const began = (await find(orderId)).leaseUntil!;

    // Renewed by the real time that goes on, on the clock that the test sets.
    clock.advance(60_000);
    await eventually(async () => expect((await find(orderId)).leaseUntil!.getTime()).toBeGreaterThan(began.getTime()));
    await tick();
    await replica().tick();
    expect(prepared).toBe(1);

    gate.open();
    await settled();
    expect((await find(orderId)).state).toBe('waiting');
  });

  it('of a process that died is taken over', async () => {
    const { admin, clock, start, work, find, fal } = await onEngine({ slots: 0 });
    const orderId = await start();
    await work();
    await admin.query(
      `UPDATE generator.upscale SET ready_at = NULL, version = version + 1, lease_until = $2 WHERE order_id = $1`,
      [orderId, new Date(clock.now().getTime() + 30_000)],
    );

    await work();
    expect((await find(orderId)).readyAt).toBeNull();
    clock.advance(30_000);
    await work();

    expect((await find(orderId)).readyAt).not.toBeNull();
    expect(fal.jobs()).toEqual([]);
  });

  it('hung up by three orders leaves room for those of others', async () => {
    const gate = door();
    const stuck = new Set<string>();
    const steps = { prepare: (orderId: string) => (stuck.has(orderId) ? gate.opened : Promise.resolve()) };
    const { start, tick, clock, jobsOf, settled } = await onEngine({ steps, policy: { atOnce: 4, leaseMs: 60_000 } });
    for (let n = 0; n < 3; n += 1) {
      const hold = door();
      const orderId = start();
      stuck.add(await orderId);
      hold.open();
    }
    // Minutes pass; whatever the engine takes again would fill its places.
    for (let minute = 0; minute < 3; minute += 1) {
      clock.advance(30_000);
      await tick();
    }

    const fresh = await start();
    await eventually(() => jobsOf(fresh).length === 1);
    gate.open();
    await settled();
  });
});

describe('a worker that was so slow that another did its work', () => {
  it('changes nothing any more, nor does it end the order when it fails', async () => {
    const { engine, start, work, find } = await onEngine({ slots: 0 });
    const orderId = await start();
    await work();
    const slow = await find(orderId);
    await engine.store.moveUnchanged(slow, { notBefore: null });

    expect(await engine.store.moveUnchanged(slow, { readyAt: null })).toBeNull();
    expect(await engine.store.renewLease(slow, new Date())).toBe(false);
    expect((await find(orderId)).readyAt).not.toBeNull();
  });
});

describe('an order that is deferred for what may come right by itself', () => {
  it.each([
    ['moderator-unavailable', 'moderation'],
    ['provider-unreachable', 'provider'],
    ['storage-unreachable', 'trouble'],
  ] as const)('by %s tells its card that it waits for %s, until it goes on', async (code, waitsFor) => {
    let isDown = true;
    const prepare = async (): Promise<void> => {
      if (isDown) throw new AppError(code);
    };
    const { start, work, clock, find, said, jobsOf } = await onEngine({ steps: { prepare }, toldAfterMs: 0 });
    const orderId = await start();
    for (let tries = 0; tries < 5; tries += 1) {
      await work();
      clock.advance(60_000);
    }

    const told = await said('show-progress', orderId);
    expect(told.slice(0, 2)).toMatchObject([
      { step: 'preparing', waitsFor: null },
      { step: 'queued', waitsFor, ahead: null, secondsLeft: null },
    ]);
    for (const update of told.slice(1)) expect(update).toMatchObject({ step: 'queued', waitsFor });
    isDown = false;
    await work();

    expect(jobsOf(orderId)).toHaveLength(1);
    expect(await find(orderId)).toMatchObject({ deferredBy: null, deferredSince: null });
  });

  it('and is ready now waits for its turn, with a place in the queue', async () => {
    let isDown = true;
    const prepare = async (): Promise<void> => {
      if (isDown) throw new AppError('provider-unreachable');
    };
    const { start, work, clock, said } = await onEngine({ steps: { prepare }, slots: 0 });
    const orderId = await start();
    await work();
    isDown = false;
    for (let tries = 0; tries < 3; tries += 1) {
      clock.advance(60_000);
      await work();
    }

    expect((await said('show-progress', orderId)).at(-1)).toMatchObject({ step: 'queued', waitsFor: null, ahead: 0 });
  });
});

describe('the slots of a provider', () => {
  it('are never more than the account has, however many replicas take them at once', async () => {
    const { start, replica, fal } = await onEngine({ slots: 2, fal: { timeScale: { queue: 1_000 } } });
    for (let n = 0; n < 6; n += 1) await start();
    const replicas = [replica(), replica(), replica(), replica()];

    await Promise.all(replicas.map((one) => one.work()));

    expect(fal.jobs()).toHaveLength(2);
  });

  it('leave one free of trainings, which take minutes', async () => {
    const { postgres, start, work, fal } = await onEngine({ slots: 2, fal: { timeScale: { queue: 1_000 } } });
    await postgres.fixtures.training({ state: 'waiting', slotTakenAt: new Date() });
    await start();
    await start();

    await work();

    expect(fal.jobs()).toHaveLength(1);
  });

  it('are freed of a submission that was never answered, while the order still waits for its deadline', async () => {
    const { start, work, clock, find, fal, jobsOf, logged } = await onEngine({ slots: 1 });
    fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    fal.faults.add({ on: 'job', kind: 'never-finish' });
    const first = await start();
    await work();
    const second = await start();
    await work();
    expect(jobsOf(second)).toEqual([]);

    clock.advance(30_000);
    await work();

    expect(jobsOf(second)).toHaveLength(1);
    expect(await find(first)).toMatchObject({ state: 'waiting', slotTakenAt: null, requestId: null });
    expect(logged('order.slot-of-unanswered-freed')).toHaveLength(1);
    expect(jobsOf(first)).toHaveLength(1);
  });

  it('stay with a submission whose callback said which request it is', async () => {
    const { start, work, clock, find, fal, callback, jobsOf } = await onEngine({ slots: 1 });
    fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    fal.faults.add({ on: 'job', kind: 'never-finish' });
    const first = await start();
    await work();
    await callback(first);

    clock.advance(60_000);
    await work();

    expect(await find(first)).toMatchObject({ requestId: jobsOf(first)[0]?.requestId, slotTakenAt: expect.any(Date) });
  });
});

describe('an account that takes no work', () => {
  it('is left alone by every replica until its pause is over', async () => {
    const { start, work, replica, clock, fal, admin, logged } = await onEngine();
    fal.faults.add({ on: 'submit', kind: '403-locked' });
    await start();
    await work();
    const other = replica();
    await start(newId<UserId>(), other);
    await other.work();
    expect(logged('order.not-submitted')).toHaveLength(1);
    expect(await admin.query('SELECT code FROM generator.provider_pause')).toEqual([
      { code: 'provider-out-of-credit' },
    ]);

    clock.advance(60_000);
    await other.work();
    await work();
    expect(fal.jobs()).toHaveLength(2);
    expect(await admin.query('SELECT 1 FROM generator.provider_pause')).toEqual([]);
  });

  it('for an hour gives back every order that has waited as long, and no other', async () => {
    const { start, work, clock, fal, find } = await onEngine();
    fal.faults.add({ on: 'submit', kind: '403-locked', times: 100 });
    const old = [await start(), await start(), await start()];
    await work();
    for (let minutes = 0; minutes < 55; minutes += 5) {
      clock.advance(5 * 60_000);
      await work();
    }
    clock.advance(4 * 60_000);
    const young = await start();
    await work();
    clock.advance(61_000);

    await work();

    const states = await Promise.all([...old, young].map(async (orderId) => (await find(orderId)).state));
    expect(states).toEqual(['failed', 'failed', 'failed', 'queued']);
  });
});

describe('an order that the provider refuses again and again while it takes the others', () => {
  it('is given back after an hour', async () => {
    const { start, work, clock, fal, find } = await onEngine();
    const orderId = await start();
    fal.faults.add({ on: 'submit', kind: '429', match: orderId, times: 100 });
    for (let minutes = 0; minutes < 60; minutes += 5) {
      await work();
      expect((await find(orderId)).state).toBe('queued');
      clock.advance(5 * 60_000);
      await start();
    }

    await work();

    expect(await find(orderId)).toMatchObject({ state: 'failed', errorCode: 'provider-busy' });
  });
});

describe('an account that once took no work', () => {
  it('hours ago, and does so again, gives nothing back at once', async () => {
    const { start, work, clock, fal, find, cancel } = await onEngine();
    const userId = newId<UserId>();
    fal.faults.add({ on: 'submit', kind: '429', times: 100 });
    const cancelled = await start(userId);
    await work();
    await cancel(cancelled, userId);
    const waiting = await start();
    clock.advance(3 * 60 * 60_000);

    await work();

    expect((await find(waiting)).state).toBe('queued');
  });
});

describe('turns', () => {
  it('go round by person, then by age', async () => {
    const { readyOrder, work, jobsOf } = await onEngine({ slots: 3, fal: { timeScale: { queue: 1_000 } } });
    const [eager, modest] = [newId<UserId>(), newId<UserId>()];
    const orders = [
      await readyOrder(eager),
      await readyOrder(eager),
      await readyOrder(eager),
      await readyOrder(modest),
    ];

    await work();

    expect(orders.map((orderId) => jobsOf(orderId).length)).toEqual([1, 1, 0, 1]);
  });

  it('count all orders before one, at the provider too, and change in steps a person notices', async () => {
    const { readyOrder, work, clock, said, done, callback } = await onEngine({ slots: 1 });
    const orders: OrderId[] = [];
    for (let n = 0; n < 9; n += 1) orders.push(await readyOrder(newId<UserId>()));
    await work();
    const told = async (n: number) => (await said('show-progress', orders[n]!)).map(({ ahead }) => ahead);
    expect([await told(1), await told(4), await told(8)]).toEqual([[1], [4], [8]]);

    // One departs: the ninth stands one place nearer, which is no step worth telling; the second is next.
    await done(orders[0]!);
    await callback(orders[0]!);
    clock.advance(15_000);
    await work();

    expect(await told(8)).toEqual([8]);
    expect(await told(4)).toEqual([4, 3]);
  });

  it('are told at most every quarter of a minute', async () => {
    const { readyOrder, work, clock, said, done, callback } = await onEngine({ slots: 1 });
    const orders: OrderId[] = [];
    for (let n = 0; n < 4; n += 1) orders.push(await readyOrder(newId<UserId>()));
    await work();
    for (const orderId of orders.slice(0, 2)) {
      await done(orderId);
      await callback(orderId);
      clock.advance(3_000);
      await work();
    }

    expect((await said('show-progress', orders[3]!)).map(({ ahead }) => ahead)).toEqual([3]);
  });
});

describe('a late cancel', () => {
  it('is our loss so often a month; after that the order goes on and its card says so', async () => {
    const { postgres, start, work, find, cancel, said, done, callback } = await onEngine({
      lateCancelsPerMonth: 1,
      fal: { timeScale: { queue: 0.01, training: 10 } },
    });
    const userId = newId<UserId>();
    await postgres.fixtures.upscale({
      userId,
      state: 'cancelled',
      submitStartedAt: new Date(),
      finishedAt: new Date(),
    });
    const orderId = await start(userId);
    await work();

    await cancel(orderId, userId);

    expect((await find(orderId)).state).toBe('waiting');
    expect((await said('show-progress', orderId)).at(-1)).toMatchObject({ mayCancel: false });
    await done(orderId);
    await callback(orderId);
    expect(await said('settle-hold', orderId)).toMatchObject([{ delivered: 1 }]);
  });

  it('of an order without a paid submission is always granted', async () => {
    const { start, work, find, cancel } = await onEngine({ lateCancelsPerMonth: 0, slots: 0 });
    const userId = newId<UserId>();
    const orderId = await start(userId);
    await work();

    await cancel(orderId, userId);

    expect((await find(orderId)).state).toBe('cancelled');
  });
});

describe('a submission past its deadline', () => {
  it('is repeated once at our cost, and what the first one makes late is welcome while the second waits in our queue', async () => {
    const { start, work, clock, find, fal, jobsOf, engine, done } = await onEngine();
    fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const orderId = await start();
    await work();
    await done(orderId);
    const [first] = jobsOf(orderId);
    fal.faults.add({ on: 'submit', kind: '429', times: 5 });
    clock.advance(TIMEOUT_MS + 1);
    await work();
    expect(await find(orderId)).toMatchObject({ state: 'queued', attempts: 1 });

    await engine.finish({ orderId, requestId: first!.requestId, source: 'webhook' });

    expect(await find(orderId)).toMatchObject({ state: 'succeeded', delivered: 1 });
    expect(jobsOf(orderId)).toHaveLength(1);
  });

  it('is polled until then', async () => {
    const { start, work, clock, done, find } = await onEngine();
    const orderId = await start();
    await work();
    await done(orderId);

    clock.advance(POLL_MS);
    await work();

    expect((await find(orderId)).state).toBe('succeeded');
  });
});
