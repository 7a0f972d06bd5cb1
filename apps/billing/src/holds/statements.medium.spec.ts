import { describe, expect, it } from '@jest/globals';
import type { PlaceHold, SettleHold } from '@aisha/contracts/billing';
import { PriceReader } from '@aisha/database/billing';
import { type OrderId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Logger, newId, SystemClock } from '@aisha/platform';
import { jobContext, onPostgres, statementsOf } from '@aisha/testing';
import { SpendingStore } from '../spending/spending.store';
import { BillingConfig } from '../config';
import { AccountStore, WelcomeGift } from '../accounts/account.store';
import { LedgerStore } from '../ledger/ledger.store';
import { QuoteCheck } from '../prices/quote-check';
import { HoldStore } from './hold.store';
import { HoldLimits, PlaceHoldHandler } from './place-hold.handler';
import { SettleHoldHandler } from './settle-hold.handler';
import { Settlement } from './settlement';

/** A person with 20 credits orders four pictures for 12 credits. */
const setup = async () => {
  const postgres = await onPostgres('billing');
  const clock = new SystemClock();
  const ledger = new LedgerStore();
  const accounts = new AccountStore(ledger, new WelcomeGift({ ...new BillingConfig(), WELCOME_CREDITS: 0 }, clock));
  const holds = new HoldStore(ledger, clock);
  const outbox = new Outbox('billing');
  const placing = new PlaceHoldHandler(
    new QuoteCheck(new PriceReader(postgres.database)),
    accounts,
    holds,
    outbox,
    new HoldLimits({ ...new BillingConfig(), MAX_OPEN_ORDERS: 10 }, Logger.silent(), new SpendingStore(clock), clock),
  );
  const settling = new SettleHoldHandler(new Settlement(accounts, holds, outbox), Logger.silent());
  const { userId } = await postgres.fixtures.account({ credits: 20 });
  const order = { orderId: newId<OrderId>(), userId, kind: 'generation' as const };
  const asked: PlaceHold = {
    ...order,
    item: 'picture',
    units: 4,
    quotedCentiCredits: '1200',
    quotedAt: clock.now().toISOString(),
    onHeld: {
      ...{ receiver: 'image-generator', job: 'start-generation' },
      payload: {
        ...order,
        input: { kind: 'avatar', avatarId: newId() },
        prompt: 'sea',
        aspectRatio: '1:1',
        pictureCount: 4,
      },
    },
  };
  const ended: SettleHold = { ...order, delivered: 3, of: 4, reason: 'result-not-decent' };
  return {
    postgres,
    place: () => placing.handle(asked, jobContext(postgres)),
    settle: () => settling.handle(ended, jobContext(postgres)),
    statements: statementsOf(postgres.database),
  };
};

/** The first words of each statement, which make a failed comparison readable. */
const firstWords = (statements: readonly string[]): string[] =>
  statements.map((statement) => statement.trim().replace(/\s+/g, ' ').slice(0, 48));

// Each statement is a round trip while the person's account is locked, so a new statement needs a reason.
describe('the cost of a hold in statements', () => {
  it('placing a hold costs five statements: begin, claim, lock, post and commit; the price is read with the lock, and the messages are written with the posting', async () => {
    const { postgres, place, statements } = await setup();

    await place();

    expect(firstWords(statements)).toEqual([
      'START TRANSACTION',
      expect.stringMatching(/^INSERT INTO billing.handled/),
      expect.stringMatching(/^WITH seen AS/),
      expect.stringMatching(/^WITH besides_0 AS \(INSERT INTO billing.outbox/),
      'COMMIT',
    ]);
    expect(await postgres.outboxOf('billing')).toHaveLength(1);
  });

  it('settling a hold costs five statements: begin, claim, lock, post and commit; the receipt is written with the posting', async () => {
    const { postgres, place, settle, statements } = await setup();
    await place();
    const before = statements.length;

    await settle();

    expect(firstWords(statements.slice(before))).toEqual([
      'START TRANSACTION',
      expect.stringMatching(/^INSERT INTO billing.handled/),
      expect.stringMatching(/^WITH seen AS/),
      expect.stringMatching(/^WITH besides_0 AS \(INSERT INTO billing.outbox/),
      'COMMIT',
    ]);
    expect(await postgres.outboxOf('billing')).toHaveLength(2);
  });
});
