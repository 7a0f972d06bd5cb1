import { describe, expect, it } from '@jest/globals';
import type { UserId } from '@aisha/domain';
import { trainingTimedAs } from '@aisha/kinds';
import { eventually } from '@aisha/testing';
import { TOLD_EVERY_MS } from '@aisha/orders';
import { newId } from '@aisha/platform';
import { onTrainer, TIMEOUT_MS } from '../../spec/trainer-harness';
import { atFal, cancel, NEVER_STARTS, NOTHING_YET, queued, SLOW, toldOf } from '../../spec/trainings';

describe('a training that waits for a slot', () => {
  it('trainings leave one of FAL’s slots to pictures, however many replicas send', async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS, concurrency: 3 });
    for (let person = 0; person < 4; person += 1) {
      await trainer.do('start-training', trainer.orderOf(await trainer.readyAvatar()));
    }

    await Promise.all([trainer.work(), trainer.replica().work(), trainer.replica().work()]);

    expect(trainer.fal.jobs()).toHaveLength(2);
  });

  it('trainings go on while FAL’s storage holds up one of them', async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS, concurrency: 3 });
    trainer.worksByItself();
    const [slow, quick] = [await trainer.readyAvatar(), await trainer.readyAvatar()].map((avatar) =>
      trainer.orderOf(avatar),
    );
    trainer.fal.faults.add({ on: 'storage', kind: 'hang', match: `upload ${slow!.avatarId}` });

    await trainer.do('start-training', slow!);
    await eventually(() => trainer.fal.faults.list().length === 0);
    await trainer.do('start-training', quick!);

    await eventually(async () => expect(await trainer.training(quick!.orderId)).toMatchObject({ state: 'waiting' }));
    expect(await trainer.training(slow!.orderId)).toMatchObject({ state: 'queued', readyAt: null });
  });

  it('a training waits while pictures use all slots, however long that lasts, and is then sent with a deadline of its own', async () => {
    const trainer = await onTrainer();
    const slotTakenAt = trainer.clock.now();
    const deadlineAt = new Date(slotTakenAt.getTime() + 3 * TIMEOUT_MS);
    const [picture] = [
      await trainer.fixtures.generation({
        state: 'waiting',
        submitStartedAt: slotTakenAt,
        slotTakenAt,
        requestId: 'r-1',
        deadlineAt,
      }),
      await trainer.fixtures.generation({ state: 'running', submitStartedAt: slotTakenAt, slotTakenAt, deadlineAt }),
    ];
    const order = await queued(trainer);

    trainer.clock.advance(2 * TIMEOUT_MS);
    await trainer.work();
    expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);
    expect(trainer.fal.jobs()).toEqual([]);
    await trainer.admin.query(
      `UPDATE generator.image_generation SET state = 'failed', finished_at = $1, slot_taken_at = NULL WHERE order_id = $2`,
      [trainer.clock.now(), picture.orderId],
    );
    await trainer.work();

    const sent = await trainer.training(order.orderId);
    expect(sent.state).toBe('waiting');
    expect(sent.deadlineAt!.getTime()).toBeGreaterThan(trainer.clock.now().getTime());
  });

  it('the first training of a person goes before the second training of another person', async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS, concurrency: 0 });
    const userId = newId<UserId>();
    const orders = [await queued(trainer, { userId }), await queued(trainer, { userId }), await queued(trainer)];
    await trainer.work();

    await trainer.replica(3).work();

    const states = await Promise.all(orders.map(async ({ orderId }) => (await trainer.training(orderId)).state));
    expect(states).toEqual(['waiting', 'queued', 'waiting']);
  });

  it('only the next two trainings are packed before their turn, and the others say that they wait', async () => {
    const trainer = await onTrainer({ concurrency: 0 });
    const orders = [await queued(trainer), await queued(trainer), await queued(trainer), await queued(trainer)];

    await trainer.work();

    const packed = await Promise.all(
      orders.map(async ({ orderId }) => (await trainer.training(orderId)).readyAt !== null),
    );
    expect(packed).toEqual([true, true, false, false]);
    expect(await toldOf(trainer, orders[1]!)).toMatchObject([{ step: 'preparing' }, { step: 'queued', ahead: 1 }]);
    expect(await toldOf(trainer, orders[2]!)).toMatchObject([{ step: 'queued', ahead: 2 }]);
  });

  it('a waiting training shows its position, in which trainings at FAL count, and shows a changed position after 15 seconds', async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS });
    const orders = [await queued(trainer), await queued(trainer), await queued(trainer)];
    await trainer.work();
    trainer.clock.advance(2_000); // cards show positions this often
    await trainer.work();
    const last = orders[2]!;
    expect(await toldOf(trainer, orders[0]!)).toMatchObject([{ step: 'preparing' }]);
    expect(await toldOf(trainer, last)).toMatchObject([{ step: 'preparing' }, { step: 'queued', ahead: 2 }]);

    await cancel(trainer, orders[0]!);
    trainer.clock.advance(TOLD_EVERY_MS - 1_000);
    await trainer.work();
    expect(await toldOf(trainer, orders[1]!)).toMatchObject([{}, { step: 'queued', ahead: 1 }, { step: 'preparing' }]);
    expect(await toldOf(trainer, last)).toHaveLength(2);
    trainer.clock.advance(2_000);
    await trainer.work();

    expect((await toldOf(trainer, last)).slice(2)).toMatchObject([{ step: 'queued', ahead: 1 }]);
  });

  it('a training at FAL shows the time left, computed from recent trainings of the same kind', async () => {
    const trainer = await onTrainer({ fal: SLOW });
    const finishedAt = trainer.clock.now();
    for (const seconds of [500, 600, 700]) {
      const startedAt = new Date(finishedAt.getTime() - seconds * 1_000);
      // The avatar was tried out at the end of its training, so the submit marker is that of the last trial picture.
      const triedOut = { pastRequests: [`trained-${seconds}`], submitStartedAt: finishedAt };
      await trainer.fixtures.training({ state: 'succeeded', preset: 'fast', startedAt, ...triedOut, finishedAt });
      // A style is trained by another model, so its minutes say nothing about a portrait's.
      const style = { timedAs: trainingTimedAs('style', 'fast'), startedAt: new Date(finishedAt.getTime() - 60_000) };
      await trainer.fixtures.training({ state: 'succeeded', ...style, submitStartedAt: style.startedAt, finishedAt });
    }
    const { hint } = await atFal(trainer);
    await eventually(() => trainer.fal.jobs()[0]?.state === 'IN_PROGRESS');
    trainer.clock.advance(150_000);

    await trainer.do('finish-order', hint);

    expect((await trainer.sent('show-progress')).at(-1)).toMatchObject({
      step: 'working',
      fraction: 0.25,
      secondsLeft: 450,
    });
  });

  it('a training at FAL shows its progress and the time left, computed from the steps that FAL’s log counts', async () => {
    let now = (): number => Date.now();
    const trainer = await onTrainer({ fal: { ...SLOW, now: () => now() } });
    now = () => trainer.clock.now().getTime();
    const { hint } = await atFal(trainer); // 1600 s: 160 s before the first step, then 1000 steps
    await eventually(() => trainer.fal.jobs()[0]?.state === 'IN_PROGRESS');

    trainer.clock.advance(120_000);
    await trainer.do('finish-order', hint);
    expect((await trainer.sent('show-progress')).at(-1)).toMatchObject({ fraction: null, secondsLeft: null });
    trainer.clock.advance(760_000);
    await trainer.do('finish-order', hint);

    expect((await trainer.sent('show-progress')).at(-1)).toMatchObject({ fraction: 0.5, secondsLeft: 720 });
  });

  it('the card of a training that hangs at FAL stops estimating the time left, and then says that the training takes longer than usual', async () => {
    let now = (): number => Date.now();
    const trainer = await onTrainer({ fal: { ...SLOW, now: () => now() } });
    now = () => trainer.clock.now().getTime();
    trainer.fal.faults.add({ on: 'job', kind: 'never-finish' }); // its log stops at 22 %
    const { hint } = await atFal(trainer);
    await eventually(() => trainer.fal.jobs()[0]?.state === 'IN_PROGRESS');

    const said: unknown[] = [];
    for (const seconds of [480, 1_130, 1_600]) {
      trainer.clock.advance(seconds * 1_000);
      await trainer.do('finish-order', hint);
      said.push((await trainer.sent('show-progress')).at(-1));
    }

    expect(said).toMatchObject([
      { fraction: 0.22, secondsLeft: expect.any(Number) },
      { fraction: 0.22, secondsLeft: null },
      { fraction: 0.22, secondsLeft: 0 },
    ]);
  });
});
