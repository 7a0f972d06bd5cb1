import { describe, expect, it } from '@jest/globals';
import { FreeWorkReader } from '@aisha/database';
import { FreeSpeechReader, HoldReader, LedgerInvariantsReader } from '@aisha/database/billing';
import { packPayload, PACKS, type GiftId, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { jobContext, ManualClock, onPostgres } from '@aisha/testing';
import { billingHandlers } from '../../spec/handlers';
import { BillingConfig } from '../config';
import { OpenGiftHandler } from '../gifts/gift.handlers';
import { GiftStore } from '../gifts/gift.store';
import { LedgerStore } from '../ledger/ledger.store';
import { AccountStore, WelcomeGift } from './account.store';
import { OpenAccountHandler } from './open-account.handler';

const setup = async () => {
  const postgres = await onPostgres('billing');
  const userId = newId<UserId>();
  const clock = new ManualClock(new Date());
  const ledger = new LedgerStore();
  const accountsWith = (welcome: number) =>
    new AccountStore(ledger, new WelcomeGift({ ...new BillingConfig(), WELCOME_CREDITS: welcome }, clock));
  return {
    postgres,
    clock,
    userId,
    open: (welcome: number, isReturning = false) =>
      new OpenAccountHandler(accountsWith(welcome)).handle({ userId, isReturning }, jobContext(postgres)),
    /**
     * Handles the link of a gift. When it is a person's first message, billing gets this message as well as `open-account`, in either
     * order.
     */
    followsGift: (welcome: number) =>
      new OpenGiftHandler(
        ...([new GiftStore(accountsWith(welcome), ledger), new Outbox('billing'), clock] as const),
        Logger.silent(),
      ).handle({ giftId: newId<GiftId>(), userId }, jobContext(postgres)),
  };
};

describe('opening an account', () => {
  it('a person gets the welcome credits once, even if 16 messages open the account at the same moment', async () => {
    const { postgres, userId, open } = await setup();

    await Promise.all(Array.from({ length: 16 }, () => open(50)));

    expect(await postgres.balanceOf(userId)).toEqual({ available: 50, held: 0 });
    expect(await new LedgerInvariantsReader(postgres.database).violations()).toEqual([]);
  });

  it('a person whose account is opened again gets nothing more, even if the welcome gift has grown since', async () => {
    const { postgres, userId, open } = await setup();
    await open(50);

    await open(100);

    expect(await postgres.balanceOf(userId)).toEqual({ available: 50, held: 0 });
  });

  it('a new account gets the welcome credits that are in force by the product’s clock, not by the machine’s', async () => {
    const { postgres, userId, open, clock } = await setup();
    await postgres.admin.query(`INSERT INTO billing.allowance VALUES ('welcome-credits', '2099-12-01Z', 70)`);
    clock.set(new Date('2099-12-01T12:00:00Z'));

    await open(50);

    expect(await postgres.balanceOf(userId)).toEqual({ available: 70, held: 0 });
  });

  it('an account stays empty when there are no welcome credits', async () => {
    const { postgres, userId, open } = await setup();

    await open(0);

    expect(await postgres.balanceOf(userId)).toEqual({ available: 0, held: 0 });
    expect(await postgres.admin.query('SELECT * FROM billing.transaction')).toEqual([]);
  });

  it.each([
    ['a new person gets the welcome credits', false, 50],
    ['a past guest gets no welcome credits', true, 0],
  ])(
    '%s also when the link of a gift comes before the account is opened, and then waits for it',
    async (_, isReturning, available) => {
      const { postgres, userId, open, followsGift } = await setup();

      await expect(followsGift(50)).rejects.toMatchObject({ code: 'order-unknown' });
      await open(50, isReturning);
      await followsGift(50);

      expect(await postgres.balanceOf(userId)).toEqual({ available, held: 0 });
    },
  );

  it('a past guest has no free speech and no free work on the first day, because nobody knows what they had for nothing before', async () => {
    const { postgres, userId, open } = await setup();
    const limits = { perDay: 500_000, perMonth: 5_000_000, ofAllPerDay: 50_000_000 };
    const free = async (of: UserId, at = new Date()) => ({
      speech: (await new FreeSpeechReader(await postgres.as('bot')).line(of, 60, at, 60)).freeUnits,
      work: await new FreeWorkReader(await postgres.as('generator')).left(of, at, limits),
    });
    const newcomer = newId<UserId>();
    await new OpenAccountHandler(
      new AccountStore(new LedgerStore(), new WelcomeGift(new BillingConfig(), new ManualClock(new Date()))),
    ).handle({ userId: newcomer }, jobContext(postgres));

    await open(50, true);

    expect(await free(userId)).toEqual({ speech: 0, work: 0 });
    expect(await new HoldReader(postgres.database).firstWithFreeUnitsSince(userId, new Date(0))).toMatchObject({
      orderId: null,
      createdAt: expect.any(Date),
    });
    const nextDay = new Date(Date.now() + 24 * 60 * 60_000 + 60_000);
    expect(await free(userId, nextDay)).toEqual({ speech: 10, work: 500_000 });
    expect(await free(newcomer)).toEqual({ speech: 10, work: 500_000 });
  });

  it('welcome credits that come after a purchase was spent and refunded first pay what the person owes', async () => {
    const postgres = await onPostgres('billing');
    const { credit, refund, correct, open } = billingHandlers(postgres, { welcomeCredits: 30, openOrders: 1 });
    const [userId, telegramPaymentChargeId] = [newId<UserId>(), 'charge-0'];
    const [pack] = PACKS;
    const paid = { userId, chargeId: telegramPaymentChargeId, payload: packPayload(pack!.id), amount: pack!.stars };
    await postgres.fixtures.stars(paid);
    await credit.handle({ telegramPaymentChargeId }, jobContext(postgres));
    const all = `-${pack!.credits}`;
    const act = { actId: newId<string>(), operator: 'command:nina', reason: 'test' };
    await correct.handle({ ...act, userId, centiCredits: all }, jobContext(postgres));
    await postgres.fixtures.stars({ ...paid, kind: 'refund' });
    await refund.handle({ telegramPaymentChargeId }, jobContext(postgres));

    await open.handle({ userId }, jobContext(postgres));

    expect(await postgres.admin.query('SELECT available, debt FROM billing.account')).toEqual([
      { available: '0', debt: String(pack!.credits - 3000n) },
    ]);
    expect(await new LedgerInvariantsReader(postgres.database).violations()).toEqual([]);
  });
});
