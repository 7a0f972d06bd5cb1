import { describe, expect, it } from '@jest/globals';
import { eventually } from '@aisha/testing';
import { onTrainer } from '../../spec/trainer-harness';
import { NEVER_STARTS, queued } from '../../spec/trainings';

/** After this long without a renewal, the other processes count a process as dead. */
const LEASE_MS = 30_000;

describe('a process that dies', () => {
  it('a process that packs slowly does not count as dead, and keeps its training', async () => {
    const trainer = await onTrainer();
    const order = trainer.orderOf(await trainer.readyAvatar());
    trainer.fal.faults.add({ on: 'storage', kind: 'hang' });
    await trainer.do('start-training', order);
    await eventually(() => trainer.fal.faults.list().length === 0);
    const { version } = await trainer.training(order.orderId);

    trainer.clock.advance(600_000);
    const leftBehind = trainer.clock.now();
    await eventually(async () =>
      expect((await trainer.training(order.orderId)).leaseUntil!.getTime()).toBeGreaterThan(leftBehind.getTime()),
    );
    await trainer.replica().work();

    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'queued', version });
    await trainer.settled(); // FAL’s storage never answered
    expect(await trainer.training(order.orderId)).toMatchObject({ leaseUntil: null, deferredSince: leftBehind });
  });

  /** A training left by a dead process; `change` is what that process had written. */
  const leftBehind = async (change: string) => {
    const trainer = await onTrainer({ fal: NEVER_STARTS, concurrency: 0 });
    const order = await queued(trainer);
    const leaseUntil = new Date(trainer.clock.now().getTime() + LEASE_MS);
    await trainer.admin.query(`UPDATE trainer.training SET version = version + 1, ${change} WHERE order_id = $2`, [
      leaseUntil,
      order.orderId,
    ]);
    return { trainer, order, others: [trainer.replica(2), trainer.replica(2)] };
  };

  it.each([
    ['while packing', `ready_at = NULL, dataset_url = NULL, lease_until = $1`],
    ['before sending', `state = 'running', slot_taken_at = $1, started_at = $1, lease_until = $1`],
  ])('when a process dies %s, another process sends its training, once', async (_when, change) => {
    const { trainer, order, others } = await leftBehind(change);

    trainer.clock.advance(LEASE_MS - 1);
    await Promise.all(others.map((other) => other.work()));
    expect(trainer.fal.jobs()).toEqual([]);
    trainer.clock.advance(1);
    await Promise.all(others.map((other) => other.work()));

    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'waiting', attempts: 1 });
    expect(trainer.fal.jobs()).toHaveLength(1);
  });

  it('a training that a process may have sent before it died is never sent again', async () => {
    const { trainer, order, others } = await leftBehind(`state = 'running', submit_started_at = $1, slot_taken_at = $1,
      started_at = $1, attempts = 1, endpoint = 'fal-ai/flux-lora-portrait-trainer', next_poll_at = $1,
      deadline_at = $1::timestamptz + interval '1 hour'`);

    for (const waitMs of [LEASE_MS, 180_000, 180_000]) {
      trainer.clock.advance(waitMs);
      await Promise.all(others.map((other) => other.work()));
    }

    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'waiting', requestId: null, attempts: 1 });
    expect(trainer.fal.jobs()).toEqual([]);
  });
});

describe('two replicas never send one training twice', () => {
  it('three replicas send each of four trainings once when all of them poll for work at the same time', async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS, concurrency: 0 });
    const orders = [];
    for (let person = 0; person < 4; person += 1) orders.push(await queued(trainer));

    const replicas = Array.from({ length: 3 }, () => trainer.replica(5));
    await Promise.all(replicas.map((replica) => replica.work()));
    await Promise.all(replicas.map((replica) => replica.work()));

    const sent = trainer.fal.jobs().map(({ webhookUrl }) => new URL(webhookUrl!).searchParams.get('order'));
    expect(sent.sort()).toEqual(orders.map(({ orderId }) => orderId).sort());
  });

  it('two replicas never send one training twice, even when the first is so slow that the second takes the training over', async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS, concurrency: 0 });
    const order = await queued(trainer);
    const [slow, other] = [trainer.replica(2), trainer.replica(2)];
    const stuck = () => trainer.admin.waitingForLocks();

    // Neither replica can read the hold, which is the last step before a training gets its submit marker and is sent.
    await trainer.admin.transaction(async (tx) => {
      await tx.query('LOCK TABLE billing.credit_hold IN ACCESS EXCLUSIVE MODE');
      await slow.tick();
      await eventually(async () => expect(await stuck()).toHaveLength(1));
      trainer.clock.advance(LEASE_MS);
      await other.tick(); // this process finds the order without an owner
      await other.tick();
      await eventually(async () => expect(await stuck()).toHaveLength(2));
    });
    await Promise.all([slow.settled(), other.settled()]);

    expect(trainer.fal.jobs()).toHaveLength(1);
    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'waiting', attempts: 1 });
  });
});
