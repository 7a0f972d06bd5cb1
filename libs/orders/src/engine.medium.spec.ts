import { describe, expect, it } from '@jest/globals';
import { SYNCED, type Transaction } from '@aisha/database';
import { AppError, type ErrorCode, type OrderId, type UserId } from '@aisha/domain';
import type { UpscaleSize } from '@aisha/kinds';
import { afterThisTest, eventually, statementsOf } from '@aisha/testing';
import { type OutgoingMessage, Relay } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { onBehalfOf } from '@aisha/providers';
import { door, onEngine, POLL_MS, TIMEOUT_MS } from '../spec/engine-harness';
import { orderSeconds, ordersEnded } from './metrics';

/** Keeps of each commit the jobs of the messages that are sent at once, and of those that follow. */
class Turns extends Relay {
  readonly commits: (readonly [readonly string[], readonly string[]])[] = [];

  committed(messages: readonly OutgoingMessage[], following: readonly OutgoingMessage[] = []): void {
    this.commits.push([messages.map(({ job }) => job), following.map(({ job }) => job)]);
  }
}

/** How many orders the metric of their durations has counted. */
const observed = async (): Promise<number> =>
  (await orderSeconds.get()).values
    .filter(({ metricName }) => metricName === 'aisha_order_seconds_count')
    .reduce((sum, { value }) => sum + value, 0);

describe('an order', () => {
  it('an order is prepared, sent once, collected, settled and announced, and its duration is measured once', async () => {
    const { start, work, settled, callback, done, find, said, jobsOf, logged } = await onEngine();
    const before = await observed();
    const orderId = await start();
    await settled();
    await work();
    expect(await find(orderId)).toMatchObject({ state: 'waiting', attempts: 1, leaseUntil: null });

    await done(orderId);
    await callback(orderId);

    expect(await find(orderId)).toMatchObject({ state: 'succeeded', delivered: 1, slotTakenAt: null });
    expect(await said('settle-hold', orderId)).toMatchObject([{ kind: 'upscale', delivered: 1, of: 1, reason: null }]);
    expect(await said('deliver-result', orderId)).toMatchObject([{ kind: 'upscale' }]);
    expect(jobsOf(orderId)).toHaveLength(1);
    expect(logged('order.cancelled-at-provider')).toEqual([]);
    expect(await observed()).toBe(before + 1);
  });

  it('an order costs at most eleven statements and one COMMIT, from its start to its end', async () => {
    const { postgres, start, settled, callback, done } = await onEngine();
    const statements = statementsOf(postgres.database);
    const orderId = await start();
    await settled();
    await done(orderId);
    await callback(orderId);

    const transactions = statements.filter((statement) => statement === 'COMMIT').length;
    // When there are more than these, the failure lists the statements.
    expect(statements.length <= 11 && transactions <= 1 ? [] : statements).toEqual([]);
  });

  it('an order that is prepared while a slot is free gets the slot and the submit marker in one statement, which is on the disk before the order is sent', async () => {
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

  it('an order that is prepared while another is ready and waiting does not overtake the other', async () => {
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

describe('a process that stops', () => {
  it('an order that still comes to a process that stops is left to another one, which need not wait for a lease', async () => {
    const { start, dispatcher, settled, replica, find, jobsOf } = await onEngine();
    await dispatcher.beforeApplicationShutdown();

    const orderId = await start();

    expect(await find(orderId)).toMatchObject({ state: 'queued', leaseUntil: null });
    await settled();
    await replica().work();
    expect(jobsOf(orderId)).toHaveLength(1);
  });

  it('a process that stops ends the preparation under way, and takes no slot for another order', async () => {
    const gate = door();
    const steps = { prepare: () => gate.opened };
    const { start, dispatcher, settled, readyOrder, replica, find, jobsOf } = await onEngine({ slots: 1, steps });
    const waiting = await readyOrder(newId<UserId>());
    const orderId = await start();
    const stopped = dispatcher.beforeApplicationShutdown();

    gate.open();
    await stopped;
    await settled();

    expect(await find(orderId)).toMatchObject({ state: 'queued', leaseUntil: null, readyAt: expect.any(Date) });
    expect(await find(waiting)).toMatchObject({ state: 'queued', leaseUntil: null });
    await replica().work();
    expect(jobsOf(waiting)).toHaveLength(1);
  });
});

describe('the rounds of a process', () => {
  it('an order that comes while a round finds nothing is taken by the next round', async () => {
    const { postgres, start, tick, dispatcher, settled, find, clock, done } = await onEngine();
    // The answer to the round's query is held until the order has come, so the round acts on what was true before it.
    const gate = door();
    const { read } = postgres.database;
    const query = read.query.bind(read);
    let isHeld = false;
    read.query = (async (sql: string, parameters?: unknown[]) => {
      const answer: unknown = await query(sql, parameters);
      if (!isHeld && sql.includes('AS "isDue"')) {
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

  it('a process polls an order when it is due, although a round came after the write of that moment and before its commit', async () => {
    const { postgres, admin, engine, start, settled, dispatcher, find, clock, done } = await onEngine();
    const orderId = await start();
    await settled();
    await done(orderId);
    const inAnHour = new Date(clock.now().getTime() + 3_600_000);
    await admin.query(`UPDATE generator.upscale SET next_poll_at = $2 WHERE order_id = $1`, [orderId, inAnHour]);
    const order = await find(orderId);

    await postgres.database.transaction(async (tx) => {
      const nextPollAt = new Date(clock.now().getTime() + POLL_MS);
      await engine.store.moveUnchangedIn(tx, order, { nextPollAt }, 'waiting');
      dispatcher.begun(); // something else has changed in the process meanwhile
      await dispatcher.tickUnlessQuiet();
    });
    clock.advance(POLL_MS);
    await dispatcher.tickUnlessQuiet();
    await settled();

    expect(await find(orderId)).toMatchObject({ state: 'succeeded' });
  });

  it.each([
    ['has read that its orders are at the provider', 'after'],
    ['has submitted an order since its last round', 'before'],
  ])('a process that %s does not query until the first poll is due', async (_what, round) => {
    const { postgres, start, settled, tick, dispatcher, find, clock, done } = await onEngine();
    if (round === 'before') await tick(); // finds nothing
    const orderId = await start();
    await settled();
    if (round === 'after') await tick();
    const statements = statementsOf(postgres.database);
    await done(orderId);

    clock.advance(POLL_MS - 1);
    await dispatcher.tickUnlessQuiet();
    expect(statements).toEqual([]);

    clock.advance(1);
    await dispatcher.tickUnlessQuiet();
    await settled();
    expect(await find(orderId)).toMatchObject({ state: 'succeeded' });
  });

  it('a process queries in each round while an order waits in our queue, because another process may free a slot', async () => {
    const { admin, clock, readyOrder, tick, dispatcher, settled, find } = await onEngine({ slots: 1 });
    const atProvider = await readyOrder(newId<UserId>());
    const waiting = await readyOrder(newId<UserId>());
    const inAMinute = new Date(clock.now().getTime() + 60_000);
    await admin.query(
      `UPDATE generator.upscale SET state = 'waiting', slot_taken_at = $2, submit_started_at = $2, deadline_at = $3, next_poll_at = $3
       WHERE order_id = $1`,
      [atProvider, clock.now(), inAMinute],
    );
    await tick();
    await settled();
    expect(await find(waiting)).toMatchObject({ state: 'queued' });

    await admin.query(`UPDATE generator.upscale SET slot_taken_at = NULL WHERE order_id = $1`, [atProvider]);
    await dispatcher.tickUnlessQuiet();
    await settled();

    expect(await find(waiting)).toMatchObject({ state: 'waiting' });
  });

  it('a process finds an order that another process left, when the lease of that order runs out', async () => {
    const { readyOrder, admin, clock, dispatcher, settled, find } = await onEngine();
    const orderId = await readyOrder(newId<UserId>());
    await admin.query(`UPDATE generator.upscale SET state = 'running', lease_until = $2 WHERE order_id = $1`, [
      orderId,
      new Date(clock.now().getTime() + 4_000),
    ]);
    await dispatcher.tick();

    clock.advance(4_000);
    await dispatcher.tickUnlessQuiet(); // requeues it
    await dispatcher.tickUnlessQuiet();
    await settled();

    expect(await find(orderId)).toMatchObject({ state: 'waiting' });
  });
});

describe('an order that is prepared', () => {
  it('an order that is prepared and cannot be marked as submitted keeps its preparation, and is submitted in its turn', async () => {
    const { admin, start, settled, work, find, clock, jobsOf, logged } = await onEngine();
    await admin.query(`CREATE FUNCTION no_marker() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$`);
    await admin.query(
      `CREATE TRIGGER no_marker BEFORE UPDATE ON generator.upscale FOR EACH ROW
       WHEN (NEW.submit_started_at IS NOT NULL) EXECUTE FUNCTION no_marker()`,
    );
    const orderId = await start();
    await settled();
    expect(await find(orderId)).toMatchObject({ attempts: 0, readyAt: expect.any(Date) });
    expect(logged('order.not-marked').length).toBeGreaterThanOrEqual(1);

    await admin.query('DROP TRIGGER no_marker ON generator.upscale');
    clock.advance(60_000); // a slot that was taken for it meanwhile is free again
    await work();

    expect(jobsOf(orderId)).toHaveLength(1);
    expect(await find(orderId)).toMatchObject({ state: 'waiting', attempts: 1 });
  });

  it('an order waits for its turn to be prepared while its process already prepares as many as it may', async () => {
    const gate = door();
    const { start, find, settled } = await onEngine({ steps: { prepare: () => gate.opened }, policy: { atOnce: 1 } });
    const first = await start();
    const second = await start();

    expect(await find(first)).toMatchObject({ shownStep: 'preparing', leaseUntil: expect.any(Date) });
    expect(await find(second)).toMatchObject({ shownStep: null, leaseUntil: null });
    gate.open();
    await settled();
  });
});

describe('the rounds of a process', () => {
  it('the rounds of a process begin when its app starts, and take orders that came before', async () => {
    const { dispatcher, readyOrder, jobsOf } = await onEngine();
    const orderId = await readyOrder(newId<UserId>());
    ordersEnded.reset(); // orders of other tests ended before
    dispatcher.onApplicationBootstrap();
    afterThisTest(() => dispatcher.beforeApplicationShutdown());
    dispatcher.wake();

    await eventually(() => jobsOf(orderId).length === 1);
    expect((await ordersEnded.get()).values).toContainEqual(
      expect.objectContaining({ labels: { kind: 'upscale', state: 'succeeded', reason: 'none' } }),
    );
  });
});

describe('a step of an order', () => {
  it('a step that ends at once is not shown on the card', async () => {
    const { start, settled, said } = await onEngine();
    const orderId = await start();
    await settled();

    expect(await said('show-progress', orderId)).toEqual([]);
  });

  it('a step whose card cannot be updated is done nevertheless, and the failure is logged', async () => {
    const { admin, start, settled, jobsOf, logged } = await onEngine({ toldAfterMs: 0 });
    await admin.query(`CREATE FUNCTION no_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$`);
    await admin.query(
      `CREATE TRIGGER no_words BEFORE INSERT ON generator.outbox FOR EACH ROW
       WHEN (NEW.job = 'show-progress') EXECUTE FUNCTION no_words()`,
    );

    const orderId = await start();
    await settled();

    expect(jobsOf(orderId)).toHaveLength(1);
    expect(logged('order.step-not-told')).toHaveLength(1);
  });

  it('a step is shown once it has lasted for a while, and not again', async () => {
    const gate = door();
    const { start, settled, said, find } = await onEngine({ toldAfterMs: 20, steps: { prepare: () => gate.opened } });
    const orderId = await start();

    await eventually(async () => (await said('show-progress', orderId)).length > 0);
    expect(await find(orderId)).toMatchObject({ shownStep: 'preparing' });
    gate.open();
    await settled();

    expect(await said('show-progress', orderId)).toMatchObject([{ step: 'preparing', mayCancel: true }]);
  });

  it('an order is sent once, even when several replicas look for work at the same time', async () => {
    const { start, replica, work, jobsOf } = await onEngine({ slots: 4 });
    const others = [replica(), replica(), replica()];
    const orders = [await start(), await start(), await start()];

    await Promise.all([work(), ...others.map((other) => other.work())]);

    expect(orders.map((orderId) => jobsOf(orderId).length)).toEqual([1, 1, 1]);
  });
});

describe('the lease of an order', () => {
  it('the lease of an order keeps it from a second preparation in the same process and in another, however long the first one takes', async () => {
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

    // By the test's clock the lease runs out; by real time it is renewed.
    clock.advance(60_000);
    await eventually(async () => expect((await find(orderId)).leaseUntil!.getTime()).toBeGreaterThan(began.getTime()));
    await tick();
    await replica().tick();
    expect(prepared).toBe(1);

    gate.open();
    await settled();
    expect((await find(orderId)).state).toBe('waiting');
  });

  it('an order that a process takes again while its earlier work there has not ended yet is worked on when that work ends', async () => {
    const gate = door();
    let prepared = 0;
    const steps = {
      prepare: async () => {
        prepared += 1;
        if (prepared === 1) await gate.opened;
      },
    };
    const { start, tick, clock, find, settled } = await onEngine({ steps, policy: { leaseMs: 30_000 } });
    const orderId = await start();
    const { version } = await find(orderId);
    await eventually(async () => {
      clock.advance(30_001); // by the test's clock the lease runs out, unless the work has just renewed it
      await tick();
      expect((await find(orderId)).version).toBeGreaterThan(version);
    });

    gate.open();

    await settled();
    expect(await find(orderId)).toMatchObject({ state: 'waiting', attempts: 1 });
    expect(prepared).toBe(2);
  });

  it('an order of a dead process is taken over once its lease has run out', async () => {
    const { admin, clock, start, work, find, provider } = await onEngine({ slots: 0 });
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
    expect(provider.jobs()).toEqual([]);
  });

  it('three orders that hang leave room for an order that comes later', async () => {
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
    // Minutes pass; any order that the engine took again would fill its places.
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

describe('a worker so slow that another did its work', () => {
  it('a slow worker changes nothing once another has done its work, and cannot renew the lease', async () => {
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

describe('an order that is deferred for an error that may pass', () => {
  it.each([
    ['moderator-unavailable', 'moderation'],
    ['provider-unreachable', 'provider'],
    ['provider-out-of-credit', 'account'],
    ['storage-unreachable', 'trouble'],
  ] as const)(
    'an order that is deferred by %s shows on its card that it waits for %s, until it goes on',
    async (code, waitsFor) => {
      let isDown = true;
      const prepare = async (): Promise<void> => {
        if (isDown) throw new AppError(code);
      };
      const { start, settled, work, clock, find, said, jobsOf } = await onEngine({
        steps: { prepare },
        toldAfterMs: 0,
      });
      const orderId = await start();
      await settled(); // the card shows updates in the order in which their transactions began
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
    },
  );

  it('a deferred order that is ready again waits for its turn, with a position in the queue', async () => {
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
  it('orders never take more slots of a provider than the account has, however many replicas take them at once', async () => {
    const { start, replica, provider } = await onEngine({ slots: 2, provider: { timeScale: { queue: 1_000 } } });
    for (let n = 0; n < 6; n += 1) await start();
    const replicas = [replica(), replica(), replica(), replica()];

    await Promise.all(replicas.map((one) => one.work()));

    expect(provider.jobs()).toHaveLength(2);
  });

  it('the slots of a provider that trainings hold are not given to other orders', async () => {
    const { postgres, start, work, provider } = await onEngine({ slots: 2, provider: { timeScale: { queue: 1_000 } } });
    await postgres.fixtures.training({ state: 'waiting', slotTakenAt: new Date() });
    await start();
    await start();

    await work();

    expect(provider.jobs()).toHaveLength(1);
  });

  it('the slot of a submission that was never answered is freed, while the order still waits for its deadline', async () => {
    const { start, work, clock, find, provider, jobsOf, logged } = await onEngine({ slots: 1 });
    provider.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    provider.faults.add({ on: 'job', kind: 'never-finish' });
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

  it('a slot is free for the next order as soon as the provider has finished an order, while the files of that order are still fetched', async () => {
    const gate = door();
    const { start, settled, done, engine, dispatcher, find, jobsOf } = await onEngine({
      slots: 1,
      steps: { collect: () => gate.opened },
    });
    dispatcher.onApplicationBootstrap(); // without a wake its rounds come a minute apart
    afterThisTest(() => dispatcher.beforeApplicationShutdown());
    const first = await start();
    await settled();
    const second = await start();
    await settled();
    await done(first);

    const collected = engine.finish({ orderId: first, requestId: jobsOf(first)[0]!.requestId, source: 'webhook' });

    await eventually(() => jobsOf(second).length === 1);
    expect(await find(first)).toMatchObject({ state: 'waiting', shownStep: 'collecting', slotTakenAt: null });
    gate.open();
    await collected;
    expect(await find(first)).toMatchObject({ state: 'succeeded', delivered: 1 });
  });

  it('a slot stays with a submission whose callback named its request', async () => {
    const { start, work, clock, find, provider, callback, jobsOf } = await onEngine({ slots: 1 });
    provider.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    provider.faults.add({ on: 'job', kind: 'never-finish' });
    const first = await start();
    await work();
    await callback(first);

    clock.advance(60_000);
    await work();

    expect(await find(first)).toMatchObject({ requestId: jobsOf(first)[0]?.requestId, slotTakenAt: expect.any(Date) });
  });
});

describe('an account that takes no work', () => {
  it('no replica submits to an account that takes no work until its pause is over', async () => {
    const { start, work, find, replica, clock, provider, admin, logged } = await onEngine();
    provider.faults.add({ on: 'submit', kind: '403-locked' });
    const refused = await start();
    await work();
    expect(await find(refused)).toMatchObject({ state: 'queued', attempts: 0, startedAt: null });
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
    expect(provider.jobs()).toHaveLength(2);
    expect(await admin.query('SELECT 1 FROM generator.provider_pause')).toEqual([]);
  });

  it('the cards of all waiting orders mention an account that takes no work, in every replica, until it takes work again', async () => {
    const { start, work, replica, clock, provider, said } = await onEngine({ slots: 1 });
    const last = async (orderId: OrderId) => (await said('show-progress', orderId)).at(-1);
    provider.faults.add({ on: 'submit', kind: '403-locked' });
    provider.faults.add({ on: 'job', kind: 'never-finish', times: 2 });
    const refused = await start();
    await work();
    const other = replica();
    const behind = await start(newId<UserId>(), other);
    await other.settled();
    clock.advance(2_000);
    await other.work();

    const stopped = { step: 'queued', waitsFor: 'account', ahead: null, secondsLeft: null, mayCancel: true };
    expect(await last(refused)).toMatchObject(stopped);
    expect(await last(behind)).toMatchObject(stopped);
    const count = (await said('show-progress', behind)).length;
    clock.advance(20_000);
    await other.work();
    expect(await said('show-progress', behind)).toHaveLength(count); // the card is not updated with the same words again

    clock.advance(40_000);
    await work();
    clock.advance(2_000);
    await other.work();

    expect(await last(behind)).toMatchObject({ step: 'queued', waitsFor: null, ahead: 1 });
  });

  it('the card of an order that an account refuses again says that the account takes no work, until the order is accepted and begins', async () => {
    const { start, work, clock, provider, said } = await onEngine({ slots: 1 });
    provider.faults.add({ on: 'submit', kind: '403-locked', times: 2 });
    provider.faults.add({ on: 'job', kind: 'never-finish' });
    const orderId = await start();
    await work();
    clock.advance(2_000);
    await work();
    const shown = async () => (await said('show-progress', orderId)).map(({ step, waitsFor }) => waitsFor ?? step);
    expect((await shown()).at(-1)).toBe('account');
    const before = (await shown()).length;

    clock.advance(60_000);
    await work();
    clock.advance(2_000);
    await work();
    expect(new Set((await shown()).slice(before))).toEqual(new Set(['account']));

    clock.advance(60_000);
    await work();
    expect((await shown()).at(-1)).toBe('preparing');
  });

  it('the cards mention an account once it has been too busy for a while, not at its first refusal', async () => {
    const { start, work, settled, clock, provider, said } = await onEngine({ slots: 1 });
    provider.faults.add({ on: 'submit', kind: '429', times: 100 });
    await start();
    await work();
    const behind = await start();
    await settled();
    const shown = async () => (await said('show-progress', behind)).at(-1);

    clock.advance(2_000);
    await work();
    expect(await shown()).toMatchObject({ step: 'queued', waitsFor: null, ahead: 1 });
    for (let seconds = 0; seconds < 15; seconds += 3) {
      clock.advance(3_000);
      await work();
    }

    expect(await shown()).toMatchObject({ step: 'queued', waitsFor: 'provider', ahead: null });
  });

  it('when an account takes no work for an hour, the orders that have waited for that hour end unpaid, and no others', async () => {
    const { start, work, clock, provider, find } = await onEngine();
    provider.faults.add({ on: 'submit', kind: '403-locked', times: 100 });
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

  it('when an account takes no work for an hour, an order that another process has taken meanwhile does not end', async () => {
    const { clock, find, work, readyOrder, provider, admin } = await onEngine({ slots: 1 });
    provider.faults.add({ on: 'submit', kind: '403-locked', times: 100 });
    const [, first, taken] = [
      await readyOrder(newId<UserId>()),
      await readyOrder(newId<UserId>()),
      await readyOrder(newId<UserId>()),
    ];
    await work();
    await admin.query(
      `CREATE FUNCTION generator.takes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         UPDATE generator.upscale SET state = 'running', version = version + 1 WHERE order_id = '${taken}'; RETURN NULL; END $$`,
    );
    await admin.query(
      `CREATE TRIGGER takes AFTER UPDATE ON generator.upscale FOR EACH ROW
       WHEN (NEW.order_id = '${first}' AND NEW.finished_at IS NOT NULL) EXECUTE FUNCTION generator.takes()`,
    );

    for (let minutes = 0; minutes <= 60; minutes += 5) {
      clock.advance(5 * 60_000);
      await work();
    }

    expect((await find(first)).state).toBe('failed');
    expect((await find(taken)).state).toBe('running');
  });
});

describe('an order that the provider refuses again and again while it takes the others', () => {
  it('an order that the provider refuses again and again while it takes others ends unpaid after an hour', async () => {
    const { start, work, clock, provider, find } = await onEngine();
    const orderId = await start();
    provider.faults.add({ on: 'submit', kind: '429', match: orderId, times: 100 });
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
  it('an account that takes no work again, hours after an earlier pause, ends no order at once', async () => {
    const { start, work, clock, provider, find, cancel } = await onEngine();
    const userId = newId<UserId>();
    provider.faults.add({ on: 'submit', kind: '429', times: 100 });
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
  it('turns go round by person, then by age', async () => {
    const { readyOrder, work, jobsOf } = await onEngine({ slots: 3, provider: { timeScale: { queue: 1_000 } } });
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

  it('a position counts all orders before it, at the provider too, and changes in steps that a person notices', async () => {
    const { readyOrder, work, clock, said, done, callback } = await onEngine({ slots: 1 });
    const orders: OrderId[] = [];
    for (let n = 0; n < 9; n += 1) orders.push(await readyOrder(newId<UserId>()));
    await work();
    const told = async (n: number) => (await said('show-progress', orders[n]!)).map(({ ahead }) => ahead);
    expect([await told(1), await told(4), await told(8)]).toEqual([[1], [4], [8]]);

    // One order leaves: the ninth stands one place nearer, too small a step to show; the second is next.
    await done(orders[0]!);
    await callback(orders[0]!);
    clock.advance(15_000);
    await work();

    expect(await told(8)).toEqual([8]);
    expect(await told(4)).toEqual([4, 3]);
  });

  it('positions are counted at most every two seconds, however many rounds a process works meanwhile', async () => {
    const { readyOrder, work, clock, postgres } = await onEngine({ slots: 1 });
    for (let n = 0; n < 2; n += 1) await readyOrder(newId<UserId>());
    const statements = statementsOf(postgres.database);
    const counts = () => statements.filter((statement) => statement.includes('row_number() OVER')).length;

    await work();
    clock.advance(1_999);
    await work();
    expect(counts()).toBe(1);

    clock.advance(1);
    await work();
    expect(counts()).toBe(2);
  });

  it('a position is not shown at the moment at which an order becomes ready, because it may be given a slot at once', async () => {
    const { start, settled, work, clock, said } = await onEngine({ slots: 0 });
    const orderId = await start();
    await settled();
    const positions = async () => (await said('show-progress', orderId)).filter(({ step }) => step === 'queued');

    await work();
    expect(await positions()).toEqual([]);

    clock.advance(2_000);
    await work();
    expect(await positions()).toMatchObject([{ ahead: 0 }]);
  });

  it('a position is shown once when two processes count it at the same moment', async () => {
    const { readyOrder, engine, postgres, admin, clock } = await onEngine({ slots: 0 });
    await readyOrder(newId<UserId>());
    const count = (tx: Transaction) =>
      engine.store.tellPositions(tx, clock.now(), { reason: null, toldBefore: clock.now() }, 100);
    const waits = () => admin.waitingForLocks();

    const [first, second] = await postgres.database.transaction(async (tx) => {
      const told = await count(tx);
      const other = postgres.database.transaction(count);
      await eventually(async () => expect(await waits()).toHaveLength(1));
      return [told, other.then((moved) => moved.length)];
    });

    expect([first.length, await second]).toEqual([1, 0]);
  });

  it('a position is shown at most every quarter of a minute', async () => {
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

describe('a result whose credits have gone back', () => {
  it('a result whose credits have gone back is not delivered: the order ends unpaid, its files are deleted, and the log reports it to an operator', async () => {
    let discarded = 0;
    const harness = await onEngine({ steps: { discard: () => void (discarded += 1) } });
    const { start, work, done, callback, find, said, postgres, logged } = harness;
    const orderId = await start();
    await work();
    await done(orderId);
    await postgres.fixtures.forgottenHold(orderId);

    await callback(orderId);
    await callback(orderId);

    expect(await find(orderId)).toMatchObject({ state: 'failed', delivered: 0, errorCode: 'hold-forgotten' });
    expect(await said('settle-hold', orderId)).toMatchObject([{ delivered: 0, reason: 'hold-forgotten' }]);
    expect(discarded).toBe(1);
    expect(logged('order.result-unpaid')).toMatchObject([{ orderId, delivered: 1, code: 'hold-forgotten' }]);
  });
});

describe('a result that may not be shown any more', () => {
  it('a result whose avatar is stopped while its files are fetched is not delivered, and nothing of it is kept or charged', async () => {
    const discarded: string[] = [];
    const spec = await onEngine({
      steps: {
        shownUnless: `SELECT job FROM generator.handled WHERE message_id = 'stop'`,
        collect: () =>
          spec.admin.query(`INSERT INTO generator.handled VALUES ('stop', 'stopped')`).then(() => undefined),
        discard: () => void discarded.push('files'),
      },
    });
    const { start, settled, done, callback, find, said } = spec;
    const orderId = await start();
    await settled();
    await done(orderId);
    await callback(orderId);

    expect(await find(orderId)).toMatchObject({
      state: 'failed',
      delivered: 0,
      errorCode: 'avatar-stopped',
      filePath: null,
    });
    expect(await said('settle-hold', orderId)).toMatchObject([{ delivered: 0, reason: 'avatar-stopped' }]);
    expect(await said('deliver-result', orderId)).toEqual([]);
    expect(discarded).toEqual(['files']);
  });

  it.each(['when it comes', 'while it is copied'])(
    'an order whose result is withheld %s ends unpaid, and its files go',
    async (when) => {
      let discarded = 0;
      let withheld: ErrorCode | null = when === 'when it comes' ? 'avatar-stopped' : null;
      const { start, work, done, callback, find, said } = await onEngine({
        steps: {
          discard: () => void (discarded += 1),
          collect: async () => void (withheld = 'avatar-stopped'),
          withheld: () => withheld,
        },
      });
      const orderId = await start();
      await work();
      await done(orderId);

      await callback(orderId);

      expect(await find(orderId)).toMatchObject({ state: 'failed', delivered: 0, errorCode: 'avatar-stopped' });
      expect(await said('settle-hold', orderId)).toMatchObject([{ delivered: 0, reason: 'avatar-stopped' }]);
      expect(discarded).toBe(1);
    },
  );
});

describe('a late cancel', () => {
  it('a late cancel that the free work does not cover is not granted: the order goes on, and its card says so', async () => {
    const { start, work, find, cancel, said, done, callback } = await onEngine({
      freeWorkCents: 0,
      provider: { timeScale: { queue: 0.01, pictures: 0.3 } },
    });
    const userId = newId<UserId>();
    const orderId = await start(userId);
    await work();

    await cancel(orderId, userId);

    expect((await find(orderId)).state).toBe('waiting');
    expect((await said('show-progress', orderId)).at(-1)).toMatchObject({ step: 'working', mayCancel: false });
    await done(orderId);
    await callback(orderId);
    expect(await said('settle-hold', orderId)).toMatchObject([{ delivered: 1 }]);
  });

  it.each([
    ['does not cover the preparation offers no cancel, and a cancel is not granted', 0, false, 'queued'],
    ['covers the preparation offers a cancel, and a cancel is granted', 1, true, 'cancelled'],
  ])(
    'the card of an order that waits in our queue while the free work %s',
    async (_what, freeWorkCents, mayCancel, state) => {
      const spec = await onEngine({ freeWorkCents, slots: 0, steps: { prepare: (orderId) => paid(orderId) } });
      const paid = async (orderId: OrderId): Promise<void> => {
        const prompt = { provider: 'openai', model: 'any', microDollars: 500 } as const;
        await spec.parts.calls.book({ ...onBehalfOf(await spec.find(orderId), 'upscale'), ...prompt });
      };
      const last = async () => (await spec.said('show-progress', orderId)).at(-1);
      const userId = newId<UserId>();
      const orderId = await spec.start(userId);
      await spec.work();
      spec.clock.advance(2_000);
      await spec.work();
      expect(await last()).toMatchObject({ step: 'queued', mayCancel });

      await spec.cancel(orderId, userId);

      expect((await spec.find(orderId)).state).toBe(state);
      if (!mayCancel) expect(await last()).toMatchObject({ mayCancel: false });
    },
  );

  it('the card of an order that no process has begun offers a cancel, without a look at what it has cost', async () => {
    const { postgres, start, tick, clock, said } = await onEngine({
      freeWorkCents: 0,
      slots: 0,
      policy: { preparedAhead: 0, atOnce: 0 },
    });
    const orderId = await start();
    const statements = statementsOf(postgres.database);
    clock.advance(2_000);
    await tick();

    expect((await said('show-progress', orderId)).at(-1)).toMatchObject({ step: 'queued', mayCancel: true });
    expect(statements.filter((statement) => statement.includes('provider_call'))).toEqual([]);
  });

  it.each([
    [1, 'cancelled'],
    [4, 'cancelled'],
    [5, 'waiting'],
  ])(
    'a late cancel of work that has cost %i millionths of a dollar leaves the order %s without any free work: a few millionths are what a server of one’s own costs',
    async (microDollars, state) => {
      const spec = await onEngine({ freeWorkCents: 0, provider: { timeScale: { queue: 0.01, pictures: 1_000 } } });
      const { start, work, find, cancel } = spec;
      const userId = newId<UserId>();
      const orderId = await start(userId);
      await work();
      await spec.admin.query('UPDATE generator.provider_call SET micro_dollars = $2 WHERE order_id = $1', [
        orderId,
        microDollars,
      ]);

      await cancel(orderId, userId);

      expect((await find(orderId)).state).toBe(state);
    },
  );

  it('a cancel of an order without a paid submission is granted, even without any free work', async () => {
    const { start, work, find, cancel } = await onEngine({ freeWorkCents: 0, slots: 0 });
    const userId = newId<UserId>();
    const orderId = await start(userId);
    await work();

    await cancel(orderId, userId);

    expect((await find(orderId)).state).toBe('cancelled');
  });

  it('a late cancel stops the work at the provider and gives the credits back', async () => {
    const { start, settled, find, cancel, said, jobsOf, provider, engine, logged } = await onEngine();
    provider.faults.add({ on: 'job', kind: 'never-finish' });
    const userId = newId<UserId>();
    const orderId = await start(userId);
    await settled();

    await cancel(orderId, userId);

    expect((await find(orderId)).state).toBe('cancelled');
    await eventually(() => expect(jobsOf(orderId)).toMatchObject([{ errorType: 'client_cancelled' }]));
    expect(await said('settle-hold', orderId)).toMatchObject([{ delivered: 0, reason: 'cancelled-by-user' }]);

    await engine.finish({ orderId, requestId: null, source: 'webhook' });
    expect(logged('order.cancelled-at-provider')).toEqual([]);
  });

  it('a late cancel of work that the provider has finished comes too late: the order is delivered and charged', async () => {
    const { start, settled, find, cancel, said, done } = await onEngine();
    const userId = newId<UserId>();
    const orderId = await start(userId);
    await settled();
    await done(orderId);

    await cancel(orderId, userId);

    expect((await find(orderId)).state).toBe('succeeded');
    expect(await said('settle-hold', orderId)).toMatchObject([{ delivered: 1, reason: null }]);
  });
});

describe('a cancel', () => {
  it('a cancel of an order that waits in our queue ends it in one transaction', async () => {
    const { postgres, start, work, find, cancel } = await onEngine({ slots: 0 });
    const userId = newId<UserId>();
    const orderId = await start(userId);
    await work();
    const statements = statementsOf(postgres.database);

    await cancel(orderId, userId);

    expect((await find(orderId)).state).toBe('cancelled');
    expect(statements.filter((statement) => statement === 'COMMIT')).toHaveLength(1);
  });

  it.each([
    ['in our queue', 0],
    ['at the provider', 10],
  ])('a cancel in the name of another person changes nothing, while the order is %s', async (_where, slots) => {
    const { start, work, find, cancel, said, provider, jobsOf } = await onEngine({ slots });
    provider.faults.add({ on: 'job', kind: 'never-finish' });
    const orderId = await start();
    await work();
    const before = await find(orderId);

    await cancel(orderId, newId<UserId>());

    expect(await find(orderId)).toMatchObject({ state: before.state, cancelRequestedAt: null });
    expect(await said('settle-hold', orderId)).toEqual([]);
    expect(jobsOf(orderId).map(({ state }) => state)).not.toContain('COMPLETED');
  });

  it('the settlement of an order that is cancelled in our queue, or before it arrives, is sent after the words to its person', async () => {
    const relay = new Turns();
    const { start, work, settled, cancel } = await onEngine({ slots: 0, relay });
    const [orderId, userId] = [newId<OrderId>(), newId<UserId>()];

    await cancel(await start(userId), userId);
    await cancel(orderId, userId);
    await start(userId, undefined, orderId);
    await work();
    await settled();

    const ends = relay.commits.filter(([first]) => first.includes('explain-failure'));
    expect(ends).toEqual([
      [['explain-failure'], ['settle-hold']],
      [['explain-failure'], ['settle-hold']],
    ]);
  });

  it('a cancel that comes before its order ends the order as it arrives', async () => {
    const { start, settled, find, cancel, said, submitted } = await onEngine();
    const [orderId, userId] = [newId<OrderId>(), newId<UserId>()];
    await cancel(orderId, userId);

    await start(userId, undefined, orderId);
    await settled();

    expect((await find(orderId)).state).toBe('cancelled');
    expect(await said('settle-hold', orderId)).toMatchObject([{ delivered: 0, reason: 'cancelled-by-user' }]);
    expect(submitted()).toBe(0);
  });
});

describe('how long an order usually takes', () => {
  const onQueue = async (slots = 0) => {
    const harness = await onEngine({ slots });
    const { postgres, clock } = harness;
    return {
      ...harness,
      took: async (size: UpscaleSize, ...seconds: readonly number[]) => {
        for (const long of seconds) {
          const startedAt = new Date(clock.now().getTime() - long * 1_000);
          await postgres.fixtures.upscale({ state: 'succeeded', size, startedAt, finishedAt: clock.now() });
        }
      },
      ready: async (size: UpscaleSize) => {
        const at = { readyAt: clock.now(), createdAt: clock.now() };
        const { orderId } = await postgres.fixtures.upscale({ size, ...at });
        await postgres.fixtures.hold({ orderId, kind: 'upscale', item: 'upscale' });
        clock.advance(1);
        return orderId;
      },
    };
  };

  it('the usual time of an order is the median of recent orders like it', async () => {
    const { took, ready, work, said } = await onQueue();
    await took('2k', 30, 60, 900);
    await took('4k', 500, 600, 9_000);
    const [small, large] = [await ready('2k'), await ready('4k')];

    await work();

    expect(await said('show-progress', small)).toMatchObject([{ step: 'queued', ahead: 0, secondsLeft: 60 }]);
    expect((await said('show-progress', large)).at(-1)).toMatchObject({ step: 'queued', ahead: 1, secondsLeft: 1_150 });
  });

  it('the usual time of an order is unknown while fewer than three orders like it have been measured, and its card names only the wait until it begins', async () => {
    const { took, ready, work, said } = await onQueue();
    await took('2k', 60, 60, 60);
    await took('4k', 600, 600);
    const [first, rare] = [await ready('4k'), await ready('4k')];

    await work();

    expect(await said('show-progress', first)).toMatchObject([{ ahead: 0, secondsLeft: null, waitSeconds: null }]);
    expect(await said('show-progress', rare)).toMatchObject([{ ahead: 1, secondsLeft: null, waitSeconds: 60 }]);
  });

  it('the card gets the time left and the wait of an order as two numbers; the wait is estimated from all orders of the kind, the time after it from orders like this one', async () => {
    const { took, ready, work, said } = await onQueue();
    await took('2k', 60, 60, 60);
    await took('4k', 90, 90, 90, 90);
    for (let n = 0; n < 2; n += 1) await ready('4k');
    const orderId = await ready('2k');

    await work();

    expect(await said('show-progress', orderId)).toMatchObject([{ ahead: 2, secondsLeft: 240, waitSeconds: 180 }]);
  });

  it('the usual time of an order fills the bar of its card while the provider works on the order; once that time is over the card shows neither bar nor time, and at twice the time “longer than usual”', async () => {
    const { start, settled, work, clock, said, provider, took } = await onEngine();
    await took(60, 60, 60);
    provider.faults.add({ on: 'job', kind: 'never-finish' });
    const orderId = await start();
    await settled();
    await eventually(() => provider.jobs().some(({ state }) => state === 'IN_PROGRESS'));

    for (const seconds of [30, 30, 60]) {
      clock.advance(seconds * 1_000);
      await work();
    }

    expect(await said('show-progress', orderId)).toMatchObject([
      { step: 'working', fraction: 0.5, secondsLeft: 30 },
      { step: 'working', fraction: null, secondsLeft: null },
      { step: 'working', fraction: null, secondsLeft: 0 },
    ]);
  });

  it('the card of an order at work is updated once while polls bring no news', async () => {
    const { start, settled, work, clock, said, provider } = await onEngine();
    provider.faults.add({ on: 'job', kind: 'never-finish' });
    const orderId = await start();
    await settled();
    await eventually(() => provider.jobs().some(({ state }) => state === 'IN_PROGRESS'));

    for (let polls = 0; polls < 2; polls += 1) {
      clock.advance(POLL_MS);
      await work();
    }

    expect(await said('show-progress', orderId)).toMatchObject([{ step: 'working' }]);
  });

  it('a step is shown once when several replicas poll the order at the same moment, one because the poll is due and the others because of callbacks', async () => {
    const { start, settled, work, replica, clock, said, find, provider } = await onEngine();
    provider.faults.add({ on: 'job', kind: 'never-finish' });
    const orderId = await start();
    await settled();
    await eventually(() => provider.jobs().some(({ state }) => state === 'IN_PROGRESS'));
    const others = [replica(), replica(), replica()];
    const [{ requestId } = { requestId: '' }] = provider.jobs();

    clock.advance(POLL_MS);
    await Promise.all([
      work(),
      // Callbacks, for which a replica polls the order whether it is due or not.
      ...others.map(({ engine }) => engine.finish({ orderId, requestId, source: 'webhook' })),
    ]);

    expect(await find(orderId)).toMatchObject({ shownStep: 'working' });
    expect(await said('show-progress', orderId)).toMatchObject([{ step: 'working' }]);
  });

  it('the usual time of an order is not shown before three of its kind were measured, not even as a guess', async () => {
    const { start, settled, work, clock, said, provider, took } = await onEngine();
    await took(60, 60);
    provider.faults.add({ on: 'job', kind: 'never-finish' });
    const orderId = await start();
    await settled();
    await eventually(() => provider.jobs().some(({ state }) => state === 'IN_PROGRESS'));

    clock.advance(30_000);
    await work();

    expect(await said('show-progress', orderId)).toMatchObject([
      { step: 'working', fraction: null, secondsLeft: null },
    ]);
  });

  it('the usual time of an order is not shown while the provider has not confirmed the submission', async () => {
    const { start, settled, said, provider, took } = await onEngine();
    await took(60, 60, 60);
    provider.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const orderId = await start();
    await settled();

    expect((await said('show-progress', orderId)).at(-1)).toMatchObject({
      step: 'unconfirmed',
      fraction: null,
      secondsLeft: null,
    });
  });

  it('the usual time of an order at the provider is shown although the provider takes no other work', async () => {
    const { start, settled, work, clock, said, provider, took } = await onEngine();
    await took(60, 60, 60);
    provider.faults.add({ on: 'job', kind: 'never-finish' });
    const orderId = await start();
    await settled();
    provider.faults.add({ on: 'submit', kind: '403-locked' });
    const refused = await start();
    await settled();

    clock.advance(20_000);
    await work();

    expect(await said('show-progress', orderId)).toMatchObject([{ step: 'working', secondsLeft: 40 }]);
    expect(await said('show-progress', refused)).toMatchObject([{ step: 'queued', secondsLeft: null }]);
  });
});

describe('a submission past its deadline', () => {
  it('a submission past its deadline goes back to our queue, and its late result ends the order while it waits there', async () => {
    const { start, work, clock, find, provider, jobsOf, engine, done } = await onEngine();
    provider.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const orderId = await start();
    await work();
    await done(orderId);
    const [first] = jobsOf(orderId);
    provider.faults.add({ on: 'submit', kind: '429', times: 5 });
    clock.advance(TIMEOUT_MS + 1);
    await work();
    expect(await find(orderId)).toMatchObject({ state: 'queued', attempts: 1, startedAt: expect.any(Date) });

    await engine.finish({ orderId, requestId: first!.requestId, source: 'webhook' });

    expect(await find(orderId)).toMatchObject({ state: 'succeeded', delivered: 1 });
    expect(jobsOf(orderId)).toHaveLength(1);
  });

  it('a submission past its deadline whose files are gone meanwhile is not repeated: the credits go back', async () => {
    let areThere = true;
    const { start, work, clock, find, said, provider, jobsOf } = await onEngine({
      steps: { isPrepared: () => areThere },
    });
    provider.faults.add({ on: 'job', kind: 'never-finish' });
    const orderId = await start();
    await work();
    areThere = false;

    clock.advance(TIMEOUT_MS + 1);
    await work();

    expect(await find(orderId)).toMatchObject({ state: 'failed', errorCode: 'provider-silent' });
    expect(await said('settle-hold', orderId)).toMatchObject([{ delivered: 0 }]);
    expect(jobsOf(orderId)).toHaveLength(1);
  });

  it('a submission that was never answered times out at its deadline and gives back its slot, even when the slot would be kept longer', async () => {
    const { engine, start, work, clock, find, provider } = await onEngine({
      policy: { attempts: 1, unansweredSlotMs: TIMEOUT_MS, unansweredDeadlineMs: () => 60_000 },
    });
    provider.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    provider.faults.add({ on: 'job', kind: 'never-finish' });
    const orderId = await start();
    await work();
    await engine.finish({ orderId, requestId: null, source: 'webhook' }); // an earlier poll keeps the deadline

    clock.advance(60_000);
    await work();

    expect(await find(orderId)).toMatchObject({ state: 'failed', errorCode: 'provider-silent', slotTakenAt: null });
  });

  it('a submission past its deadline is not cancelled at the provider while its request id is unknown', async () => {
    const { start, work, clock, find, provider, logged } = await onEngine({ policy: { attempts: 1 } });
    provider.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    provider.faults.add({ on: 'job', kind: 'never-finish' });
    const orderId = await start();
    await work();

    clock.advance(TIMEOUT_MS + 1);
    await work();

    expect(await find(orderId)).toMatchObject({ state: 'failed', requestId: null });
    expect(logged('order.cancelled-at-provider')).toEqual([]);
  });

  it('a submission whose callback does not come is polled, and its result is delivered', async () => {
    const { start, work, clock, done, find } = await onEngine();
    const orderId = await start();
    await work();
    await done(orderId);

    clock.advance(POLL_MS);
    await work();

    expect((await find(orderId)).state).toBe('succeeded');
  });
});
