import { describe, expect, it } from '@jest/globals';
import type { SettleHold } from '@aisha/contracts/billing';
import { ForgottenHoldsReader, LedgerInvariantsReader } from '@aisha/database/billing';
import { credits, type OrderId, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { jobContext, ManualClock, onPostgres } from '@aisha/testing';
import { AccountStore } from '../accounts/account.store';
import { LedgerStore } from '../ledger/ledger.store';
import { HoldStore } from './hold.store';
import { holdsForgotten, holdsInConflict } from './hold.metrics';
import { FORGOTTEN_AFTER_MS, ReleaseForgottenHolds } from './release-forgotten-holds';
import { SettleHoldHandler } from './settle-hold.handler';
import { Settlement } from './settlement';

/** Real Postgres, joined as role `billing`: a person with 20 credits, 12 of them held for four pictures. */
const setup = async ({ freeUnits = 0 } = {}) => {
  const postgres = await onPostgres('billing');
  const clock = new ManualClock(new Date());
  const ledger = new LedgerStore();
  const settlement = new Settlement(
    new AccountStore(ledger, credits(0)),
    new HoldStore(ledger, clock),
    new Outbox('billing'),
  );
  const handler = new SettleHoldHandler(settlement, Logger.silent());
  const forgotten = new ReleaseForgottenHolds(
    postgres.database,
    new ForgottenHoldsReader(postgres.database),
    settlement,
    clock,
    Logger.silent(),
  );

  const { userId } = await postgres.fixtures.account({ credits: 20 });
  const { orderId } = await postgres.fixtures.hold({ userId, credits: 12, units: 4, freeUnits });
  const job = (changes: Partial<SettleHold>): SettleHold => ({
    orderId,
    userId,
    kind: 'generation',
    delivered: 4,
    of: 4,
    reason: null,
    ...changes,
  });
  return {
    postgres,
    clock,
    userId,
    orderId,
    settle: (changes: Partial<SettleHold> = {}) => handler.handle(job(changes), jobContext(postgres)),
    releaseForgotten: () => forgotten.run(),
    receipts: async () => (await postgres.outboxOf('billing')).map(({ job, payload }) => ({ job, ...payload })),
    hold: async () => (await postgres.admin.query('SELECT status, captured::int, reason FROM billing.credit_hold'))[0],
    violations: () => new LedgerInvariantsReader(postgres.database).violations(),
  };
};

describe('settling a hold', () => {
  it.each([
    [4, 1200],
    [3, 600],
    [2, 0],
    [1, 0],
  ])('of which two units are free delivers those first: %i of four cost %i', async (delivered, captured) => {
    const { settle, hold, receipts, violations } = await setup({ freeUnits: 2 });

    await settle({ delivered });

    expect(await hold()).toMatchObject({ status: 'captured', captured });
    expect(await receipts()).toMatchObject([{ charged: `${captured}`, freeUnits: Math.min(2, delivered) }]);
    expect(await violations()).toEqual([]);
  });

  it('charges all of it for everything delivered, with a receipt', async () => {
    const { postgres, settle, userId, orderId, receipts, violations } = await setup();

    await settle();

    expect(await postgres.balanceOf(userId)).toEqual({ available: 8, held: 0 });
    expect(await receipts()).toEqual([
      {
        job: 'show-receipt',
        orderId,
        userId,
        kind: 'generation',
        held: '1200',
        charged: '1200',
        released: '0',
        availableAfter: '800',
        delivered: 4,
        of: 4,
        reason: null,
      },
    ]);
    expect(await violations()).toEqual([]);
  });

  it('charges for three of four pictures and gives the rest back, saying why', async () => {
    const { postgres, settle, userId, receipts, violations } = await setup();

    await settle({ delivered: 3, reason: 'result-not-decent' });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 11, held: 0 });
    expect(await receipts()).toMatchObject([
      { charged: '900', released: '300', availableAfter: '1100', reason: 'result-not-decent' },
    ]);
    expect(await violations()).toEqual([]);
  });

  it('gives every credit back when nothing was delivered', async () => {
    const { postgres, settle, userId, hold } = await setup();

    await settle({ delivered: 0, reason: 'provider-failed' });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 20, held: 0 });
    expect(await hold()).toEqual({ status: 'released', captured: 0, reason: 'provider-failed' });
    const [said] = await postgres.admin.query(`SELECT description FROM billing.transaction WHERE type = 'release'`);
    expect(said).toEqual({ description: 'release for a generation: provider-failed' });
  });

  it('charges once when the same ending arrives 16 times at the same moment', async () => {
    const { postgres, settle, userId, receipts, violations } = await setup();

    await Promise.all(Array.from({ length: 16 }, () => settle()));

    expect(await postgres.balanceOf(userId)).toEqual({ available: 8, held: 0 });
    expect(await receipts()).toHaveLength(1);
    expect(await violations()).toEqual([]);
  });

  it('lets the first ending stand when another follows, and counts the contradiction', async () => {
    const { postgres, settle, userId, receipts, hold } = await setup();
    await settle({ delivered: 2, reason: 'result-not-decent' });
    const before = (await holdsInConflict.get()).values[0]?.value ?? 0;

    await settle({ delivered: 4 });
    await settle({ delivered: 2, reason: 'result-not-decent' });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 14, held: 0 });
    expect(await hold()).toMatchObject({ captured: 600 });
    expect(await receipts()).toHaveLength(1);
    expect((await holdsInConflict.get()).values[0]?.value).toBe(before + 1);
  });

  it('refuses to charge for more than was ordered, so that a mistake is seen and not paid', async () => {
    const { postgres, settle, userId, hold } = await setup();

    await expect(settle({ delivered: 5 })).rejects.toMatchObject({ code: 'capture-exceeds-hold', mayRetry: false });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 8, held: 12 });
    expect(await hold()).toMatchObject({ status: 'open' });
  });

  it('refuses to charge for one of one where four were held', async () => {
    const { postgres, settle, userId, hold } = await setup();

    await expect(settle({ delivered: 1, of: 1 })).rejects.toMatchObject({
      code: 'idempotency-conflict',
      mayRetry: false,
    });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 8, held: 12 });
    expect(await hold()).toMatchObject({ status: 'open' });
  });

  it('keeps trying for an order whose hold it does not find', async () => {
    const { settle } = await setup();

    await expect(settle({ orderId: newId<OrderId>() })).rejects.toMatchObject({
      mayRetry: true,
      code: 'order-unknown',
    });
  });

  it("does not touch another person's hold", async () => {
    const { postgres, settle, userId, hold } = await setup();
    const stranger = await postgres.fixtures.account({ credits: 1 });

    await expect(settle({ userId: stranger.userId })).rejects.toMatchObject({ code: 'idempotency-conflict' });
    await expect(settle({ userId: newId<UserId>() })).rejects.toMatchObject({ code: 'idempotency-conflict' });

    expect(await hold()).toMatchObject({ status: 'open' });
    expect(await postgres.balanceOf(userId)).toEqual({ available: 8, held: 12 });
  });
});

describe('a hold without a settlement', () => {
  it('is left alone for two hours', async () => {
    const { postgres, clock, releaseForgotten, userId } = await setup();
    clock.advance(FORGOTTEN_AFTER_MS - 60_000);

    await releaseForgotten();

    expect(await postgres.balanceOf(userId)).toEqual({ available: 8, held: 12 });
  });

  it('is then given back once, with a receipt and an alarm, by however many replicas', async () => {
    const { postgres, clock, releaseForgotten, userId, receipts, violations } = await setup();
    clock.advance(FORGOTTEN_AFTER_MS + 60_000);
    const before = (await holdsForgotten.get()).values[0]?.value ?? 0;

    await Promise.all([releaseForgotten(), releaseForgotten(), releaseForgotten()]);

    expect(await postgres.balanceOf(userId)).toEqual({ available: 20, held: 0 });
    expect(await receipts()).toMatchObject([{ charged: '0', released: '1200', of: 4, reason: 'hold-forgotten' }]);
    expect((await holdsForgotten.get()).values[0]?.value).toBe(before + 1);
    expect(await violations()).toEqual([]);
  });

  it('is not one whose order is still in the queue of its worker, however long that is', async () => {
    const { postgres, clock, settle, releaseForgotten, orderId, userId, receipts } = await setup();
    await postgres.fixtures.generation({ orderId, userId, state: 'queued' });
    clock.advance(FORGOTTEN_AFTER_MS * 3);

    await releaseForgotten();
    await settle();

    expect(await postgres.balanceOf(userId)).toEqual({ available: 8, held: 0 });
    expect(await receipts()).toMatchObject([{ charged: '1200', released: '0' }]);
  });

  it('is one whose order was under way for a day: no order is', async () => {
    const { postgres, clock, releaseForgotten, orderId, userId, hold } = await setup();
    await postgres.fixtures.generation({ orderId, userId, state: 'waiting' });
    clock.advance(25 * 60 * 60_000);

    await releaseForgotten();

    expect(await hold()).toMatchObject({ status: 'released', reason: 'hold-forgotten' });
  });

  it('is given back although an older one cannot be', async () => {
    const { postgres, clock, releaseForgotten, userId, orderId } = await setup();
    const other = await postgres.fixtures.account({ credits: 20 });
    await postgres.fixtures.hold({ userId: other.userId, credits: 12, units: 4, createdAt: new Date(0) });
    await postgres.admin.query('UPDATE billing.account SET held = 0 WHERE user_id = $1', [other.userId]);
    clock.advance(FORGOTTEN_AFTER_MS + 60_000);

    await releaseForgotten();

    expect(await postgres.balanceOf(userId)).toEqual({ available: 20, held: 0 });
    expect(await postgres.admin.query(`SELECT order_id FROM billing.credit_hold WHERE status = 'released'`)).toEqual([
      { order_id: orderId },
    ]);
  });

  it('is no contradiction when its worker comes back and ends the order for that', async () => {
    const { clock, settle, releaseForgotten, receipts, violations } = await setup();
    clock.advance(FORGOTTEN_AFTER_MS + 60_000);
    await releaseForgotten();
    const before = (await holdsInConflict.get()).values[0]?.value ?? 0;

    await settle({ delivered: 0, reason: 'hold-forgotten' });

    expect(await receipts()).toHaveLength(1);
    expect((await holdsInConflict.get()).values[0]?.value ?? 0).toBe(before);
    expect(await violations()).toEqual([]);
  });

  it('stays given back when its order ends after all', async () => {
    const { postgres, clock, settle, releaseForgotten, userId, receipts, hold, violations } = await setup();
    clock.advance(FORGOTTEN_AFTER_MS + 60_000);
    await releaseForgotten();
    const before = (await holdsInConflict.get()).values[0]?.value ?? 0;

    await settle();

    expect(await postgres.balanceOf(userId)).toEqual({ available: 20, held: 0 });
    expect(await hold()).toEqual({ status: 'released', captured: 0, reason: 'hold-forgotten' });
    expect(await receipts()).toHaveLength(1);
    expect((await holdsInConflict.get()).values[0]?.value).toBe(before + 1);
    expect(await violations()).toEqual([]);
  });
});
