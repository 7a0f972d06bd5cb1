import { HOUR_MS } from '@aisha/domain';
import { describe, expect, it } from '@jest/globals';
import { LedgerInvariantsReader } from '@aisha/database/billing';
import type { OrderKind } from '@aisha/kinds';
import type { ImageGeneration } from '@aisha/kinds/tables';
import { jobContext, ManualClock, onPostgres } from '@aisha/testing';
import { Outbox } from '@aisha/messaging';
import { Logger } from '@aisha/platform';
import { AccountStore, WelcomeGift } from '../accounts/account.store';
import { BillingConfig } from '../config';
import { LedgerStore } from '../ledger/ledger.store';
import { HoldStore } from './hold.store';
import { holdsForgotten, holdsInConflict } from './hold.metrics';
import { atOnce, rowOf } from '../../spec/at-once';
import { FORGOTTEN_AFTER_MS, SETTLED_WITHIN_MS, SettleForgottenHolds } from './settle-forgotten-holds';
import { SettleHoldHandler } from './settle-hold.handler';
import { Settlement } from './settlement';

const AFTER_START_MS = new BillingConfig().SETTLEMENTS_ARRIVE_MS;
const countOf = async (order: 'ended' | 'unknown'): Promise<number> =>
  (await holdsForgotten.get()).values.find(({ labels }) => labels.order === order)?.value ?? 0;

/** A real Postgres in which billing signs in as its own role: a person with 20 credits, 12 of them held for four units. */
const setup = async ({ kind = 'generation' as OrderKind } = {}) => {
  const postgres = await onPostgres('billing');
  const { fixtures, database } = postgres;
  const clock = new ManualClock(new Date());
  const ledger = new LedgerStore();
  const settlement = new Settlement(
    new AccountStore(ledger, new WelcomeGift({ ...new BillingConfig(), WELCOME_CREDITS: 0 }, clock)),
    new HoldStore(ledger, clock),
    new Outbox('billing'),
  );
  const replica = () => new SettleForgottenHolds(database, settlement, new BillingConfig(), clock, Logger.silent());
  const here = replica();
  const { userId } = await fixtures.account({ credits: 20 });
  const { orderId } = await fixtures.hold({ userId, kind, credits: 12, units: 4 });
  const handler = new SettleHoldHandler(settlement, Logger.silent());
  const settle = (delivered: number, reason: 'hold-forgotten' | null = null) =>
    handler.handle({ orderId, userId, kind, delivered, of: 4, reason }, jobContext(postgres));
  return {
    postgres,
    clock,
    userId,
    orderId,
    replica,
    settleForgotten: () => here.run(),
    /** Writes the order into its worker's table. */
    generation: (overrides: Partial<ImageGeneration>) =>
      fixtures.generation({ orderId, userId, units: 4, ...overrides }),
    settle,
    receipts: async () => (await postgres.outboxOf('billing')).map(({ job, payload }) => ({ job, ...payload })),
    hold: async () => (await postgres.admin.query('SELECT status, captured::int, reason FROM billing.credit_hold'))[0],
    violations: async () => (await new LedgerInvariantsReader(database).violations()).map(({ invariant }) => invariant),
  };
};

describe('a hold whose order has ended, without a settlement', () => {
  it.each([
    ['all of it', { state: 'succeeded', delivered: 4, errorCode: null }, 1200],
    ['a part', { state: 'succeeded', delivered: 1, errorCode: 'result-not-decent' }, 300],
    ['a part before its person stopped it', { state: 'cancelled', delivered: 2, errorCode: 'cancelled-by-user' }, 600],
    ['nothing', { state: 'failed', delivered: 0, errorCode: 'provider-failed' }, 0],
  ] as const)(
    'a hold of an ended order without a settlement is charged for what was delivered: %s',
    async (_, ended, captured) => {
      const { postgres, clock, generation, settleForgotten, settle, userId, receipts, hold, violations } =
        await setup();
      clock.advance(60_000);
      await generation({ ...ended, finishedAt: clock.now() });
      clock.advance(SETTLED_WITHIN_MS + 1);
      const before = await countOf('ended');

      await settleForgotten();
      await settleForgotten();

      const { delivered, errorCode: reason } = ended;
      const status = delivered > 0 ? 'captured' : 'released';
      expect(await hold()).toEqual({ status, captured, reason });
      expect(await postgres.balanceOf(userId)).toEqual({ available: 20 - captured / 100, held: 0 });
      const told = { delivered, of: 4, charged: `${captured}`, released: `${1200 - captured}`, reason };
      expect(await receipts()).toMatchObject([told]);
      expect(await countOf('ended')).toBe(before + 1);
      expect(await violations()).toEqual([]);

      // The settlement of the hold arrives late.
      const conflicts = (await holdsInConflict.get()).values[0]?.value ?? 0;
      if (reason === null) await settle(delivered);
      expect(await receipts()).toHaveLength(1);
      expect((await holdsInConflict.get()).values[0]?.value ?? 0).toBe(conflicts);
    },
  );

  it('a hold of an ended order first waits for its settlement, however old the order is', async () => {
    const { postgres, clock, generation, settleForgotten, userId } = await setup();
    clock.advance(30 * HOUR_MS);
    await generation({ state: 'succeeded', delivered: 4, finishedAt: clock.now() });
    clock.advance(SETTLED_WITHIN_MS - 1);

    await settleForgotten();

    expect(await postgres.balanceOf(userId)).toEqual({ available: 8, held: 12 });
  });

  it('a hold of an ended order waits for settlements that queued while billing was away', async () => {
    const { postgres, clock, generation, replica, settle, hold } = await setup();
    await generation({ state: 'succeeded', delivered: 4, finishedAt: clock.now() });
    clock.advance(3 * HOUR_MS);
    const started = replica();

    await started.run();
    expect(await hold()).toMatchObject({ status: 'open' });
    await settle(4);
    clock.advance(AFTER_START_MS);
    await started.run();

    expect(await hold()).toMatchObject({ status: 'captured', captured: 1200 });
    expect(await postgres.outboxOf('billing')).toHaveLength(1);
  });
});

describe('a hold whose order is under way', () => {
  it.each(['queued', 'running', 'waiting'] as const)(
    'a hold whose order is under way stays open, however long the order is %s',
    async (state) => {
      const { postgres, clock, generation, settleForgotten, settle, userId, receipts } = await setup();
      await generation({ state });
      clock.advance(30 * HOUR_MS);

      await settleForgotten();
      expect(await postgres.balanceOf(userId)).toEqual({ available: 8, held: 12 });
      await settle(4);

      expect(await postgres.balanceOf(userId)).toEqual({ available: 8, held: 0 });
      expect(await receipts()).toMatchObject([{ charged: '1200', released: '0' }]);
    },
  );
});

describe('a hold whose order is unknown to its worker', () => {
  it('a hold whose order is unknown to its worker is left alone for two hours', async () => {
    const { postgres, clock, settleForgotten, userId } = await setup();
    clock.advance(FORGOTTEN_AFTER_MS - 60_000);

    await settleForgotten();

    expect(await postgres.balanceOf(userId)).toEqual({ available: 8, held: 12 });
  });

  it('a hold whose order is unknown to its worker is released once after two hours, even by three runs at once; the release is counted and has a receipt', async () => {
    const { postgres, clock, settleForgotten, userId, receipts, violations } = await setup();
    clock.advance(FORGOTTEN_AFTER_MS + 60_000);
    const before = await countOf('unknown');

    await Promise.all([settleForgotten(), settleForgotten(), settleForgotten()]);

    expect(await postgres.balanceOf(userId)).toEqual({ available: 20, held: 0 });
    expect(await receipts()).toMatchObject([{ charged: '0', released: '1200', of: 4, reason: 'hold-forgotten' }]);
    expect(await countOf('unknown')).toBe(before + 1);
    expect(await violations()).toEqual([]);
  });

  it('a hold whose order is unknown to its worker stays open right after billing starts: the message that begins it may be on its way', async () => {
    const { clock, replica, hold } = await setup();
    clock.advance(FORGOTTEN_AFTER_MS + HOUR_MS);
    const started = replica();

    await started.run();
    clock.advance(AFTER_START_MS - 1);
    await started.run();
    expect(await hold()).toMatchObject({ status: 'open' });

    clock.advance(1);
    await started.run();
    expect(await hold()).toMatchObject({ status: 'released', reason: 'hold-forgotten' });
  });

  it('a hold stays open when its worker begins the order while an older hold is being released', async () => {
    const { postgres, clock, settleForgotten, generation, userId, receipts } = await setup();
    const other = await postgres.fixtures.account({ credits: 20 });
    await postgres.fixtures.hold({ userId: other.userId, credits: 12, units: 4, createdAt: new Date(0) });
    clock.advance(FORGOTTEN_AFTER_MS + 60_000);

    await atOnce(postgres.admin, rowOf.account(other.userId), [settleForgotten], () => generation({ state: 'queued' }));

    expect(await receipts()).toMatchObject([{ userId: other.userId, charged: '0', reason: 'hold-forgotten' }]);
    expect(await postgres.balanceOf(userId)).toEqual({ available: 8, held: 12 });
  });

  it('a hold whose order is unknown to its worker is released even when an older hold cannot be released', async () => {
    const { postgres, clock, settleForgotten, userId, orderId } = await setup();
    const other = await postgres.fixtures.account({ credits: 20 });
    await postgres.fixtures.hold({ userId: other.userId, credits: 12, units: 4, createdAt: new Date(0) });
    await postgres.admin.query('UPDATE billing.account SET held = 0 WHERE user_id = $1', [other.userId]);
    clock.advance(FORGOTTEN_AFTER_MS + 60_000);

    await settleForgotten();

    expect(await postgres.balanceOf(userId)).toEqual({ available: 20, held: 0 });
    expect(await postgres.admin.query(`SELECT order_id FROM billing.credit_hold WHERE status = 'released'`)).toEqual([
      { order_id: orderId },
    ]);
  });

  it('a released hold is no conflict when its worker later ends the order with nothing delivered', async () => {
    const { clock, settle, settleForgotten, generation, receipts, violations } = await setup();
    clock.advance(FORGOTTEN_AFTER_MS + 60_000);
    await settleForgotten();
    await generation({ state: 'failed', errorCode: 'hold-forgotten' });
    const before = (await holdsInConflict.get()).values[0]?.value ?? 0;

    await settle(0, 'hold-forgotten');

    expect(await receipts()).toHaveLength(1);
    expect((await holdsInConflict.get()).values[0]?.value ?? 0).toBe(before);
    expect(await violations()).toEqual([]);
  });

  it('a hold stays released when its order is delivered later, and the check of the ledger then names it', async () => {
    const { postgres, clock, settle, settleForgotten, generation, userId, receipts, hold, violations } = await setup();
    clock.advance(FORGOTTEN_AFTER_MS + 60_000);
    await settleForgotten();
    await generation({ state: 'succeeded', delivered: 4 });
    const before = (await holdsInConflict.get()).values[0]?.value ?? 0;

    await settle(4);

    expect(await postgres.balanceOf(userId)).toEqual({ available: 20, held: 0 });
    expect(await hold()).toEqual({ status: 'released', captured: 0, reason: 'hold-forgotten' });
    expect(await receipts()).toHaveLength(1);
    expect((await holdsInConflict.get()).values[0]?.value).toBe(before + 1);
    expect(await violations()).toEqual(['delivered-is-charged']);
  });
});
