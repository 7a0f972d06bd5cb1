import { describe, expect, it } from '@jest/globals';
import { AppError, type ErrorCode, type OrderId, type UserId } from '@aisha/domain';
import { leastCostOf } from '@aisha/kinds';
import { ImageGeneration } from '@aisha/kinds/tables';
import { eventually, jobContext, statementsOf } from '@aisha/testing';
import { newId } from '@aisha/platform';
import { onBehalfOf } from '@aisha/providers';
import { ENDPOINT, onEngine, PROVIDER, type HarnessOptions } from '../spec/engine-harness';
import { generationRow } from '../spec/generation-row';
import { localPolicy, LocalWork, type OrderReference, type Result } from '.';

/** What it costs to make a picture of 1024 × 1024 pixels twice as wide and high, by the provider's list: 8 809 millionths of a dollar. */
const COST = 8_809;

const setup = async (options: HarnessOptions = {}) => {
  const engine = await onEngine(options);
  const { admin, said } = engine;
  return {
    ...engine,
    calls: (orderId: OrderId) =>
      admin.query(
        `SELECT user_id AS "userId", kind, reason, provider, model, listed::int, micro_dollars::int AS cost
         FROM generator.provider_call WHERE order_id = $1 ORDER BY called_at, id`,
        [orderId],
      ),
    given: (userId: UserId) =>
      admin.query<{ orderId: OrderId; reason: string; borneBy: string; cost: number }>(
        `SELECT order_id AS "orderId", reason, borne_by AS "borneBy", micro_dollars::int AS cost
         FROM generator.free_work WHERE user_id = $1 ORDER BY begun_at`,
        [userId],
      ),
    settlement: async (orderId: OrderId) => (await said('settle-hold', orderId))[0],
  };
};

describe('a submission to a provider', () => {
  it('a submission is recorded with its list price, person, kind, order and reason', async () => {
    const { start, settled, calls } = await setup();
    const userId = newId<UserId>();
    const orderId = await start(userId);
    await settled();

    expect(await calls(orderId)).toEqual([
      {
        userId,
        kind: 'upscale',
        reason: 'order',
        provider: PROVIDER,
        model: ENDPOINT,
        listed: COST,
        cost: COST,
      },
    ]);
  });

  it('a submission that the provider refuses costs nothing, and the submission that is sent later has a row of its own', async () => {
    const { provider, start, settled, work, clock, calls } = await setup();
    provider.faults.add({ on: 'submit', kind: '429' });
    const orderId = await start();
    await settled();
    expect(await calls(orderId)).toMatchObject([{ listed: COST, cost: 0 }]);

    clock.advance(60_000);
    await work();

    expect(await calls(orderId)).toMatchObject([{ cost: 0 }, { cost: COST }]);
  });

  it('a submission is written down once, however often the order is taken', async () => {
    const { start, settled, work, calls, replica } = await setup();
    const orderId = await start();
    await settled();
    await Promise.all([work(), replica().work(), replica().work()]);

    expect(await calls(orderId)).toHaveLength(1);
  });
});

describe('a submission that is refused after its order was cancelled', () => {
  it('a submission that is refused after its order was cancelled uses up none of its person’s free work', async () => {
    const { provider, start, settled, cancel, find, calls, given } = await setup();
    provider.faults.add({ on: 'submit', kind: '429', delayMs: 3_000 });
    const userId = newId<UserId>();
    const orderId = await start(userId);
    await eventually(async () => (await find(orderId)).submitStartedAt !== null);

    await cancel(orderId, userId); // while the provider has not answered
    expect(await given(userId)).toMatchObject([{ orderId, reason: 'cancelled-by-user', cost: COST }]);
    await settled();

    expect(await calls(orderId)).toMatchObject([{ listed: COST, cost: 0 }]);
    expect(await given(userId)).toEqual([]);
    expect(await find(orderId)).toMatchObject({ state: 'cancelled', delivered: 0 });
  });

  /** An order of four units that a withdrawal ends after this many paid requests, while the provider has not answered its submission. */
  const withdrawnWhileSent = async (earlier: number, { sends = 1, owes = 0 } = {}) => {
    const spec = await setup({ freeWorkCents: 0, steps: { units: 4 } });
    const { provider, start, settled, engine, find, parts, clock, admin } = spec;
    provider.faults.add({ on: 'submit', kind: '429', delayMs: 3_000 });
    const userId = newId<UserId>();
    const orderId = await start(userId);
    await eventually(async () => (await find(orderId)).submitStartedAt !== null);
    for (let call = 0; call < earlier; call += 1) {
      clock.advance(1);
      const asked = onBehalfOf(await find(orderId), 'upscale');
      await parts.calls.book({ ...asked, provider: 'openai', model: 'any', microDollars: COST });
    }
    if (sends > 1)
      await admin.query('UPDATE generator.upscale SET attempts = $2 WHERE order_id = $1', [orderId, sends]);
    if (owes > 0) {
      const before = { userId, orderId: newId<OrderId>(), reason: 'free-units', microDollars: owes } as const;
      await parts.database.transaction((tx) => parts.freeWork.book(tx, before, 'balance'));
    }

    await engine.cancel({ orderId, userId, isWithdrawn: true }, { isLastAttempt: true });
    const ofOrder = async () => (await spec.given(userId)).filter((given) => given.orderId === orderId);
    expect(await ofOrder()).toMatchObject([{ orderId, borneBy: 'balance', cost: COST }]); // the submission alone
    await settled();

    expect(await ofOrder()).toEqual([]);
    return (await spec.settlement(orderId))?.['charged'];
  };

  it('an order that a withdrawal ends past the free work while it is being sent is not charged', async () => {
    expect(await withdrawnWhileSent(0)).toBeUndefined();
  });

  it('an order that a withdrawal ends while it is being sent is not charged even if the balance of free work is below zero', async () => {
    expect(await withdrawnWhileSent(0, { owes: 35_000 })).toBeUndefined();
  });

  it('an order that a withdrawal ends during a submission, when the free work is used up, is charged one unit for its earlier request and nothing for the submission', async () => {
    expect(await withdrawnWhileSent(1)).toBe(1);
  });

  it('an order that a withdrawal ends past the free work while it is being sent again is charged for the units of the submission before', async () => {
    expect(await withdrawnWhileSent(1, { sends: 2 })).toBe(4);
  });
});

describe('an order that its person pays for', () => {
  it('an order that its person pays for is not booked as free work, even though its cancel was requested', async () => {
    const { start, settled, done, cancel, find, given, settlement } = await setup();
    const userId = newId<UserId>();
    const orderId = await start(userId);
    await settled();
    await done(orderId);

    await cancel(orderId, userId); // the provider had finished it before

    expect(await find(orderId)).toMatchObject({ state: 'succeeded' });
    expect(await settlement(orderId)).toMatchObject({ delivered: 1 });
    expect(await given(userId)).toEqual([]);
  });
});

describe('an order that ends unpaid', () => {
  const endsBy = async (code: ErrorCode, freeWorkCents: number) => {
    const spec = await setup({ freeWorkCents });
    const userId = newId<UserId>();
    const orderId = await spec.start(userId);
    await spec.settled();
    await spec.engine.outcome.fail(await spec.find(orderId), new AppError(code));
    const [given] = await spec.given(userId);
    const order = await spec.find(orderId);
    return {
      given,
      order,
      settlement: await spec.settlement(orderId),
      told: await spec.said('explain-failure', orderId),
    };
  };

  it('the cost of an order that ends unpaid because of its person is given away while the person’s balance of free work covers it', async () => {
    const { given, settlement, told } = await endsBy('result-not-decent', 1);

    expect(given).toMatchObject({ reason: 'result-not-decent', borneBy: 'balance', cost: COST });
    expect(settlement).toMatchObject({ delivered: 0, reason: 'result-not-decent' });
    expect(settlement).not.toHaveProperty('charged');
    expect(told[0]).not.toHaveProperty('isCharged');
  });

  it('an order that ends unpaid because of its person is charged for the providers’ work once the balance of free work is used up, and the person is told so', async () => {
    const { given, settlement, told, order } = await endsBy('result-not-decent', 0);

    expect(given).toBeUndefined();
    expect(settlement).toMatchObject({ delivered: 0, charged: 1, of: 1 });
    expect(order).toMatchObject({ delivered: 0, charged: 1 });
    expect(told).toMatchObject([{ code: 'result-not-decent', isCharged: true }]);
  });

  it('an order that ends unpaid when the balance of free work is used up is charged for one unit even if no unit was begun, because reading its idea cost us', async () => {
    const { admin, start, engine, find, settlement, given } = await setup({ freeWorkCents: 0, slots: 0 });
    const userId = newId<UserId>();
    const orderId = await start(userId);
    await admin.query(
      `INSERT INTO generator.provider_call (id, user_id, order_id, kind, reason, provider, model, listed, micro_dollars, called_at)
       VALUES ($1, $2, $3, 'upscale', 'order', 'openai', 'a-model', 400, 400, now())`,
      [newId(), userId, orderId],
    );

    await engine.outcome.fail(await find(orderId), new AppError('prompt-refused'));

    expect(await settlement(orderId)).toMatchObject({ delivered: 0, charged: 1, of: 1 });
    expect(await given(userId)).toEqual([]);
  });

  it.each([
    ['by the provider’s fault', 'provider-silent'],
    ['because the provider’s queue gave an answer that we cannot read', 'provider-answer-unreadable'],
  ] as const)('an order that ends unpaid %s is never charged: the installation pays it', async (_what, code) => {
    const { given, settlement } = await endsBy(code, 0);

    expect(given).toMatchObject({ borneBy: 'installation', cost: COST });
    expect(settlement).not.toHaveProperty('charged');
  });

  it('an order that ends unpaid by the guarantee is booked on the guarantee', async () => {
    const { given, settlement } = await endsBy('avatar-unlike', 0);

    expect(given).toMatchObject({ borneBy: 'guarantee', cost: COST });
    expect(settlement).not.toHaveProperty('charged');
  });
});

/** An order whose preparation and collection call a model at a list price of 8000, which then turns out to cost 400 and 700. */
const withCalls = async (options: HarnessOptions = {}) => {
  const call = async (orderId: OrderId, microDollars: number): Promise<void> => {
    const order = await spec.find(orderId);
    const model = { provider: 'openai', model: 'any', microDollars: 8_000 } as const;
    const booked = await spec.parts.calls.book({ ...onBehalfOf(order, 'upscale'), ...model });
    await booked.correct(microDollars);
  };
  const prepare = async (orderId: OrderId): Promise<void> => {
    await call(orderId, 400);
    await options.steps?.prepare?.(orderId);
  };
  const spec = await setup({
    ...options,
    steps: { ...options.steps, prepare, collect: (orderId) => call(orderId, 700) },
  });
  const statements = statementsOf(spec.postgres.database);
  const corrections = () =>
    statements.filter((statement) => /^\s*UPDATE generator.provider_call/.test(statement)).length;
  return { ...spec, corrections };
};

describe('a price that is corrected while its order goes on', () => {
  it('the corrected prices of the calls of an order are written with its submit marker and its end, without a statement of their own', async () => {
    const { start, settled, done, callback, calls, corrections, find } = await withCalls();
    const orderId = await start();
    await settled();
    expect((await calls(orderId)).map(({ cost }) => cost)).toEqual([400, COST]);

    await done(orderId);
    await callback(orderId);

    expect(await find(orderId)).toMatchObject({ state: 'succeeded' });
    expect((await calls(orderId)).map(({ cost }) => cost)).toEqual([400, COST, 700]);
    expect(corrections()).toBe(0);
  });

  it.each([
    ['that gets no slot is written by the statement that looks for one', { slots: 0 }, 0],
    ['that marks nothing is written when its preparation ends', { steps: { isPrepared: () => false } }, 1],
  ])('the corrected price of an order %s', async (_what, options, alone) => {
    const { start, settled, calls, corrections } = await withCalls(options);
    const orderId = await start();
    await settled();

    expect(await calls(orderId)).toMatchObject([{ listed: 8_000, cost: 400 }]);
    expect(corrections()).toBe(alone);
  });

  it('an order that ends unpaid gives away what its calls really cost', async () => {
    const refused = () => Promise.reject(new AppError('prompt-refused'));
    const { start, settled, calls, given } = await withCalls({ freeWorkCents: 1, steps: { prepare: refused } });
    const userId = newId<UserId>();
    const orderId = await start(userId);
    await settled();

    expect(await given(userId)).toMatchObject([{ reason: 'prompt-refused', cost: 400 }]);
    expect(await calls(orderId)).toMatchObject([{ listed: 8_000, cost: 400 }]);
  });
});

describe('fifty orders of one person that end at the same moment', () => {
  it('of fifty orders of one person that fail at the same moment, as many are free as the person’s free work covers, and the others are charged', async () => {
    const { start, work, find, engine, given, settlement } = await setup({ freeWorkCents: 5, slots: 50 });
    const userId = newId<UserId>();
    const orders: OrderId[] = [];
    for (let n = 0; n < 50; n += 1) orders.push(await start(userId));
    await work();

    const open = await Promise.all(orders.map((orderId) => find(orderId)));
    await Promise.all(open.map((order) => engine.outcome.fail(order, new AppError('result-not-decent'))));

    const free = (await given(userId)).reduce((sum, { cost }) => sum + cost, 0);
    expect(free).toBeLessThanOrEqual(50_000);
    expect(free).toBeGreaterThan(50_000 - COST);
    const charged = (await Promise.all(orders.map(settlement))).filter((settled) => settled?.['charged'] === 1);
    expect(charged).toHaveLength(50 - Math.floor(50_000 / COST));
  });
});

describe('an order that costs its person nothing', () => {
  it('an order that costs its person nothing does not begin once their free work is used up: we could charge nothing for it', async () => {
    const { postgres, engine, said, jobsOf } = await setup({ freeWorkCents: 0 });
    const userId = newId<UserId>();
    const { orderId } = await postgres.fixtures.hold({ kind: 'upscale', item: 'upscale', credits: 0 });

    await engine.start({ orderId, userId }, jobContext(postgres));
    await engine.settled();

    expect(await said('explain-failure', orderId)).toMatchObject([{ code: 'free-work-used-up' }]);
    expect(jobsOf(orderId)).toEqual([]);
  });

  it('of twenty free orders that start at the same moment, as many begin as the balance covers; once these have ended without a cost, the balance is as before', async () => {
    const { postgres, engine, said, given, find } = await setup({ freeWorkCents: 5, slots: 0 });
    const { userId } = await postgres.fixtures.account();
    const start = async (): Promise<OrderId> => {
      const held = { userId, kind: 'upscale', item: 'upscale', units: 1, freeUnits: 1, credits: 0 } as const;
      const { orderId } = await postgres.fixtures.hold(held);
      await engine.start({ orderId, userId }, jobContext(postgres));
      return orderId;
    };
    const orders = await Promise.all(Array.from({ length: 20 }, start));
    const refused = await Promise.all(orders.map(async (orderId) => (await said('explain-failure', orderId)).length));

    expect(refused.filter((count) => count === 0)).toHaveLength(3); // three orders of 1.6 cents each were let in
    const reserved = await given(userId);
    expect(reserved).toMatchObject(
      Array(3).fill({ reason: 'free-units', borneBy: 'balance', cost: leastCostOf('upscale') }),
    );

    await engine.settled();
    for (const { orderId } of reserved)
      await engine.outcome.fail(await find(orderId), new AppError('result-not-decent'));

    expect(await given(userId)).toEqual([]);
    expect(await said('explain-failure', await start())).toEqual([]);
  });

  it('a free order that ends unpaid may use up more than the balance, and the next free order does not begin', async () => {
    const spec = await setup({ freeWorkCents: 1.7, steps: { hasFreeUnits: true } });
    const { postgres, engine, settled, find, given, settlement, said } = spec;
    const { userId } = await postgres.fixtures.account();
    const free = { userId, kind: 'upscale', item: 'upscale', units: 1, freeUnits: 1, credits: 0 } as const;
    const begun = async (): Promise<OrderId> => {
      const { orderId } = await postgres.fixtures.hold(free);
      await engine.start({ orderId, userId }, jobContext(postgres));
      await settled();
      return orderId;
    };
    const orderId = await begun();
    await postgres.fixtures.freeWork({ userId, microDollars: 10_000 }); // by an order that was cancelled meanwhile
    await engine.outcome.fail(await find(orderId), new AppError('result-not-decent'));

    expect(await settlement(orderId)).toMatchObject({ delivered: 0, charged: 1 });
    const booked = { orderId, reason: 'free-units', borneBy: 'balance', cost: COST };
    expect(await given(userId)).toContainEqual(expect.objectContaining(booked));
    expect(await said('explain-failure', await begun())).toMatchObject([{ code: 'free-work-used-up' }]);
  });
});

describe('a person who takes the consent back', () => {
  it('withdrawing the consent stops the order at the provider at once, whatever free work is left, and charges the work that the provider was asked for', async () => {
    const { provider, start, settled, find, engine, settlement, said } = await setup({ freeWorkCents: 0 });
    provider.faults.add({ on: 'job', kind: 'never-finish' });
    const userId = newId<UserId>();
    const orderId = await start(userId);
    await settled();

    await engine.cancel({ orderId, userId, isWithdrawn: true }, { isLastAttempt: true });

    expect(await find(orderId)).toMatchObject({ state: 'cancelled', delivered: 0 });
    expect(await settlement(orderId)).toMatchObject({ delivered: 0, charged: 1 });
    expect(await said('explain-failure', orderId)).toMatchObject([{ code: 'cancelled-by-user', isCharged: true }]);
    expect(provider.jobs({ webhook: orderId })).toMatchObject([{ errorType: 'client_cancelled' }]);
  });

  it.each([
    ['ended by the withdrawal', false],
    ['that its person had cancelled before', true],
  ])(
    'withdrawing the consent asks the provider to stop an order %s until the provider answers',
    async (_what, isCancelledBefore) => {
      const { provider, start, settled, find, engine, settlement, said } = await setup();
      provider.faults.add({ on: 'job', kind: 'never-finish' });
      const userId = newId<UserId>();
      const orderId = await start(userId);
      await settled();
      provider.faults.add({ on: 'cancel', kind: '503', times: isCancelledBefore ? 3 : 2 });
      if (isCancelledBefore) await engine.cancel({ orderId, userId }, { isLastAttempt: true });
      const withdraw = (isLastAttempt: boolean) =>
        engine.cancel({ orderId, userId, isWithdrawn: true }, { isLastAttempt });

      await expect(withdraw(false)).rejects.toMatchObject({ code: 'provider-busy' });
      expect(await find(orderId)).toMatchObject({ state: 'cancelled', delivered: 0 });
      expect(provider.jobs({ webhook: orderId })).toMatchObject([{ errorType: null }]);
      await expect(withdraw(true)).rejects.toMatchObject({ code: 'provider-busy' });
      await withdraw(true);

      expect(provider.jobs({ webhook: orderId })).toMatchObject([{ errorType: 'client_cancelled' }]);
      expect(await settlement(orderId)).toMatchObject({ delivered: 0 });
      expect(await said('explain-failure', orderId)).toHaveLength(1);
    },
  );

  it('withdrawing the consent delivers nothing of a result that the provider has finished meanwhile', async () => {
    const { start, settled, done, find, engine, settlement } = await setup();
    const userId = newId<UserId>();
    const orderId = await start(userId);
    await settled();
    await done(orderId);

    await engine.cancel({ orderId, userId, isWithdrawn: true }, { isLastAttempt: true });

    expect(await find(orderId)).toMatchObject({ state: 'cancelled', delivered: 0, filePath: null });
    expect(await settlement(orderId)).toMatchObject({ delivered: 0 });
  });
});

/** Work that delivers two of four units, as of a recording with silent stretches. */
class PartlyHeard extends LocalWork<ImageGeneration, OrderReference, Result> {
  readonly kind = 'generation';
  readonly entity = ImageGeneration;
  readonly policy = { ...localPolicy, atOnce: 1, attempts: 3 };
  override readonly hasFreeUnits = true;
  row = async () => ({ ...(await generationRow()), units: 4 });
  refusal = () => Promise.resolve(null);
  keep = () => Promise.resolve({ words: [] });
  asked = () => Promise.resolve(4);
  run = () => Promise.resolve({ delivered: 2, reason: null });
}

describe('an order with free units that is delivered in part', () => {
  it.each([
    ['is not charged for its other units, whose cost is booked with its free unit', 1, 6_000, undefined],
    ['beyond the balance is charged for all units, and only its free unit is booked as free work', 0, 2_000, 4],
  ])('an order with free units that is delivered in part %s', async (_what, freeWorkCents, given, charged) => {
    const work = new PartlyHeard();
    const spec = await setup({ freeWorkCents, besides: work });
    const { postgres, parts } = spec;
    const order = { orderId: newId<OrderId>(), userId: newId<UserId>() };
    const held = { kind: 'generation', item: 'picture', units: 4, freeUnits: 1 } as const;
    await postgres.fixtures.hold({ orderId: order.orderId, ...held });
    await spec.orders.engine(work).start(order, jobContext(postgres));
    const call = { provider: 'openai', model: 'any', microDollars: 8_000 } as const;
    await parts.calls.book({ ...onBehalfOf(order, 'generation'), ...call });

    await spec.work();

    expect(await spec.given(order.userId)).toMatchObject([{ reason: 'free-units', borneBy: 'balance', cost: given }]);
    const settled = await spec.settlement(order.orderId);
    expect(settled).toMatchObject({ delivered: 2, of: 4 });
    expect(settled?.['charged']).toBe(charged);
  });
});
