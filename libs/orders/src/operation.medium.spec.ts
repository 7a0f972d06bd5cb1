import { describe, expect, it } from '@jest/globals';
import { OperatorActReader } from '@aisha/database';
import { AppError, type OrderId, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { eventually } from '@aisha/testing';
import { onEngine, POLL_MS, TIMEOUT_MS } from '../spec/engine-harness';

const OPERATOR = 'nina: the person has written to us';

const onOperatedEngine = async (options: Parameters<typeof onEngine>[0] = {}) => {
  const stage = await onEngine(options);
  const userId = newId<UserId>();
  const asked = (action: 'cancel' | 'retry', orderId: OrderId, by = userId) =>
    stage.engine.operate({ action, orderId, userId: by, operator: OPERATOR });
  const start = () => stage.start(userId);
  /** An order that the provider has accepted and does not end. */
  const standing = async (times = 1) => {
    stage.provider.faults.add({ on: 'job', kind: 'never-finish', times });
    const orderId = await start();
    await stage.settled();
    await stage.work();
    expect(await stage.find(orderId)).toMatchObject({ state: 'waiting', attempts: 1 });
    return orderId;
  };
  return { ...stage, userId, asked, start, standing };
};

describe('an operator who cancels an order', () => {
  it('an operator who cancels an order at the provider gives its credits back, stops it there, and is named in the log', async () => {
    const { standing, asked, find, said, jobsOf, logged } = await onOperatedEngine();
    const orderId = await standing();

    await asked('cancel', orderId);

    expect(await find(orderId)).toMatchObject({ state: 'cancelled', errorCode: 'cancelled-by-operator', delivered: 0 });
    expect(await said('settle-hold', orderId)).toMatchObject([
      { delivered: 0, of: 1, reason: 'cancelled-by-operator' },
    ]);
    expect(await said('explain-failure', orderId)).toMatchObject([{ code: 'cancelled-by-operator' }]);
    await eventually(() => expect(jobsOf(orderId)).toMatchObject([{ errorType: 'client_cancelled' }]));
    expect(logged('order.operated')).toMatchObject([
      { orderId, kind: 'upscale', action: 'cancel', operator: OPERATOR, end: 'cancelled' },
    ]);
  });

  it('an operator who cancels an order twice gives its credits back once', async () => {
    const { standing, asked, said, logged } = await onOperatedEngine();
    const orderId = await standing();

    await Promise.all([asked('cancel', orderId), asked('cancel', orderId)]);
    await asked('cancel', orderId);

    expect(await said('settle-hold', orderId)).toHaveLength(1);
    expect(await said('explain-failure', orderId)).toHaveLength(1);
    expect(
      logged('order.operated')
        .map((line) => line['end'])
        .toSorted(),
    ).toEqual(['cancelled', 'unchanged', 'unchanged']);
  });

  it('an operator who cancels an order leaves one audit row for each act, even when an act comes twice', async () => {
    const { standing, engine, userId, postgres } = await onOperatedEngine();
    const orderId = await standing();
    const by = { actId: newId<string>(), operator: 'command:nina', reason: 'the person has written' };
    const asked = { action: 'cancel', orderId, userId, operator: OPERATOR, by } as const;

    await Promise.all([engine.operate(asked), engine.operate(asked)]);
    await engine.operate({ ...asked, by: { ...by, actId: newId<string>() } });

    const reader = new OperatorActReader((sql, parameters) => postgres.admin.query(sql, parameters));
    const { acts } = await reader.page({ userId }, { limit: 10 });
    expect(acts).toMatchObject([
      { outcome: 'unchanged' },
      {
        schema: 'generator',
        id: by.actId,
        act: 'cancel-order',
        subject: orderId,
        outcome: 'done',
        operator: by.operator,
      },
    ]);
  });

  it('an operator who cancels an order in our queue ends it before it is sent', async () => {
    const { start, settled, asked, find, jobsOf } = await onOperatedEngine({ slots: 0 });
    const orderId = await start();
    await settled();

    await asked('cancel', orderId);

    expect(await find(orderId)).toMatchObject({ state: 'cancelled', errorCode: 'cancelled-by-operator' });
    expect(jobsOf(orderId)).toEqual([]);
  });

  it('an operator who cancels an order that the provider has finished comes too late: the order is delivered and charged', async () => {
    const { start, settled, asked, find, said, done, logged } = await onOperatedEngine();
    const orderId = await start();
    await settled();
    await done(orderId);

    await asked('cancel', orderId);

    expect(await find(orderId)).toMatchObject({ state: 'succeeded', delivered: 1 });
    expect(await said('settle-hold', orderId)).toMatchObject([{ delivered: 1, reason: null }]);
    expect(logged('order.operated')).toMatchObject([{ action: 'cancel', end: 'delivered' }]);
  });

  it('an operator who cancels an order whose finished result cannot be fetched yet reads that nothing has changed', async () => {
    const { start, settled, asked, find, done, logged } = await onOperatedEngine({
      steps: { collect: () => Promise.reject(new AppError('storage-unreachable')) },
    });
    const orderId = await start();
    await settled();
    await done(orderId);

    await asked('cancel', orderId);

    expect(await find(orderId)).toMatchObject({ finishedAt: null });
    expect(logged('order.operated')).toMatchObject([{ action: 'cancel', end: 'unchanged' }]);
  });

  it('an operator who cancels an order has its finished part delivered and charged', async () => {
    const { standing, asked, find, said } = await onOperatedEngine({
      steps: { salvage: () => ({ delivered: 1, reason: null }) },
    });
    const orderId = await standing();

    await asked('cancel', orderId);

    expect(await find(orderId)).toMatchObject({ finishedAt: expect.any(Date), delivered: 1 });
    expect(await said('settle-hold', orderId)).toMatchObject([{ delivered: 1 }]);
    expect(await said('deliver-result', orderId)).toHaveLength(1);
  });

  it('an operator who cancels an order uses up no free work of its person', async () => {
    const { standing, asked, find, admin } = await onOperatedEngine({ freeWorkCents: 0 });
    const orderId = await standing();

    await asked('cancel', orderId);

    expect((await find(orderId)).state).toBe('cancelled');
    expect(await admin.query(`SELECT borne_by FROM generator.free_work WHERE order_id = $1`, [orderId])).toEqual([
      { borne_by: 'installation' },
    ]);
  });

  it('an operator who names an order with another person’s id changes nothing, not even when the message is given up', async () => {
    const { standing, asked, find, engine } = await onOperatedEngine();
    const orderId = await standing();
    const before = await find(orderId);

    await asked('cancel', orderId, newId<UserId>());
    await asked('retry', orderId, newId<UserId>());
    const givenUp = { action: 'cancel', orderId, userId: newId<UserId>(), operator: OPERATOR } as const;
    await engine.store.database.transaction((tx) => engine.giveUpOperate(givenUp, tx));

    expect(await find(orderId)).toEqual(before);
  });

  it('an operator’s cancel gives the credits back also when its message is given up', async () => {
    const { standing, engine, userId, find, said } = await onOperatedEngine();
    const orderId = await standing();
    const asked = { action: 'cancel', orderId, userId, operator: OPERATOR } as const;

    await engine.store.database.transaction((tx) => engine.giveUpOperate(asked, tx));

    expect(await find(orderId)).toMatchObject({ state: 'cancelled', errorCode: 'cancelled-by-operator' });
    expect(await said('settle-hold', orderId)).toMatchObject([{ delivered: 0 }]);
  });
});

describe('an operator who retries an order', () => {
  it('an operator who retries an order that the provider does not end has it sent once more, long before its deadline', async () => {
    const { standing, asked, work, clock, find, said, jobsOf, logged } = await onOperatedEngine();
    const orderId = await standing();

    await asked('retry', orderId);
    await work();
    await eventually(() => expect(jobsOf(orderId).some(({ status }) => status === 200)).toBe(true));
    clock.advance(POLL_MS);
    await work();

    expect(await find(orderId)).toMatchObject({ state: 'succeeded', attempts: 2, delivered: 1 });
    expect(await said('settle-hold', orderId)).toMatchObject([{ delivered: 1, reason: null }]);
    expect(logged('order.operated')).toMatchObject([{ orderId, action: 'retry', operator: OPERATOR, end: 'taken-up' }]);
  });

  it('an operator who retries an order again and again has it sent twice at most, and the order keeps its deadline', async () => {
    const { standing, asked, work, find, jobsOf, clock } = await onOperatedEngine();
    const orderId = await standing(9);

    for (let times = 0; times < 3; times += 1) {
      await asked('retry', orderId);
      await work();
    }

    expect(jobsOf(orderId)).toHaveLength(2);
    const { state, deadlineAt } = await find(orderId);
    expect([state, deadlineAt]).toEqual(['waiting', new Date(clock.now().getTime() + TIMEOUT_MS)]);
  });

  it('an operator who retries an order whose next poll was lost has the provider’s result collected', async () => {
    const { start, settled, work, done, asked, find, admin, jobsOf } = await onOperatedEngine();
    const orderId = await start();
    await settled();
    await admin.query(`UPDATE generator.upscale SET next_poll_at = 'infinity' WHERE order_id = $1`, [orderId]);
    await done(orderId);

    await asked('retry', orderId);
    await work();

    expect(await find(orderId)).toMatchObject({ state: 'succeeded', attempts: 1 });
    expect(jobsOf(orderId)).toHaveLength(1);
  });

  it('an operator who retries a deferred order has it taken from the queue now', async () => {
    const { readyOrder, userId, work, asked, find, jobsOf, admin } = await onOperatedEngine();
    const orderId = await readyOrder(userId);
    await admin.query(`UPDATE generator.upscale SET not_before = 'infinity' WHERE order_id = $1`, [orderId]);
    await work();
    expect(jobsOf(orderId)).toEqual([]);

    await asked('retry', orderId);
    await work();

    expect((await find(orderId)).notBefore).toBeNull();
    expect(jobsOf(orderId)).toHaveLength(1);
  });

  it('an operator changes nothing of an order that a process has at this moment, nor of one that has ended', async () => {
    const { standing, asked, find, admin, logged } = await onOperatedEngine();
    const orderId = await standing();
    const leases = (until: string | null) =>
      admin.query(`UPDATE generator.upscale SET lease_until = $2 WHERE order_id = $1`, [orderId, until]);
    await leases('infinity');
    const collected = await find(orderId);
    await asked('retry', orderId);
    await asked('cancel', orderId);
    expect(await find(orderId)).toEqual(collected);

    await leases(null);
    await asked('cancel', orderId);
    const ended = await find(orderId);
    await asked('retry', orderId);
    expect(await find(orderId)).toEqual(ended);
    expect(logged('order.operated').map((line) => line['end'])).toEqual([
      'unchanged',
      'unchanged',
      'cancelled',
      'unchanged',
    ]);
  });
});
