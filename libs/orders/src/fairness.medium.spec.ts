import { describe, expect, it } from '@jest/globals';
import type { OrderId, UserId } from '@aisha/domain';
import { ImageGeneration } from '@aisha/kinds/tables';
import { eventually } from '@aisha/testing';
import { newId } from '@aisha/platform';
import { onEngine, PROVIDER } from '../spec/engine-harness';
import { LocalWork, type OrderReference, type Policy, type Result } from '.';

/** Work whose orders can neither be run nor ended. */
class BrokenWork extends LocalWork<ImageGeneration, OrderReference, Result> {
  readonly kind = 'generation';
  readonly entity = ImageGeneration;

  constructor(readonly policy: Policy<ImageGeneration>) {
    super();
  }

  asked = () => this.broken();
  row = () => this.broken();
  refusal = () => this.broken();
  keep = () => this.broken();
  run = () => this.broken();
  override salvage = () => this.broken();

  private async broken(): Promise<never> {
    throw new Error('broken');
  }
}

const brokenPolicy: Policy<ImageGeneration> = {
  atOnce: 2,
  preparedAhead: 0,
  attempts: 3,
  leaseMs: 30_000,
  deadlineMs: () => 0,
  unansweredSlotMs: 0,
  resultPatienceMs: 0,
  pollMs: () => 0,
};

describe('an order that cannot even be ended', () => {
  it('an order that cannot even be ended keeps no order of another kind waiting', async () => {
    const { postgres, clock, readyOrder, tick, settled, jobsOf } = await onEngine({
      besides: new BrokenWork(brokenPolicy),
    });
    const long = new Date(clock.now().getTime() - 60_000);
    const { orderId: broken } = await postgres.fixtures.generation({
      state: 'running',
      leaseUntil: long,
      readyAt: long,
      attempts: 3,
    });
    await postgres.fixtures.hold({ orderId: broken, kind: 'generation', item: 'picture' });
    const other = await readyOrder(newId<UserId>());

    for (let rounds = 0; rounds < 3; rounds += 1) {
      await tick();
      await settled();
    }

    expect(jobsOf(other)).toHaveLength(1);
  });
});

describe('an order whose lease has run out', () => {
  it('an order whose lease has run out stays with its worker when the worker renews the lease at the same moment', async () => {
    const { postgres, admin, clock, engine, find } = await onEngine();
    const now = clock.now();
    const { orderId } = await postgres.fixtures.upscale({
      state: 'running',
      readyAt: now,
      slotTakenAt: now,
      leaseUntil: new Date(now.getTime() - 1),
    });
    let polled: Promise<void> | undefined;
    let hasPolled = false;
    await postgres.database.transaction(async (tx) => {
      await tx.query(`UPDATE generator.upscale SET lease_until = $2 WHERE order_id = $1`, [
        orderId,
        new Date(now.getTime() + 30_000),
      ]);
      polled = engine.pollDue().then(() => void (hasPolled = true));
      await eventually(
        async () =>
          hasPolled || (await admin.query(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'`)).length > 0,
      );
    });
    await polled;

    expect((await find(orderId)).state).toBe('running');
  });
});

describe('a kind that has waited longer and has none of the slots', () => {
  it('one slot is left to a kind that has waited longer and has none, however many orders of another kind wait', async () => {
    const { postgres, clock, readyOrder, work, provider } = await onEngine({
      slots: 2,
      provider: { timeScale: { queue: 1_000 } },
    });
    const earlier = new Date(clock.now().getTime() - 60_000);
    await postgres.fixtures.training({ readyAt: earlier, createdAt: earlier });
    await postgres.admin.query(`INSERT INTO trainer.provider_heartbeat VALUES ($1, $2)`, [PROVIDER, clock.now()]);
    for (let n = 0; n < 3; n += 1) await readyOrder(newId<UserId>());

    await work();

    expect(provider.jobs()).toHaveLength(1);
    const [seen] = await postgres.admin.query('SELECT seen_at FROM generator.provider_heartbeat');
    expect(seen).toEqual({ seen_at: clock.now() }); // so that the other apps leave this one a slot
  });

  it('a kind’s waiting counts from when its order became ready, and not from when the order began', async () => {
    const { postgres, clock, readyOrder, work, provider } = await onEngine({
      slots: 2,
      provider: { timeScale: { queue: 1_000 } },
    });
    for (let n = 0; n < 3; n += 1) await readyOrder(newId<UserId>());
    const earlier = new Date(clock.now().getTime() - 60_000);
    await postgres.fixtures.generation({ createdAt: earlier, startedAt: earlier, readyAt: clock.now() });

    await work();

    expect(provider.jobs()).toHaveLength(2);
  });
});

describe('a pause that is over', () => {
  it('a card shows a time again once the provider pause that another app set is over', async () => {
    const { admin, clock, readyOrder, work, said, took } = await onEngine({ slots: 0 });
    await took(60, 60, 60);
    const before = new Date(clock.now().getTime() - 60_000);
    await admin.query(
      `INSERT INTO trainer.provider_pause (provider, paused_until, paused_since, code) VALUES ('${PROVIDER}', $1, $1, 'provider-busy')`,
      [before],
    );
    const orderId = await readyOrder(newId<UserId>());
    await work();

    expect(await said('show-progress', orderId)).toMatchObject([{ step: 'queued', secondsLeft: expect.any(Number) }]);
  });
});

describe('places in the queue', () => {
  it('positions in the queue are shown once, however many replicas report them at the same moment', async () => {
    const { readyOrder, engine, replica, clock, said } = await onEngine({ slots: 0 });
    const orders: OrderId[] = [];
    for (let n = 0; n < 40; n += 1) orders.push(await readyOrder(newId<UserId>()));
    clock.advance(1);

    await Promise.all([engine, replica().engine, replica().engine].map((one) => one.tellPositions()));

    const told = await Promise.all(orders.map(async (orderId) => (await said('show-progress', orderId)).length));
    expect(told).toEqual(orders.map(() => 1));
  });
});

describe('late cancels at the same moment', () => {
  it('late cancels at the same moment are granted no more often than the same cancels one after the other', async () => {
    const { start, work, find, cancel, provider } = await onEngine({ freeWorkCents: 1 });
    provider.faults.add({ on: 'job', kind: 'never-finish', times: 10 });
    const userId = newId<UserId>();
    const orders = [await start(userId), await start(userId), await start(userId), await start(userId)];
    await work();

    await Promise.all(orders.map((orderId) => cancel(orderId, userId)));

    const states = await Promise.all(orders.map(async (orderId) => (await find(orderId)).state));
    expect(states.filter((state) => state === 'cancelled')).toHaveLength(1);
  });
});

describe('turns', () => {
  it('turns count a person’s requests at the provider in other kinds: a person without requests there goes first', async () => {
    const { postgres, clock, readyOrder, work, jobsOf } = await onEngine({ slots: 3 });
    const [busy, patient] = [newId<UserId>(), newId<UserId>()];
    const at = clock.now();
    const atProvider = { state: 'waiting', slotTakenAt: at, submitStartedAt: at, requestId: newId<string>() } as const;
    await postgres.fixtures.generation({ userId: busy, ...atProvider, nextPollAt: null });
    await postgres.fixtures.generation({
      userId: newId<UserId>(),
      ...atProvider,
      requestId: newId<string>(),
      nextPollAt: null,
    });
    const older = await readyOrder(busy);
    const younger = await readyOrder(patient);

    await work();

    expect([jobsOf(older).length, jobsOf(younger).length]).toEqual([0, 1]);
  });
});
