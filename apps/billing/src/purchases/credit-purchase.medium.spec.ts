import { describe, expect, it } from '@jest/globals';
import type { CreditPurchase } from '@aisha/contracts/billing';
import { LedgerInvariantsReader } from '@aisha/database/billing';
import { AppError, credits, PACKS, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { jobContext, onPostgres } from '@aisha/testing';
import { AccountStore } from '../accounts/account.store';
import { LedgerStore } from '../ledger/ledger.store';
import { CreditPurchaseHandler } from './credit-purchase.handler';
import { PurchaseStore } from './purchase.store';

const [pack] = PACKS as [(typeof PACKS)[number]];

const setup = async () => {
  const postgres = await onPostgres('billing');
  const ledger = new LedgerStore();
  const handler = new CreditPurchaseHandler(
    new AccountStore(ledger, credits(0)),
    new PurchaseStore(ledger),
    new Outbox('billing'),
    Logger.silent(),
  );
  const paid: CreditPurchase = {
    userId: newId<UserId>(),
    packId: pack.id,
    stars: pack.stars,
    telegramPaymentChargeId: 'stxCharge_1',
  };
  return {
    postgres,
    paid,
    credit: (job: CreditPurchase) => handler.handle(job, jobContext(postgres)),
    giveUp: (job: CreditPurchase) =>
      postgres.database.transaction((tx) => handler.giveUp(job, new AppError('took-too-long'), tx)),
    violations: () => new LedgerInvariantsReader(postgres.database).violations(),
  };
};

describe('Stars that arrived', () => {
  it("become the pack's credits, and the person is told", async () => {
    const { postgres, paid, credit, violations } = await setup();

    await credit(paid);

    expect(await postgres.balanceOf(paid.userId)).toEqual({ available: 100, held: 0 });
    expect(await postgres.outboxOf('billing')).toEqual([
      {
        receiver: 'bot-gateway',
        job: 'announce-purchase',
        payload: { userId: paid.userId, credited: '10000', availableAfter: '10000', stars: 150 },
      },
    ]);
    expect(await violations()).toEqual([]);
  });

  it('are credited once per charge, 16 times at the same moment included (telegram.md §12, 10)', async () => {
    const { postgres, paid, credit, violations } = await setup();

    await Promise.all(Array.from({ length: 16 }, () => credit(paid)));

    expect(await postgres.balanceOf(paid.userId)).toEqual({ available: 100, held: 0 });
    expect(await postgres.outboxOf('billing')).toHaveLength(1);
    expect(await violations()).toEqual([]);
  });

  it('are credited again for another charge', async () => {
    const { postgres, paid, credit } = await setup();

    await credit(paid);
    await credit({ ...paid, telegramPaymentChargeId: 'stxCharge_2' });

    expect(await postgres.balanceOf(paid.userId)).toEqual({ available: 200, held: 0 });
  });

  it('are not credited to a second person under the same charge', async () => {
    const { postgres, paid, credit } = await setup();
    await credit(paid);

    await expect(credit({ ...paid, userId: newId<UserId>() })).rejects.toMatchObject({ code: 'idempotency-conflict' });

    expect(await postgres.admin.query('SELECT sum(available)::int AS all FROM billing.account')).toEqual([
      { all: 10_000 },
    ]);
  });

  it.each([
    ['another number of Stars', { stars: pack.stars - 1 }],
    ['a pack that never was', { packId: 'huge-9' }],
  ])('wait for an operator when they are for %s', async (_, changes) => {
    const { postgres, paid, credit } = await setup();

    await expect(credit({ ...paid, ...changes })).rejects.toMatchObject({ code: 'payment-fits-no-pack' });

    expect(await postgres.admin.query('SELECT * FROM billing.purchase')).toEqual([]);
  });
});

describe('Stars whose credits could not be given after all attempts', () => {
  it('are not passed over in silence: the person is told, with what the payment is called', async () => {
    const { postgres, paid, giveUp } = await setup();

    await giveUp(paid);

    const { userId, stars, telegramPaymentChargeId } = paid;
    expect(await postgres.outboxOf('billing')).toEqual([
      {
        receiver: 'bot-gateway',
        job: 'explain-delayed-purchase',
        payload: { userId, stars, telegramPaymentChargeId, code: 'took-too-long' },
      },
    ]);
  });

  it('are not explained to a person who already has the credits', async () => {
    const { postgres, paid, credit, giveUp } = await setup();
    await credit(paid);

    await giveUp(paid);

    expect(await postgres.outboxOf('billing')).toMatchObject([{ job: 'announce-purchase' }]);
  });
});
