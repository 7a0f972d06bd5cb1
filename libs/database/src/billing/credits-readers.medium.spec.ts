import { describe, expect, it } from '@jest/globals';
import { centiCredits, type OrderId, type UserId } from '@aisha/domain';
import { PRICED_ITEMS } from '@aisha/kinds';
import { newId } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { BalanceReader } from './balance.reader';
import { HistoryReader } from './history.reader';
import { HoldReader } from './hold.reader';
import { LedgerInvariantsReader } from './ledger-invariants.reader';
import { PriceReader } from './price.reader';

describe('the balance the gateway shows', () => {
  it('the gateway shows a person’s available and held credits', async () => {
    const { as, fixtures } = await onPostgres('billing');
    const { userId } = await fixtures.account({ credits: 20 });
    await fixtures.hold({ userId, credits: 4.5 });

    expect(await new BalanceReader(await as('bot')).of(userId)).toEqual({ available: 1550n, held: 450n, debt: 0n });
  });

  it('the gateway shows a balance of zero for a new person', async () => {
    const { database } = await onPostgres('bot');

    expect(await new BalanceReader(database).of(newId<UserId>())).toEqual({ available: 0n, held: 0n, debt: 0n });
  });
});

describe('a hold, as the apps that do the work see it', () => {
  it.each(['trainer', 'generator', 'transcriber'] as const)(
    'the %s sees a hold as open until its settlement, and an unknown hold as not open',
    async (role) => {
      const { database, fixtures } = await onPostgres(role);
      const holds = new HoldReader(database);
      const { orderId } = await fixtures.hold();
      expect(await holds.isOpen(orderId)).toBe(true);
      await holds.ensureOpen(orderId);

      await fixtures.forgottenHold(orderId);

      expect(await holds.isOpen(orderId)).toBe(false);
      await expect(holds.ensureOpen(orderId)).rejects.toMatchObject({ code: 'hold-forgotten' });
      expect(await holds.isOpen(newId<OrderId>())).toBe(false);
    },
  );

  it('a hold whose credits went back leaves the whole balance available, and a ledger without a violation', async () => {
    const { database, fixtures, balanceOf } = await onPostgres('billing');
    const { userId, orderId } = await fixtures.hold({ credits: 3 });

    await fixtures.forgottenHold(orderId);

    expect(await balanceOf(userId)).toEqual({ available: 3, held: 0 });
    expect(await new LedgerInvariantsReader(database).violations()).toEqual([]);
  });
});

describe('a price', () => {
  it('the price of an order is the one in force at the moment of the quote, times the units', async () => {
    const { database, admin } = await onPostgres('bot');
    await admin.query(`INSERT INTO billing.price VALUES ('picture', '2026-12-15T12:00:00Z', 500)`);
    const prices = new PriceReader(database);

    expect(await prices.quote('picture', 4, new Date('2026-12-15T11:59:59.999Z'))).toEqual({
      item: 'picture',
      units: 4,
      total: 1200n,
      quotedAt: '2026-12-15T11:59:59.999Z',
    });
    expect((await prices.quote('picture', 4, new Date('2026-12-15T12:00:00Z'))).total).toBe(2000n);
  });

  it('a missing price is an error, never zero', async () => {
    const { database } = await onPostgres('bot');

    await expect(new PriceReader(database).quote('picture', 1, new Date('2020-01-01'))).rejects.toMatchObject({
      code: 'unexpected',
    });
  });
});

describe('the list of prices', () => {
  it('the list of prices has every item, each at the price of the day', async () => {
    const { database, admin } = await onPostgres('bot');
    await admin.query(`INSERT INTO billing.price VALUES ('picture', '2026-12-15T12:00:00Z', 500)`);
    const prices = new PriceReader(database);
    const items = Object.keys(await prices.list(new Date('2026-12-15T12:00:00Z'))).toSorted();
    expect(items).toEqual([...PRICED_ITEMS].toSorted());

    expect(await prices.list(new Date('2026-12-15T11:59:59.999Z'))).toMatchObject({ picture: 300n, upscale: 100n });
    expect(await prices.list(new Date('2026-12-15T12:00:00Z'))).toMatchObject({ picture: 500n, upscale: 100n });
  });

  it('the list of prices of a day without prices is an error, never a list with gaps', async () => {
    const { database } = await onPostgres('bot');

    await expect(new PriceReader(database).list(new Date('2020-01-01'))).rejects.toMatchObject({ code: 'unexpected' });
  });
});

describe('the history of credits', () => {
  const setup = async () => {
    const postgres = await onPostgres('bot');
    const { userId } = await postgres.fixtures.account({ credits: 100 }); // a correction, with which the history begins
    const at = (minute: number) => ({ createdAt: new Date(Date.UTC(2025, 10, 20, 12, minute)) });
    const open = await postgres.fixtures.hold({ userId, credits: 3, ...at(3) });
    const partly = await postgres.fixtures.hold({
      userId,
      credits: 12,
      ...at(2),
      status: 'captured',
      captured: centiCredits(900),
      reason: 'result-not-decent',
      units: 4,
      delivered: 3,
      deliveredOf: 4,
      settledAt: new Date(),
    });
    const failed = await postgres.fixtures.hold({
      userId,
      credits: 5,
      kind: 'training',
      ...at(1),
      status: 'released',
      reason: 'provider-failed',
      settledAt: new Date(),
    });
    return { userId, open, partly, failed, history: new HistoryReader(postgres.database), postgres };
  };

  it('the history of credits has a line for each order and for each addition, newest first; an order’s line has the charge and, if only a part was charged, the reason', async () => {
    const { userId, open, partly, failed, history } = await setup();

    const { receipts, next } = await history.page(userId, { limit: 10 });

    expect(next).toBeNull();
    expect(receipts).toEqual([
      {
        id: expect.any(String),
        at: expect.any(Date),
        kind: 'correction',
        credited: 10_000n,
        chargeId: null,
        paid: null,
      },
      {
        id: open.orderId,
        at: open.createdAt,
        kind: 'generation',
        units: 1,
        delivered: 0,
        isOpen: true,
        held: 300n,
        charged: 0n,
        released: 0n,
        reason: null,
      },
      {
        id: partly.orderId,
        at: partly.createdAt,
        kind: 'generation',
        units: 4,
        delivered: 3,
        isOpen: false,
        held: 1200n,
        charged: 900n,
        released: 300n,
        reason: 'result-not-decent',
      },
      {
        id: failed.orderId,
        at: failed.createdAt,
        kind: 'training',
        units: 1,
        delivered: 0,
        isOpen: false,
        held: 500n,
        charged: 0n,
        released: 500n,
        reason: 'provider-failed',
      },
    ]);
  });

  it('the history of credits is read page by page without losing or repeating a line', async () => {
    const { userId, history } = await setup();
    const all = (await history.page(userId, { limit: 10 })).receipts.map(({ id }) => id);

    const read: string[] = [];
    let before: string | null | undefined;
    do {
      const page = await history.page(userId, { limit: 2, ...(before ? { before } : {}) });
      read.push(...page.receipts.map(({ id }) => id));
      before = page.next;
    } while (before);

    expect(read).toEqual(all);
  });

  it("the history of credits finds one receipt of the person, and none of another person's", async () => {
    const { userId, partly, history, postgres } = await setup();
    const stranger = await postgres.fixtures.account({ credits: 1 });

    expect(await history.find(userId, partly.orderId)).toMatchObject({ charged: 900n, released: 300n, delivered: 3 });
    expect(await history.find(stranger.userId, partly.orderId)).toBeNull();
  });

  it('the history of credits names the payment of a purchase and what it cost', async () => {
    const { userId, history, postgres } = await setup();
    await postgres.admin.query(
      `UPDATE billing.transaction SET type = 'purchase', idempotency_key = 'purchase:stx:1' WHERE user_id = $1 AND type = 'correction'`,
      [userId],
    );

    await postgres.admin.query(
      `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, currency, card_amount, credited)
       VALUES ('stx:1', $1, 'small-1', 0, 'RUB', 24900, 10000)`,
      [userId],
    );

    const { receipts } = await history.page(userId, { limit: 1 });
    expect(receipts).toMatchObject([
      { kind: 'purchase', chargeId: 'stx:1', paid: { currency: 'RUB', amount: 24_900 } },
    ]);
    expect(await history.find(userId, receipts[0]!.id)).toMatchObject({ paid: { currency: 'RUB', amount: 24_900 } });
  });

  it('a page that begins after another person’s receipt is empty', async () => {
    const { userId, history, postgres } = await setup();
    const stranger = await postgres.fixtures.hold({ credits: 1 });

    expect(await history.page(userId, { before: stranger.orderId, limit: 10 })).toEqual({ receipts: [], next: null });
  });
});
