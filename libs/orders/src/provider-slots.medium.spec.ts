import { describe, expect, it } from '@jest/globals';
import { AppError } from '@aisha/domain';
import type { KindWithSlots } from '@aisha/kinds';
import { eventually, ManualClock, onPostgres, readableLog } from '@aisha/testing';
import { accountOf } from '../spec/engine-harness';
import { MeasureSlots } from './measure-slots';
import { slotsOverdue } from './metrics';
import { ProviderSlots } from './provider-slots.store';

const setup = async ({ limit = 2 } = {}) => {
  const postgres = await onPostgres('generator');
  const clock = new ManualClock();
  const slots = new ProviderSlots(postgres.database, 'generator', accountOf(limit));
  const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
                   AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
  return {
    clock,
    fixtures: postgres.fixtures,
    /** Records that orders of that schema's app wait, as a round of the app does. */
    seen: async (schema: 'trainer' | 'generator') =>
      new ProviderSlots(await postgres.as(schema), schema, accountOf(limit)).seen(clock.now()),
    measure: () => new MeasureSlots(slots, clock, readableLog().log).run(),
    now: clock.now(),
    slots,
    countFree: (kind: KindWithSlots = 'generation') =>
      postgres.database.transaction((tx) => slots.countFree(tx, kind, clock.now())),
    transaction: postgres.database.transaction.bind(postgres.database),
    isHeldUp: () => eventually(async () => (await postgres.admin.query(waiting)).length === 1),
  };
};

describe('the account at a provider', () => {
  it('an account that refuses an order has no free slot during the pause', async () => {
    const { now, slots, countFree } = await setup();
    expect(await countFree()).toEqual({ free: 2, areWaiting: false });

    await slots.pause(new AppError('provider-busy'), now);

    expect(await countFree()).toMatchObject({ free: 0 });
  });

  it('an account has one slot fewer for trainings, which take minutes', async () => {
    const { fixtures, countFree } = await setup({ limit: 3 });
    await fixtures.training({ state: 'waiting', slotTakenAt: new Date() });

    expect([await countFree('training'), await countFree()]).toMatchObject([{ free: 1 }, { free: 2 }]);
  });

  it('an account has a slot left for pictures while a training and a video take the others', async () => {
    const { fixtures, countFree } = await setup({ limit: 3 });
    await fixtures.training({ state: 'waiting', slotTakenAt: new Date() });
    await fixtures.animation({ state: 'waiting', slotTakenAt: new Date() });

    expect([await countFree('training'), await countFree('animation'), await countFree()]).toMatchObject([
      { free: 0 },
      { free: 0 },
      { free: 1 },
    ]);
  });

  it('an account keeps its only slot, for two seconds of four, for the kind that has waited longer; otherwise another kind may take it', async () => {
    const { clock, fixtures, countFree, seen } = await setup({ limit: 1 });
    clock.set('2026-11-20T12:00:00Z');
    await seen('trainer');
    await fixtures.training({ state: 'queued', createdAt: clock.now(), readyAt: clock.now() });
    clock.advance(1_000);
    await fixtures.generation({ state: 'queued', createdAt: clock.now(), readyAt: clock.now() });

    expect(await countFree()).toMatchObject({ free: 0 });
    clock.advance(2_000);
    expect(await countFree()).toMatchObject({ free: 1 });
    clock.advance(2_000);
    expect(await countFree()).toMatchObject({ free: 0 });
  });

  it('an account leaves no slot to a kind that has begun to wait later', async () => {
    const { clock, fixtures, countFree, seen } = await setup({ limit: 1 });
    clock.set('2026-11-20T12:00:00Z');
    await seen('trainer');
    await fixtures.generation({ state: 'queued', createdAt: clock.now(), readyAt: clock.now() });
    clock.advance(1_000);
    await fixtures.training({ state: 'queued', createdAt: clock.now(), readyAt: clock.now() });

    expect(await countFree()).toMatchObject({ free: 1 });
  });

  it('an account leaves no slot to a kind that holds one already', async () => {
    const { clock, fixtures, countFree, seen } = await setup({ limit: 2 });
    clock.set('2026-11-20T12:00:00Z');
    await seen('trainer');
    await fixtures.training({ state: 'waiting', slotTakenAt: clock.now() });
    await fixtures.training({ state: 'queued', createdAt: clock.now(), readyAt: clock.now() });
    clock.advance(1_000);
    await fixtures.generation({ state: 'queued', createdAt: clock.now(), readyAt: clock.now() });

    expect(await countFree()).toMatchObject({ free: 1 });
  });

  it('people who wait are told of a refusal of the account once it has lasted, and no more once nobody knows what the account would answer', async () => {
    const { now, slots } = await setup();
    const after = (seconds: number) => slots.refusal(new Date(now.getTime() + seconds * 1_000));

    await slots.pause(new AppError('provider-busy'), now);
    const pauseEnds = accountOf(2).busyPauseMs / 1_000;

    expect([after(0), after(15), after(pauseEnds + 15)]).toEqual([null, 'provider-busy', null]);
  });

  it('an account leaves slots to an app that is down, in two seconds of every four, until the app was not seen for ten seconds', async () => {
    const { clock, fixtures, countFree, seen } = await setup();
    clock.set('2026-11-20T12:00:00Z');
    await seen('generator');
    await fixtures.generation({ state: 'queued', createdAt: clock.now(), readyAt: clock.now() });
    await fixtures.upscale({ state: 'queued', createdAt: clock.now(), readyAt: clock.now() });
    const free: number[] = [];
    for (let seconds = 0; seconds < 16; seconds += 2) {
      free.push((await countFree('restoration')).free);
      clock.advance(2_000);
    }

    expect(free).toEqual([0, 2, 0, 2, 0, 2, 2, 2]);
  });

  it('an account counts the requests of an app that is down until five minutes past their deadline, and then reports their slots as overdue', async () => {
    const { clock, fixtures, countFree, measure } = await setup();
    const deadlineAt = new Date(clock.now().getTime() + 60_000);
    const taken = { slotTakenAt: clock.now(), attempts: 1 };
    await fixtures.generation({ ...taken, state: 'waiting', submitStartedAt: clock.now(), deadlineAt });
    await fixtures.upscale({ ...taken, state: 'running', leaseUntil: deadlineAt }); // it had a slot, and was never sent
    const overdue = async () => {
      await measure();
      const { values } = await slotsOverdue.get();
      return values.flatMap(({ labels, value }) => (value > 0 ? [`${labels.kind} ${value}`] : []));
    };

    clock.advance(5 * 60_000 + 59_000);
    expect([await countFree('training'), await overdue()]).toMatchObject([{ free: 0 }, []]);
    clock.advance(1_000);

    expect([await countFree('training'), await countFree('restoration')]).toMatchObject([{ free: 1 }, { free: 2 }]);
    expect(await overdue()).toEqual(['generation 1', 'upscale 1']);
  });

  it('the pause of an account waits for a transaction that counts its slots, because that transaction would take the refused order, too', async () => {
    const { now, slots, transaction, isHeldUp } = await setup();
    const order: string[] = [];
    let pausing: Promise<unknown> = Promise.resolve();

    await transaction(async (tx) => {
      await slots.countFree(tx, 'generation', now);
      pausing = slots.pause(new AppError('provider-busy'), now).then(() => order.push('paused'));
      await isHeldUp();
      order.push('taken');
    });
    await pausing;

    expect(order).toEqual(['taken', 'paused']);
  });
});
