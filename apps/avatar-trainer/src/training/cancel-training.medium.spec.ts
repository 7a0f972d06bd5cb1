import { describe, expect, it } from '@jest/globals';
import { AppError, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { eventually } from '@aisha/testing';
import { onTrainer } from '../../spec/trainer-harness';
import {
  atFal,
  cancel,
  finishedAtFal,
  givenBack,
  hintOf,
  NEVER_STARTS,
  NOTHING_YET,
  PAID,
  queued,
  SLOW,
  toldOf,
} from '../../spec/trainings';

describe('cancelling a training', () => {
  it('cancelling a training in our queue ends the training at once, and the training is never sent', async () => {
    const trainer = await onTrainer({ concurrency: 0 });
    const order = await queued(trainer);

    await cancel(trainer, order);
    await trainer.replica(2).work();

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
    expect(await trainer.avatar(order.avatarId)).toMatchObject({ status: 'cancelled' });
    expect(trainer.fal.jobs()).toEqual([]);
  });

  it.each([
    ['in FAL’s queue', NEVER_STARTS],
    ['at work at FAL', SLOW],
  ])('cancelling a training %s stops it there and gives the credits back', async (_where, falOptions) => {
    const trainer = await onTrainer({ fal: falOptions });
    const { order } = await atFal(trainer);
    if (falOptions === SLOW) await eventually(() => trainer.fal.jobs()[0]?.state === 'IN_PROGRESS');

    await cancel(trainer, order);

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
    await eventually(() => trainer.fal.jobs()[0]?.state === 'COMPLETED');
    await trainer.do('finish-order', hintOf(order.orderId, trainer.fal.jobs()[0]!.requestId));
    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
  });

  it('cancelling a training ends it without a charge even when FAL’s answer is lost and FAL calls back before the next attempt', async () => {
    const trainer = await onTrainer({ fal: SLOW });
    const { order } = await atFal(trainer);
    trainer.fal.faults.add({ on: 'cancel', kind: 'reset' });

    await expect(cancel(trainer, order)).rejects.toMatchObject({ code: 'provider-unreachable' });
    await eventually(() => trainer.fal.jobs()[0]?.state === 'COMPLETED');
    await trainer.do('finish-order', hintOf(order.orderId, trainer.fal.jobs()[0]!.requestId));
    await cancel(trainer, order);

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
  });

  it('cancelling a training that FAL has finished already is too late: the training is delivered and charged', async () => {
    const trainer = await onTrainer();
    const { order } = await atFal(trainer);
    await finishedAtFal(trainer);

    await cancel(trainer, order);

    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('cancelling a training that FAL may have accepted gives the credits back, and stops the training at FAL once its request is known', async () => {
    const trainer = await onTrainer({ fal: SLOW });
    trainer.fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const { order } = await atFal(trainer);

    await cancel(trainer, order);
    await trainer.do('finish-order', hintOf(order.orderId, trainer.fal.jobs()[0]!.requestId));

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
    await eventually(() => trainer.fal.jobs()[0]?.state === 'COMPLETED');
  });

  it('a training that is cancelled before billing forwards it ends when it arrives, and the photos are kept for another order', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.readyAvatar();
    const order = trainer.orderOf(avatar);

    await cancel(trainer, order);
    await cancel(trainer, order);
    await trainer.do('start-training', order);
    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'cancelled' });
    expect(await trainer.avatar(avatar.id)).toMatchObject({ status: 'ready_for_training' });
    expect(trainer.fal.jobs()).toEqual([]);
  });

  it('a training that is cancelled at the moment when billing forwards it is ended once, and never sent', async () => {
    const trainer = await onTrainer();
    const order = trainer.orderOf(await trainer.readyAvatar());

    await Promise.all([cancel(trainer, order), trainer.do('start-training', order)]);
    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
    expect(trainer.fal.jobs()).toEqual([]);
  });

  it('a cancel that is given up before FAL was asked still ends the training', async () => {
    const trainer = await onTrainer();
    const order = trainer.orderOf(await trainer.readyAvatar());

    await trainer.giveUp('cancel-order', { ...order, kind: 'training' }, new AppError('unexpected'));
    await trainer.do('start-training', order);

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
  });

  it('a person cannot cancel another person’s training before billing forwards it', async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS });
    const order = trainer.orderOf(await trainer.readyAvatar());

    await cancel(trainer, { ...order, userId: newId<UserId>() });
    await trainer.do('start-training', order);
    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);
    expect(trainer.fal.jobs()).toHaveLength(1);
  });

  it('cancelling a training of another person changes nothing', async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS });
    const { order } = await atFal(trainer);

    await cancel(trainer, { ...order, userId: newId<UserId>() });

    expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);
    expect(trainer.fal.jobs()[0]?.state).toBe('IN_QUEUE');
  });

  it('cancelling a training that is finished changes nothing', async () => {
    const trainer = await onTrainer();
    const { order, hint } = await atFal(trainer);
    await finishedAtFal(trainer);
    await trainer.do('finish-order', hint);

    await cancel(trainer, order);

    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });
});

describe('a person whose free work does not cover a second cancel at FAL', () => {
  /** A trainer, and a person who has used up their free work by one cancel. */
  const allowedNoMore = async () => {
    const trainer = await onTrainer({ fal: SLOW, freeWorkCents: 300 });
    const userId = newId<UserId>();
    const { order } = await atFal(trainer, { userId });
    await cancel(trainer, order);
    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
    return { trainer, userId };
  };

  it('a person without enough free work cannot stop another training at FAL, and the card says so', async () => {
    const { trainer, userId } = await allowedNoMore();
    const { order } = await atFal(trainer, { userId });

    await cancel(trainer, order);

    expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);
    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'waiting', cancelRequestedAt: null });
    expect(trainer.fal.jobs().at(-1)?.state).not.toBe('COMPLETED');
    const told = await toldOf(trainer, order);
    expect(told.map(({ mayCancel }) => mayCancel)).toEqual([true, false]);
  });

  it('a person without enough free work can still stop a training that waits in our queue', async () => {
    const { trainer, userId } = await allowedNoMore();
    await atFal(trainer); // this order has the only slot
    const order = await queued(trainer, { userId });

    await cancel(trainer, order);

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
  });

  it('a person who had no free work left can stop a training at FAL again after 30 days', async () => {
    const { trainer, userId } = await allowedNoMore();
    trainer.clock.advance(30 * 24 * 60 * 60_000);
    const { order } = await atFal(trainer, { userId });

    await cancel(trainer, order);

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('cancelled-by-user'));
  });
});
