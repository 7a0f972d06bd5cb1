import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { HOUR_MS, ORDER_PATIENCE_MS, TRAINING_PRESETS } from '@aisha/domain';
import { describe, expect, it } from '@jest/globals';
import type { OrderId } from '@aisha/domain';
import { fromReference } from '@aisha/storage';
import { afterThisTest, eventually } from '@aisha/testing';
import { onTrainer, TIMEOUT_MS } from '../../spec/trainer-harness';
import {
  atFal,
  finishedAtFal,
  givenBack,
  hintOf,
  NEVER_STARTS,
  NOTHING_YET,
  PAID,
  queued,
  SLOW,
} from '../../spec/trainings';

/** A server at the address that FAL calls back; it passes the callbacks on to the test. */
const onCallbacks = async () => {
  let handle: (orderId: OrderId, requestId: string) => Promise<void> = async () => {};
  const server = createServer((request, response) => {
    void json(request).then(async (body) => {
      const { searchParams } = new URL(request.url ?? '', 'http://localhost');
      await handle(searchParams.get('order') as OrderId, (body as { request_id: string }).request_id);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterThisTest(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    deliver: (to: typeof handle) => void (handle = to),
  };
};

describe('a callback', () => {
  it('a callback that comes before FAL’s answer to the submission ends the training, once', async () => {
    const callbacks = await onCallbacks();
    const trainer = await onTrainer({ webhook: callbacks.url });
    callbacks.deliver((orderId, requestId) => trainer.do('finish-order', hintOf(orderId, requestId)));
    trainer.fal.faults.add({ on: 'webhook', kind: 'early' });

    const { order } = await atFal(trainer); // FAL calls back before it answers

    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'succeeded' });
    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('a callback that comes before we know the id of the request ends the training, which is submitted only once', async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const { order } = await atFal(trainer);
    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'waiting', requestId: null });

    await trainer.do('finish-order', hintOf(order.orderId, await finishedAtFal(trainer)));

    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
    expect(trainer.fal.jobs()).toHaveLength(1);
  });

  it('a callback that names a request which FAL does not know changes nothing', async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const { order } = await atFal(trainer);

    await trainer.do('finish-order', hintOf(order.orderId, 'never-heard-of'));

    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'waiting', requestId: null });
    expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);
  });

  it('a callback that comes before the work is finished changes only the step on the card', async () => {
    const trainer = await onTrainer({ fal: SLOW });
    const { order, hint } = await atFal(trainer);
    await eventually(() => trainer.fal.jobs()[0]?.state === 'IN_PROGRESS');

    await trainer.do('finish-order', hint);

    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'waiting' });
    expect((await trainer.sent('show-progress')).at(-1)).toMatchObject({ step: 'working', secondsLeft: null });
  });
});

describe('a training whose callback never comes', () => {
  it('a training without a callback is delivered once when two processes poll FAL', async () => {
    const trainer = await onTrainer();
    const { order } = await atFal(trainer);
    await finishedAtFal(trainer);
    trainer.clock.advance(6_000);

    await Promise.all([trainer.work(), trainer.replica().work()]);

    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('a training without a callback is polled again when FAL has not answered a poll', async () => {
    const trainer = await onTrainer();
    const { order } = await atFal(trainer);
    await finishedAtFal(trainer);
    trainer.fal.faults.add({ on: 'status', kind: '503' });

    trainer.clock.advance(6_000);
    await trainer.work();
    expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);
    trainer.clock.advance(5_000);
    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('a training that FAL never finishes ends at its deadline, and the credits go back', async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'job', kind: 'never-finish' });
    const { avatar, order, hint } = await atFal(trainer);

    trainer.clock.advance(TIMEOUT_MS);
    await trainer.do('finish-order', hint);

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('provider-silent'));
    expect(await trainer.avatar(avatar.id)).toMatchObject({ status: 'error', errorCode: 'provider-silent' });
  });

  it('a training without a callback whose submission is not confirmed ends at its deadline, and is never sent again', async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const { order } = await atFal(trainer);

    trainer.clock.advance(5 * 60_000);
    await trainer.work();
    await trainer.work();
    expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);
    trainer.clock.advance(TIMEOUT_MS / 2);
    await trainer.work();
    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('provider-silent'));
    expect(trainer.fal.jobs()).toHaveLength(1);
  });

  describe('a training at a FAL that does not answer', () => {
    /** A trainer whose FAL has finished the training, and does not answer at the deadline. */
    const silentAtDeadline = async () => {
      const trainer = await onTrainer();
      const { order } = await atFal(trainer);
      await finishedAtFal(trainer);
      const silence = trainer.fal.faults.add({ on: 'status', kind: '503', times: 1_000 });
      trainer.clock.set((await trainer.training(order.orderId)).deadlineAt!);
      await trainer.work();
      expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);
      return { trainer, order, silence };
    };

    it('a training at a FAL that does not answer waits ten minutes beyond its deadline, and then ends without a charge as `provider-busy`', async () => {
      const { trainer, order } = await silentAtDeadline();

      trainer.clock.advance(599_000);
      await trainer.work();
      expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);
      trainer.clock.advance(6_000);
      await trainer.work();

      expect(await trainer.endOf(order.orderId)).toEqual(givenBack('provider-busy'));
    });

    it('a training at a FAL that does not answer is delivered when an answer comes within ten minutes after the deadline', async () => {
      const { trainer, order, silence } = await silentAtDeadline();

      trainer.fal.faults.remove(silence);
      trainer.clock.advance(300_000);
      await trainer.work();

      expect(await trainer.endOf(order.orderId)).toEqual(PAID);
    });
  });

  it('a training whose submission FAL did not answer keeps its slot for five minutes, and then waits without a slot until FAL calls back', async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS });
    trainer.fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    const { order: unanswered } = await atFal(trainer);
    const next = await queued(trainer);

    trainer.clock.advance(298_000);
    await trainer.work();
    expect(await trainer.training(next.orderId)).toMatchObject({ state: 'queued' });
    trainer.clock.advance(1_000);
    await trainer.work();
    await trainer.work();

    expect(await trainer.training(next.orderId)).toMatchObject({ state: 'waiting' });
    expect(await trainer.training(unanswered.orderId)).toMatchObject({ state: 'waiting', slotTakenAt: null });
    expect(await trainer.endOf(unanswered.orderId)).toEqual(NOTHING_YET);
    const { requestId } = trainer.fal.jobs()[0]!;
    await trainer.do('finish-order', hintOf(unanswered.orderId, requestId));
    expect(await trainer.training(unanswered.orderId)).toMatchObject({ requestId, slotTakenAt: trainer.clock.now() });
  });
});

describe('a training that fails', () => {
  it.each([
    ['internal_server_error', 'provider-failed'],
    ['invalid_archive', 'photos-refused'],
  ] as const)(
    'a training that fails at FAL with %s gives the credits back and keeps the photos for another try',
    async (errorType, code) => {
      const trainer = await onTrainer();
      trainer.fal.faults.add({ on: 'job', kind: 'fail', errorType });
      const { avatar, order, hint } = await atFal(trainer);
      await finishedAtFal(trainer);

      await trainer.do('finish-order', hint);

      expect(await trainer.endOf(order.orderId)).toEqual(givenBack(code));
      expect(await trainer.avatar(avatar.id)).toMatchObject({ status: 'error', errorCode: code });
      const again = trainer.orderOf(avatar);
      await trainer.do('start-training', again);
      await trainer.work();
      await eventually(() => trainer.fal.jobs().filter(({ state }) => state === 'COMPLETED').length === 2);
      await trainer.do('finish-order', hintOf(again.orderId));
      expect(await trainer.endOf(again.orderId)).toEqual(PAID);
    },
  );

  it('a training that fails leaves operators one line in the log, with FAL’s own code of the error', async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'job', kind: 'fail', errorType: 'file_download_error' });
    const { order, hint } = await atFal(trainer);
    await finishedAtFal(trainer);

    await trainer.do('finish-order', hint);
    await trainer.do('finish-order', hint);

    expect(trainer.logged('order.ended')).toEqual([
      expect.objectContaining({
        level: 'warn',
        orderId: order.orderId,
        outcome: 'failed',
        code: 'provider-failed',
        errorType: 'file_download_error',
        seconds: expect.any(Number),
      }),
    ]);
  });

  it('a training whose result has expired at FAL gives the credits back', async () => {
    const trainer = await onTrainer();
    const { order, hint } = await atFal(trainer);
    trainer.fal.expireResult(await finishedAtFal(trainer));

    await trainer.do('finish-order', hint);

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('provider-result-lost'));
  });

  it.each([
    ['cannot be copied', 'cut'],
    ['comes only half', 'malformed'],
  ] as const)(
    'a training is not announced while the model %s, but only once the whole model is in our storage',
    async (_how, kind) => {
      const trainer = await onTrainer();
      const { order, hint } = await atFal(trainer);
      await finishedAtFal(trainer);
      trainer.fal.faults.add({ on: 'cdn', kind });

      await trainer.do('finish-order', hint);
      expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);
      trainer.clock.advance(5_000);
      await trainer.work();

      expect(await trainer.endOf(order.orderId)).toEqual(PAID);
    },
  );

  it('when FAL answers the submission of a training with an HTML page, the training is shown as unconfirmed, and waits three times its usual duration, not an hour', async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'submit', kind: '502-html' });
    const order = trainer.orderOf(await trainer.readyAvatar());
    await trainer.do('start-training', order);
    await trainer.work();

    const [told] = await trainer.admin.query<{ step: string }>(
      `SELECT payload->>'step' AS step FROM trainer.outbox WHERE job = 'show-progress' ORDER BY created_at DESC, id DESC LIMIT 1`,
    );
    expect(told).toEqual({ step: 'unconfirmed' });
    const { deadlineAt, submitStartedAt } = await trainer.training(order.orderId);
    const minutes = (deadlineAt!.getTime() - submitStartedAt!.getTime()) / 60_000;
    expect(Math.round(minutes)).toBe(3 * TRAINING_PRESETS[order.preset].aboutMinutes);
  });

  it('a training whose model breaks off at every attempt to copy it gives the credits back, long before the deadline', async () => {
    const trainer = await onTrainer();
    const { order, hint } = await atFal(trainer);
    await finishedAtFal(trainer);
    trainer.fal.faults.add({ on: 'cdn', kind: 'cut', match: 'pytorch_lora_weights', times: 1_000 });
    await trainer.do('finish-order', hint);
    trainer.clock.advance(5_000);
    await trainer.work();
    expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);

    trainer.clock.advance(10 * 60_000);
    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('provider-unreachable'));
  });

  it('a training whose model is no longer at FAL gives the credits back', async () => {
    const trainer = await onTrainer();
    const { order, hint } = await atFal(trainer);
    await finishedAtFal(trainer);
    trainer.fal.expireFiles();

    await trainer.do('finish-order', hint);

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('provider-result-lost'));
  });

  it('a training whose model our storage cannot take for a night is waited for, and is delivered in the end', async () => {
    const trainer = await onTrainer();
    const { order, hint } = await atFal(trainer);
    await finishedAtFal(trainer);
    const faults = `${trainer.s3Url}/faults`;
    const away = { on: 'put', kind: '403', times: 1_000 };
    await fetch(faults, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(away),
    });

    await trainer.do('finish-order', hint);
    for (let hours = 0; hours < 7; hours += 1) {
      trainer.clock.advance(HOUR_MS);
      await trainer.work();
    }
    expect(await trainer.endOf(order.orderId)).toEqual(NOTHING_YET);
    await fetch(faults, { method: 'DELETE' });
    trainer.clock.advance(5 * 60_000);
    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(PAID);
  });

  it('a training whose photograph is gone from our storage is never sent', async () => {
    const trainer = await onTrainer();
    const avatar = await trainer.readyAvatar();
    const [photo] = await trainer.photos(avatar.id);
    await trainer.storage.remove([fromReference(photo!.filePath!)]);
    const order = trainer.orderOf(avatar);
    await trainer.do('start-training', order);

    await trainer.work();

    expect(await trainer.endOf(order.orderId)).toEqual(givenBack('file-missing'));
    expect(trainer.fal.jobs()).toEqual([]);
  });
});

describe('an account that FAL refuses', () => {
  it.each([
    ['503', 2_000],
    ['429', 2_000],
    ['403-locked', 60_000],
  ] as const)(
    'after FAL refuses our account with %s no replica sends anything for %i ms, and then the training is sent once',
    async (kind, pauseMs) => {
      const trainer = await onTrainer();
      const other = trainer.replica();
      trainer.fal.faults.add({ on: 'submit', kind });
      const { order } = await atFal(trainer);
      trainer.clock.advance(pauseMs - 1);
      await Promise.all([trainer.work(), other.work()]);
      expect(await trainer.training(order.orderId)).toMatchObject({
        state: 'queued',
        submitStartedAt: null,
        attempts: 0,
      });
      expect(trainer.fal.jobs()).toEqual([]);

      trainer.clock.advance(1);
      await Promise.all([trainer.work(), other.work()]);

      expect(await trainer.training(order.orderId)).toMatchObject({ state: 'waiting', attempts: 1 });
      expect(trainer.fal.jobs()).toHaveLength(1);
    },
  );

  it('when FAL refuses our account for an hour, orders that have waited that long end without a charge, and younger ones do not', async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'submit', kind: '403-locked', times: 1_000 });
    const waiting = [await queued(trainer), await queued(trainer)];
    await trainer.work();
    const fiveMinutes = 5 * 60_000;
    for (let passed = 0; passed < ORDER_PATIENCE_MS - fiveMinutes; passed += fiveMinutes) {
      trainer.clock.advance(fiveMinutes);
      await trainer.work();
    }
    trainer.clock.advance(fiveMinutes - 61_000);
    const young = await queued(trainer);
    await trainer.work();
    for (const { orderId } of waiting) expect(await trainer.endOf(orderId)).toEqual(NOTHING_YET);

    trainer.clock.advance(61_000);
    await trainer.work();

    for (const { orderId } of waiting) {
      expect(await trainer.endOf(orderId)).toEqual(givenBack('provider-out-of-credit'));
    }
    expect(await trainer.endOf(young.orderId)).toEqual(NOTHING_YET);
    expect(trainer.fal.jobs()).toEqual([]);
  });

  it('when our account is refused, the card of a training says that the training waits again, and shows no time left', async () => {
    const trainer = await onTrainer();
    trainer.fal.faults.add({ on: 'submit', kind: '403-locked' });
    await atFal(trainer);

    trainer.clock.advance(2_000); // cards show positions this often
    await trainer.work();

    const told = { step: 'queued', ahead: null, waitsFor: 'account', secondsLeft: null };
    expect((await trainer.sent('show-progress')).at(-1)).toMatchObject(told);
  });
});

describe('a submission', () => {
  it('a submission is not repeated when FAL’s answer could not be stored', async () => {
    const trainer = await onTrainer({ fal: NEVER_STARTS });
    const order = trainer.orderOf(await trainer.readyAvatar());
    await trainer.do('start-training', order);
    // The database refuses the request's id once, and accepts everything else.
    await trainer.admin.query(`ALTER TABLE trainer.training ADD CONSTRAINT away CHECK (request_id IS NULL) NOT VALID`);
    await trainer.work();
    await trainer.admin.query(`ALTER TABLE trainer.training DROP CONSTRAINT away`);

    trainer.clock.advance(180_000);
    await trainer.work();
    await trainer.work();

    expect(trainer.fal.jobs()).toHaveLength(1);
    expect(await trainer.training(order.orderId)).toMatchObject({ state: 'waiting', requestId: null });
  });
});
