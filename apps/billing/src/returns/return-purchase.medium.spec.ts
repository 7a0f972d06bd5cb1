import { describe, expect, it } from '@jest/globals';
import { LedgerInvariantsReader } from '@aisha/database/billing';
import { StarTransactionReader } from '@aisha/database/bot';
import { RETURN_TERMS, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { jobContext, ManualClock, onPostgres } from '@aisha/testing';
import { AccountStore, WelcomeGift } from '../accounts/account.store';
import { LedgerStore } from '../ledger/ledger.store';
import { CreditPurchaseHandler } from '../purchases/credit-purchase.handler';
import { PurchaseStore } from '../purchases/purchase.store';
import { RefundPurchaseHandler } from '../purchases/refund-purchase.handler';
import { ReturnPurchaseHandler } from './return-purchase.handler';
import { ReturnStore } from './return.store';
import { BillingConfig } from '../config';
import { SettleReturnHandler } from './settle-return.handler';

const CHARGE = 'stxCharge_1';
const DAY_MS = 24 * 3_600_000;
const [{ withinDays, atMost }] = RETURN_TERMS;

/** A person who has bought the smallest pack: 100 credits for 150 Stars. */
const setup = async () => {
  const postgres = await onPostgres('billing');
  const { database, fixtures } = postgres;
  const clock = new ManualClock(new Date());
  const ledger = new LedgerStore();
  const accounts = new AccountStore(ledger, new WelcomeGift({ ...new BillingConfig(), WELCOME_CREDITS: 0 }));
  const returns = new ReturnStore(ledger, clock);
  const purchases = new PurchaseStore(ledger, returns);
  const outbox = new Outbox('billing');
  const log = Logger.silent();
  const stars = new StarTransactionReader(database);
  const crediting = new CreditPurchaseHandler(stars, accounts, purchases, outbox, log);
  const refunding = new RefundPurchaseHandler(stars, accounts, purchases, outbox, log);
  const asking = new ReturnPurchaseHandler(accounts, returns, outbox, clock, log);
  const settling = new SettleReturnHandler(accounts, returns, purchases, outbox, log);
  const userId = newId<UserId>();
  const buys = async (chargeId = CHARGE) => {
    const payment = await fixtures.stars({ userId, chargeId });
    await crediting.handle({ telegramPaymentChargeId: chargeId }, jobContext(postgres));
    return payment;
  };
  const payment = await buys();
  return {
    postgres,
    userId,
    clock,
    buys,
    asks: async (chargeId = CHARGE, returnId = newId<string>(), by = userId) => {
      await asking.handle({ returnId, userId: by, telegramPaymentChargeId: chargeId }, jobContext(postgres));
      return returnId;
    },
    answers: (returnId: string, problem: string | null = null) =>
      settling.handle({ returnId, isReturned: problem === null, problem }, jobContext(postgres)),
    listed: async (chargeId = CHARGE) => {
      await fixtures.stars({ userId, chargeId, kind: 'refund', amount: payment.amount });
      await refunding.handle({ telegramPaymentChargeId: chargeId }, jobContext(postgres));
    },
    spends: async (amount: number) => {
      const { orderId } = await fixtures.hold({ userId, credits: amount });
      return orderId;
    },
    sent: async (job: string) => (await postgres.outboxOf('billing')).filter((one) => one.job === job),
    balance: () => postgres.balanceOf(userId),
    violations: () => new LedgerInvariantsReader(database).violations(),
  };
};

describe('unused credits that go back', () => {
  it('unused credits that go back are set aside first, and gone when Telegram has given the Stars back', async () => {
    const { asks, answers, balance, sent, violations, userId } = await setup();

    const returnId = await asks();
    expect(await balance()).toEqual({ available: 0, held: 100 });
    expect(await sent('return-stars')).toMatchObject([
      { receiver: 'bot-gateway', payload: { returnId, userId, telegramPaymentChargeId: CHARGE } },
    ]);
    expect(await violations()).toEqual([]);

    await answers(returnId);
    await answers(returnId);

    expect(await balance()).toEqual({ available: 0, held: 0 });
    expect(await sent('announce-refund')).toMatchObject([
      { payload: { taken: '10000', owed: '0', availableAfter: '0', stars: 150 } },
    ]);
    expect(await violations()).toEqual([]);
  });

  it('unused credits that go back can be spent again when Telegram refuses', async () => {
    const { asks, answers, balance, sent, violations } = await setup();

    await answers(await asks(), 'CHARGE_NOT_FOUND');

    expect(await balance()).toEqual({ available: 100, held: 0 });
    expect(await sent('explain-return')).toMatchObject([{ payload: { verdict: 'by-rule', stars: 150 } }]);
    expect(await violations()).toEqual([]);

    await answers(await asks()); // and may be asked for once more
    expect(await balance()).toEqual({ available: 0, held: 0 });
    expect(await violations()).toEqual([]);
  });

  it("unused credits that go back are taken once, whether Telegram's list or its answer comes first", async () => {
    const { asks, answers, listed, balance, sent, violations } = await setup();
    const returnId = await asks();

    await listed();
    await answers(returnId);

    expect(await balance()).toEqual({ available: 0, held: 0 });
    expect(await sent('announce-refund')).toHaveLength(1);
    expect(await violations()).toEqual([]);
  });

  it('unused credits that go back are asked of Telegram once, however often and at the same moment the person asks', async () => {
    const { asks, balance, sent, violations } = await setup();

    await Promise.all(Array.from({ length: 8 }, () => asks()));

    expect(await sent('return-stars')).toHaveLength(1);
    expect(await balance()).toEqual({ available: 0, held: 100 });
    expect(await violations()).toEqual([]);
  });

  it('unused credits that go back are not those of which some were spent since the screen was shown', async () => {
    const { asks, spends, balance, sent } = await setup();
    await spends(40);

    await asks();

    expect(await balance()).toEqual({ available: 60, held: 40 });
    expect(await sent('return-stars')).toEqual([]);
    expect(await sent('explain-return')).toMatchObject([
      { payload: { verdict: 'spent-in-part', stars: 150, spent: '4000', availableAfter: '6000' } },
    ]);
  });

  it('unused credits that go back do so within their days, and so often at most', async () => {
    const { asks, buys, clock, sent } = await setup();
    const verdicts = async () => (await sent('explain-return')).map(({ payload }) => payload['verdict']);
    for (let n = 0; n <= atMost; n += 1) await buys(`more-${n}`);
    for (let n = 0; n <= atMost; n += 1) await asks(`more-${n}`);
    expect(await verdicts()).toEqual(['too-often']);

    clock.set(new Date(clock.now().getTime() + (withinDays + 1) * DAY_MS));
    await asks();

    expect(await verdicts()).toEqual(['too-often', 'too-late']);
  });

  it("unused credits that go back are the person's own: to a stranger the charge is unknown", async () => {
    const { asks, sent, balance } = await setup();

    await asks(CHARGE, newId<string>(), newId<UserId>());

    expect(await sent('explain-return')).toMatchObject([{ payload: { verdict: 'unknown', stars: 0 } }]);
    expect(await sent('return-stars')).toEqual([]);
    expect(await balance()).toEqual({ available: 100, held: 0 });
  });
});
