import { describe, expect, it } from '@jest/globals';
import { UnsettledHoldsReader } from '@aisha/database/billing';
import type { OrderId } from '@aisha/domain';
import type { Upscale } from '@aisha/kinds/tables';
import { newId } from '@aisha/platform';
import { ENDPOINT, onEngine, TIMEOUT_MS } from '../spec/engine-harness';

const HALF_A_MINUTE_MS = 30_000;

/**
 * The rows that a process may leave when it dies, step by step. `soon` is the end of a lease, or a poll, that is still
 * to come.
 */
const shapes = (now: Date, soon: Date): Record<string, Partial<Upscale>> => {
  const marked = {
    startedAt: now,
    slotTakenAt: now,
    submitStartedAt: now,
    deadlineAt: new Date(now.getTime() + TIMEOUT_MS),
    nextPollAt: soon,
    endpoint: ENDPOINT,
    readyAt: now,
    attempts: 1,
  };
  const sentBefore = { readyAt: now, startedAt: now, endpoint: ENDPOINT, attempts: 1 };
  return {
    'after it was taken in': {},
    'while it was prepared': { leaseUntil: soon, shownStep: 'preparing', shownAt: now },
    'after it was prepared': { readyAt: now },
    'after it was deferred': { notBefore: soon, deferredSince: now },
    'after it was given a slot': { state: 'running', readyAt: now, startedAt: now, slotTakenAt: now, leaseUntil: soon },
    'after the mark': { ...marked, state: 'running' },
    'after the mark of a second submission': { ...marked, state: 'running', attempts: 2 },
    'after the answer that never came': { ...marked, state: 'waiting' },
    'after the slot of an unanswered one was freed': { ...marked, state: 'waiting', slotTakenAt: null },
    'after the answer': { ...marked, state: 'waiting', requestId: newId() },
    'while its result was collected': { ...marked, state: 'waiting', requestId: newId(), leaseUntil: soon },
    'after it was asked to stop': { ...marked, state: 'waiting', requestId: newId(), cancelRequestedAt: now },
    'after an unanswered one was asked to stop': { ...marked, state: 'running', cancelRequestedAt: now },
    'while a late result was collected for one in our queue': {
      ...sentBefore,
      state: 'running',
      requestId: newId(),
      leaseUntil: soon,
      nextPollAt: soon,
    },
    'after a late result could not be collected': { ...sentBefore, requestId: newId(), nextPollAt: soon },
  };
};

describe('an order whose process died', () => {
  it('an order whose process died ends once, in whatever state it was', async () => {
    const { postgres, clock, work, find, said, provider } = await onEngine();
    const now = clock.now();
    const orders: [string, OrderId][] = [];
    const leftBehind = shapes(now, new Date(now.getTime() + HALF_A_MINUTE_MS));
    for (const [name, shape] of Object.entries(leftBehind)) {
      const { orderId } = await postgres.fixtures.upscale({ createdAt: now, ...shape });
      await postgres.fixtures.hold({ orderId, kind: 'upscale', item: 'upscale' });
      orders.push([name, orderId]);
    }

    const open = async () => {
      const found = await Promise.all(orders.map(async ([name, orderId]) => ({ name, ...(await find(orderId)) })));
      return found.filter(({ finishedAt }) => finishedAt === null).map(({ name, state }) => `${state} ${name}`);
    };
    // Time enough for two submissions and the grace of the second.
    for (let passed = 0; passed < 4 * TIMEOUT_MS && (await open()).length > 0; passed += HALF_A_MINUTE_MS) {
      clock.advance(HALF_A_MINUTE_MS);
      await work();
    }

    expect(await open()).toEqual([]);
    const settled = await Promise.all(orders.map(async ([, orderId]) => (await said('settle-hold', orderId)).length));
    expect(settled).toEqual(orders.map(() => 1));
    expect(provider.jobs().length).toBeGreaterThan(0);
  });
});

describe('orders in every state when the whole product was away for thirty hours', () => {
  it('while the whole product is away for thirty hours, orders in every state keep their holds; then each ends once and is charged for what is delivered, and no hold is forgotten', async () => {
    const { postgres, clock, work, find, said, admin } = await onEngine();
    const { fixtures } = postgres;
    const now = clock.now();
    const orders: OrderId[] = [];
    for (const shape of Object.values(shapes(now, new Date(now.getTime() + HALF_A_MINUTE_MS)))) {
      const { orderId } = await fixtures.upscale({ createdAt: now, ...shape });
      await fixtures.hold({ orderId, kind: 'upscale', item: 'upscale', createdAt: now });
      orders.push(orderId);
    }
    const delivered = await fixtures.upscale({ state: 'succeeded', delivered: 1, createdAt: now, finishedAt: now });
    await fixtures.hold({ orderId: delivered.orderId, kind: 'upscale', item: 'upscale', createdAt: now });
    const unknown = await fixtures.hold({ kind: 'upscale', item: 'upscale', createdAt: now });
    clock.advance(30 * 60 * 60_000);
    const billing = new UnsettledHoldsReader(await postgres.as('billing'));
    const missing = { endedBefore: clock.now(), unknownBefore: clock.now() };

    const unsettled = await billing.find(missing, 100);
    expect(new Map(unsettled.map(({ orderId, ended }) => [orderId, ended]))).toEqual(
      new Map([
        [delivered.orderId, { delivered: 1, charged: 1, of: 1, reason: null }],
        [unknown.orderId, null],
      ]),
    );

    const open = async () => (await Promise.all(orders.map(find))).filter(({ finishedAt }) => finishedAt === null);
    for (let passed = 0; passed < 4 * TIMEOUT_MS && (await open()).length > 0; passed += HALF_A_MINUTE_MS) {
      clock.advance(HALF_A_MINUTE_MS);
      await work();
    }
    expect(await open()).toEqual([]);
    const ended = await admin.query<{ orderId: OrderId; delivered: number; code: string | null }>(
      `SELECT order_id AS "orderId", delivered, error_code AS code FROM generator.upscale WHERE order_id = ANY ($1)`,
      [orders],
    );
    for (const { orderId, ...row } of ended) {
      expect(row.code).not.toBe('hold-forgotten');
      expect(await said('settle-hold', orderId)).toMatchObject([{ delivered: row.delivered }]);
      expect(await said('deliver-result', orderId)).toHaveLength(row.delivered);
      expect(await said('explain-failure', orderId)).toHaveLength(row.delivered === 1 ? 0 : 1);
    }
    expect(ended.some((row) => row.delivered === 1)).toBe(true);
  });
});
