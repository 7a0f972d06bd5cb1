import { describe, expect, it } from '@jest/globals';
import type { SettleHold } from '@aisha/contracts/billing';
import { CreditHold, HoldReader, LedgerInvariantsReader } from '@aisha/database/billing';
import { centiCredits, type ErrorCode, type OrderId, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { jobContext, ManualClock, onPostgres, readableLog } from '@aisha/testing';
import { BillingConfig } from '../config';
import { AccountStore, WelcomeGift } from '../accounts/account.store';
import { LedgerStore } from '../ledger/ledger.store';
import { HoldStore } from './hold.store';
import { holdsInConflict } from './hold.metrics';
import { SettleHoldHandler } from './settle-hold.handler';
import { Settlement } from './settlement';

const NOTHING = { available: centiCredits(0), held: centiCredits(0), debt: centiCredits(0) };

/** A real Postgres in which billing signs in as its own role: a person with 20 credits, 12 of them held for four pictures. */
const setup = async ({ freeUnits = 0, credits = 12 } = {}) => {
  const postgres = await onPostgres('billing');
  const clock = new ManualClock(new Date());
  const ledger = new LedgerStore();
  const holds = new HoldStore(ledger, clock);
  const settlement = new Settlement(
    new AccountStore(ledger, new WelcomeGift({ ...new BillingConfig(), WELCOME_CREDITS: 0 }, clock)),
    holds,
    new Outbox('billing'),
  );
  const { log, lines: logged } = readableLog();
  const handler = new SettleHoldHandler(settlement, log);
  const { userId } = await postgres.fixtures.account({ credits: 20 });
  const { orderId } = await postgres.fixtures.hold({ userId, credits, units: 4, freeUnits });
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
    holds,
    userId,
    orderId,
    logged,
    settle: (changes: Partial<SettleHold> = {}) => handler.handle(job(changes), jobContext(postgres)),
    /** Writes the generator's row of the ended order. */
    ended: (delivered: number, errorCode: ErrorCode | null = null, charged = delivered) =>
      postgres.fixtures.generation({
        orderId,
        userId,
        units: 4,
        state: delivered > 0 ? 'succeeded' : 'failed',
        delivered,
        charged,
        errorCode,
      }),
    receipts: async () => (await postgres.outboxOf('billing')).map(({ job, payload }) => ({ job, ...payload })),
    hold: async () => (await postgres.admin.query('SELECT status, captured::int, reason FROM billing.credit_hold'))[0],
    violations: () => new LedgerInvariantsReader(postgres.database).violations(),
  };
};

describe('settling a hold', () => {
  it('a hold that an operator ends is released once, and the log keeps who did it and why', async () => {
    const { settle, hold, logged } = await setup();
    const operator = 'nina: it never began';

    await settle({ delivered: 0, reason: 'hold-forgotten', operator });
    await settle({ delivered: 0, reason: 'hold-forgotten', operator });

    expect(await hold()).toMatchObject({ status: 'released', captured: 0 });
    expect(logged('hold.settled')).toMatchObject([{ delivered: 0, reason: 'hold-forgotten', operator }]);
  });

  it.each([
    [4, 1200],
    [3, 600],
    [2, 0],
    [1, 0],
  ])(
    'a settlement counts an order’s two free units as delivered first: %i of four cost %i',
    async (delivered, captured) => {
      const { settle, ended, hold, receipts, violations } = await setup({ freeUnits: 2 });
      await ended(delivered);

      await settle({ delivered });

      expect(await hold()).toMatchObject({ status: 'captured', captured });
      expect(await receipts()).toMatchObject([{ charged: `${captured}`, freeUnits: Math.min(2, delivered) }]);
      expect(await violations()).toEqual([]);
    },
  );

  it.each([
    ['a failed order that is charged', 0, 4, 2],
    ['a failed order that is charged for no more than its free units', 0, 1, 1],
    ['a failed order that is not charged', 0, 0, 0],
    ['an order that was delivered in part', 1, 1, 1],
  ])('%s uses up the free units that it was charged or that it delivered', async (_, delivered, charged, used) => {
    const { postgres, settle, ended, userId, orderId, violations } = await setup({ freeUnits: 2 });
    const holds = new HoldReader(postgres.database);
    const free = async () => {
      const first = await holds.firstWithFreeUnitsSince(userId, new Date(0));
      return { units: await holds.freeUnitsSince(userId, new Date(0)), first: first?.orderId };
    };
    expect(await free()).toEqual({ units: 2, first: orderId }); // all of them, while it is under way
    await ended(delivered, 'no-speech', charged);

    await settle({ delivered, charged, reason: 'no-speech' });

    expect(await free()).toEqual({ units: used, first: used > 0 ? orderId : undefined });
    expect(await violations()).toEqual([]);
  });

  it('settling a hold charges all of it when everything was delivered, and sends a receipt', async () => {
    const { postgres, settle, ended, userId, orderId, receipts, violations } = await setup();
    await ended(4);

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

  it('settling a hold charges for three of four pictures and releases the rest, with the reason', async () => {
    const { postgres, settle, ended, userId, receipts, violations } = await setup();
    await ended(3, 'result-not-decent');

    await settle({ delivered: 3, reason: 'result-not-decent' });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 11, held: 0 });
    expect(await receipts()).toMatchObject([
      { charged: '900', released: '300', availableAfter: '1100', reason: 'result-not-decent' },
    ]);
    expect(await violations()).toEqual([]);
  });

  it('a settlement charges as many units as it names as charged, even if fewer were delivered', async () => {
    const { postgres, settle, ended, userId, hold, receipts, violations } = await setup();
    await ended(1, 'cancelled-by-user', 3);

    await settle({ delivered: 1, charged: 3, reason: 'cancelled-by-user' });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 11, held: 0 });
    expect(await hold()).toEqual({ status: 'captured', captured: 900, reason: 'cancelled-by-user' });
    expect(await receipts()).toMatchObject([{ charged: '900', released: '300', delivered: 1, of: 4 }]);
    expect(await violations()).toEqual([]);
  });

  it('a settlement charges all units that it names as charged, even if none was delivered', async () => {
    const { postgres, settle, ended, userId, hold, violations } = await setup();
    await ended(0, 'result-not-decent', 4);

    await settle({ delivered: 0, charged: 4, reason: 'result-not-decent' });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 8, held: 0 });
    expect(await hold()).toMatchObject({ status: 'captured', captured: 1200 });
    expect(await violations()).toEqual([]);
  });

  it('settling a hold releases every credit when nothing was delivered and nothing is to be charged', async () => {
    const { postgres, settle, userId, hold } = await setup();

    await settle({ delivered: 0, reason: 'provider-failed' });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 20, held: 0 });
    expect(await hold()).toEqual({ status: 'released', captured: 0, reason: 'provider-failed' });
    const [said] = await postgres.admin.query(`SELECT description FROM billing.transaction WHERE type = 'release'`);
    expect(said).toEqual({ description: 'release for a generation: provider-failed' });
  });

  it('settling a hold charges once when the same outcome arrives 16 times at the same moment', async () => {
    const { postgres, settle, ended, userId, receipts, violations } = await setup();
    await ended(4);

    await Promise.all(Array.from({ length: 16 }, () => settle()));

    expect(await postgres.balanceOf(userId)).toEqual({ available: 8, held: 0 });
    expect(await receipts()).toHaveLength(1);
    expect(await violations()).toEqual([]);
  });

  it('settling a hold keeps the first outcome when a different one follows, and counts the conflict', async () => {
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

  it('a hold that moves no credits, because all its units are free, is written down as ended only once', async () => {
    const { postgres, holds, orderId, hold } = await setup({ credits: 0, freeUnits: 4 });
    const open = await postgres.database.read.findOneByOrFail(CreditHold, { orderId });
    const ends = (delivered: number) =>
      postgres.database.transaction((tx) =>
        holds.settle(tx, holds.settled(open, { delivered, of: 4, reason: null }, NOTHING)),
      );

    await ends(4);
    await expect(ends(0)).rejects.toMatchObject({ code: 'idempotency-conflict' });
    expect(await hold()).toMatchObject({ status: 'captured' });
  });

  it('settling a hold refuses to charge for more than was ordered, so that a mistake is noticed and not paid', async () => {
    const { postgres, settle, userId, hold } = await setup();

    for (const more of [{ delivered: 5 }, { delivered: 1, charged: 5 }])
      await expect(settle(more)).rejects.toMatchObject({ code: 'capture-exceeds-hold', mayRetry: false });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 8, held: 12 });
    expect(await hold()).toMatchObject({ status: 'open' });
  });

  it('settling a hold refuses an outcome that counts one unit, or five units, when four were held', async () => {
    const { postgres, settle, userId, hold } = await setup();

    for (const units of [1, 5])
      await expect(settle({ delivered: 1, of: units })).rejects.toMatchObject({
        code: 'idempotency-conflict',
        mayRetry: false,
      });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 8, held: 12 });
    expect(await hold()).toMatchObject({ status: 'open' });
  });

  it('a settlement whose hold is not found fails with an error that lets it be tried again', async () => {
    const { settle } = await setup();

    await expect(settle({ orderId: newId<OrderId>() })).rejects.toMatchObject({
      mayRetry: true,
      code: 'order-unknown',
    });
  });

  it('a settlement in the name of another person does not touch the hold', async () => {
    const { postgres, settle, userId, hold } = await setup();
    const stranger = await postgres.fixtures.account({ credits: 1 });

    await expect(settle({ userId: stranger.userId })).rejects.toMatchObject({ code: 'idempotency-conflict' });
    await expect(settle({ userId: newId<UserId>() })).rejects.toMatchObject({ code: 'order-unknown' });

    expect(await hold()).toMatchObject({ status: 'open' });
    expect(await postgres.balanceOf(userId)).toEqual({ available: 8, held: 12 });
  });
});
