import { register } from 'prom-client';
import { describe, expect, it } from '@jest/globals';
import { HistoryReader, LedgerInvariantsReader, type Movement, StatementReader } from '@aisha/database/billing';
import { StarTransactionReader, type StarTransaction } from '@aisha/database/bot';
import { AppError, packPayload, PACKS, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Logger, newId, SystemClock } from '@aisha/platform';
import { jobContext, onPostgres } from '@aisha/testing';
import { HoldStore } from '../holds/hold.store';
import { Settlement } from '../holds/settlement';
import { CreditPurchaseHandler } from './credit-purchase.handler';
import { RefundPurchaseHandler } from '../return-ends/refund-purchase.handler';
import { purchasing } from '../../spec/purchasing';

const [pack, dearer] = PACKS as [(typeof PACKS)[number], (typeof PACKS)[number]];
const CHARGE = 'stxCharge_1';
const STRANGER = newId<UserId>();

const setup = async () => {
  const postgres = await onPostgres('billing');
  const { database, fixtures } = postgres;
  const { ledger, accounts, purchases } = purchasing(new SystemClock());
  const parts = [
    new StarTransactionReader(database),
    accounts,
    purchases,
    new Outbox('billing'),
    Logger.silent(),
  ] as const;
  const crediting = new CreditPurchaseHandler(...parts);
  const refunding = new RefundPurchaseHandler(...parts);
  const holds = new HoldStore(ledger, new SystemClock());
  const settlement = new Settlement(accounts, holds, new Outbox('billing'));
  const userId = newId<UserId>();
  return {
    postgres,
    userId,
    /** Writes the payment as the gateway does. */
    paid: (stars: Partial<StarTransaction> = {}) => fixtures.stars({ userId, chargeId: CHARGE, ...stars }),
    credit: (charge = CHARGE) => crediting.handle({ telegramPaymentChargeId: charge }, jobContext(postgres)),
    refund: (charge = CHARGE) => refunding.handle({ telegramPaymentChargeId: charge }, jobContext(postgres)),
    giveUp: () =>
      database.transaction((tx) =>
        crediting.giveUp({ telegramPaymentChargeId: CHARGE }, new AppError('took-too-long'), tx),
      ),
    spend: async (amount: number) => {
      const { orderId } = await fixtures.hold({ userId, credits: amount });
      return {
        ends: async (delivered: number) => {
          await fixtures.generation({ orderId, userId, state: 'succeeded', delivered });
          await database.transaction((tx) =>
            settlement.settle(tx, { orderId, userId, kind: 'generation' }, { delivered, of: 1, reason: null }),
          );
        },
      };
    },
    debt: async () => (await postgres.admin.query<{ debt: number }>('SELECT debt::int FROM billing.account'))[0]?.debt,
    violations: () => new LedgerInvariantsReader(database).violations(),
  };
};

describe('Stars that arrived', () => {
  it("Stars that arrived become the pack's credits, and the person is told", async () => {
    const { postgres, userId, paid, credit, violations } = await setup();
    await paid();

    await credit();

    expect(await postgres.balanceOf(userId)).toEqual({ available: 100, held: 0 });
    expect(await postgres.outboxOf('billing')).toEqual([
      {
        receiver: 'bot-gateway',
        job: 'announce-purchase',
        payload: {
          userId,
          credited: '10000',
          availableAfter: '10000',
          stars: 150,
          debtPaid: '0',
          telegramPaymentChargeId: CHARGE,
          subscribedUntil: null,
        },
      },
    ]);
    expect(await violations()).toEqual([]);
  });

  it('Stars that arrived are credited once per charge, even if their message comes 16 times at the same moment (telegram.md §12, 10)', async () => {
    const { postgres, userId, paid, credit, violations } = await setup();
    await paid();

    await Promise.all(Array.from({ length: 16 }, () => credit()));

    expect(await postgres.balanceOf(userId)).toEqual({ available: 100, held: 0 });
    expect(await postgres.outboxOf('billing')).toHaveLength(1);
    expect(await violations()).toEqual([]);
  });

  it('the metric of sold Stars counts a charge once, even if its message comes three times at the same moment', async () => {
    const { paid, credit } = await setup();
    const sold = async () => {
      const series = (await register.getSingleMetric('aisha_purchase_stars_total')!.get()).values;
      return series.reduce((all, { value }) => all + value, 0);
    };
    await paid();
    const before = await sold();

    await Promise.all([credit(), credit(), credit()]);

    expect((await sold()) - before).toBe(150);
  });

  it.each(['stars = stars + 1', `pack_id = 'another'`])(
    'a charge that was credited as another purchase is an error: %s',
    async (difference) => {
      const { postgres, userId, paid, credit } = await setup();
      await paid();
      await credit();
      await postgres.admin.query(`UPDATE billing.purchase SET ${difference}`);

      await expect(credit()).rejects.toMatchObject({ code: 'idempotency-conflict' });

      expect(await postgres.balanceOf(userId)).toEqual({ available: 100, held: 0 });
    },
  );

  it('the Stars of each of a person’s two charges are credited', async () => {
    const { postgres, userId, paid, credit } = await setup();
    await paid();
    await paid({ chargeId: 'stxCharge_2' });

    await credit();
    await credit('stxCharge_2');

    expect(await postgres.balanceOf(userId)).toEqual({ available: 200, held: 0 });
  });

  it.each([
    ['person', `user_id = '${STRANGER}'`],
    ['pack', `payload = '${packPayload(dearer.id)}', amount = ${dearer.stars}`],
  ])('a charge that is credited already is not credited again for another %s', async (_, change) => {
    const { postgres, userId, paid, credit } = await setup();
    await paid();
    await credit();
    await postgres.fixtures.person({ userId: STRANGER });
    await postgres.admin.query(`UPDATE bot.star_transaction SET ${change}`);

    await expect(credit()).rejects.toMatchObject({ code: 'idempotency-conflict' });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 100, held: 0 });
    expect(await postgres.outboxOf('billing')).toHaveLength(1);
  });

  it.each([
    ['nothing the gateway wrote', async () => {}],
    [
      'what Telegram has not confirmed',
      (paid) => paid({ userId: null, payer: {}, confirmedAt: null, forwardedAt: null }),
    ],
    ['a refund alone', (paid) => paid({ kind: 'refund' })],
  ] as [string, (paid: Awaited<ReturnType<typeof setup>>['paid']) => Promise<unknown>][])(
    'a message alone credits no Stars: a job that names %s creates nothing, and nobody is told anything',
    async (_, write) => {
      const { postgres, paid, credit, giveUp } = await setup();
      await write(paid);

      await expect(credit()).rejects.toMatchObject({ code: 'payment-unknown' });
      await giveUp();

      expect(await postgres.admin.query('SELECT FROM billing.account')).toEqual([]);
      expect(await postgres.admin.query('SELECT FROM billing.transaction')).toEqual([]);
      expect(await postgres.outboxOf('billing')).toEqual([]);
    },
  );

  it.each([
    ['another number of Stars', { amount: pack.stars - 1 }],
    ['a pack that never was', { payload: packPayload('huge-9') }],
    ['another currency', { currency: 'RUB' }],
  ])('Stars that fit no pack are an error and buy nothing: %s', async (_, changes) => {
    const { postgres, paid, credit } = await setup();
    await paid(changes);

    await expect(credit()).rejects.toMatchObject({ code: 'payment-fits-no-pack' });

    expect(await postgres.admin.query('SELECT * FROM billing.purchase')).toEqual([]);
  });
});

describe('Stars that went back', () => {
  it('the credits of Stars that went back are taken once, and the person is told', async () => {
    const { postgres, userId, paid, credit, refund, violations } = await setup();
    await paid();
    await credit();
    await paid({ kind: 'refund' });

    await Promise.all(Array.from({ length: 8 }, () => refund()));

    expect(await postgres.balanceOf(userId)).toEqual({ available: 0, held: 0 });
    const told = (await postgres.outboxOf('billing')).filter(({ job }) => job === 'announce-refund');
    expect(told.map(({ payload }) => payload)).toEqual([
      { userId, taken: '10000', owed: '0', availableAfter: '0', stars: 150 },
    ]);
    expect(await violations()).toEqual([]);
  });

  it('Stars that went back after their credits were spent leave a debt, which the next purchase pays', async () => {
    const { postgres, userId, paid, credit, refund, spend, debt, violations } = await setup();
    await paid();
    await credit();
    await (await spend(60)).ends(1);
    await paid({ kind: 'refund' });

    await refund();
    expect([await postgres.balanceOf(userId), await debt()]).toEqual([{ available: 0, held: 0 }, 6_000]);
    expect(await violations()).toEqual([]);

    await paid({ chargeId: 'stxCharge_2' });
    await credit('stxCharge_2');
    expect([await postgres.balanceOf(userId), await debt()]).toEqual([{ available: 40, held: 0 }, 0]);
    expect(
      (await postgres.outboxOf('billing')).map(({ job, payload }) => [job, payload['owed'] ?? payload['debtPaid']]),
    ).toEqual(
      expect.arrayContaining([
        ['announce-refund', '6000'],
        ['announce-purchase', '6000'],
      ]),
    );
    expect(await violations()).toEqual([]);
  });

  it('Stars that went back after all their credits were spent leave only a debt', async () => {
    const { postgres, userId, paid, credit, refund, spend, debt, violations } = await setup();
    await paid();
    await credit();
    await (await spend(100)).ends(1);
    await paid({ kind: 'refund' });

    await refund();

    expect([await postgres.balanceOf(userId), await debt()]).toEqual([{ available: 0, held: 0 }, 10_000]);
    expect(await violations()).toEqual([]);
  });

  it('Stars that went back after all their credits were spent stand in the history and in the statement', async () => {
    const { postgres, userId, paid, credit, refund, spend } = await setup();
    const ofPayment = { kind: 'refund', chargeId: CHARGE };
    const statement = new StatementReader(postgres.database);
    await paid();
    await credit();
    await (await spend(100)).ends(1);
    await paid({ kind: 'refund' });
    await refund();

    const { receipts } = await new HistoryReader(postgres.database).page(userId, { limit: 10 });
    expect(receipts[0]).toMatchObject({ ...ofPayment, credited: 0n, paid: { currency: 'XTR', amount: 150 } });
    const always = { from: new Date(0), to: new Date('2100-01-01') };
    let last: Movement | undefined;
    for await (const movement of statement.movements(userId, always)) last = movement;
    expect(last).toMatchObject({ ...ofPayment, credits: 0n, stars: -150, paid: null });
    await postgres.admin.query(
      `UPDATE billing.transaction SET created_at = created_at - interval '40 days' WHERE type <> 'debt'`,
    );
    expect(await statement.months(userId, 'UTC')).toHaveLength(2);
  });

  it('a purchase pays a part of a debt that is larger than the purchased credits', async () => {
    const { postgres, userId, paid, credit, refund, spend, debt, violations } = await setup();
    for (const chargeId of ['stxCharge_2', 'stxCharge_3']) {
      await paid({ chargeId });
      await credit(chargeId);
    }
    await (await spend(200)).ends(1);
    for (const chargeId of ['stxCharge_2', 'stxCharge_3']) {
      await paid({ chargeId, kind: 'refund' });
      await refund(chargeId);
    }

    await paid();
    await credit();

    expect([await postgres.balanceOf(userId), await debt()]).toEqual([{ available: 0, held: 0 }, 10_000]);
    expect(await violations()).toEqual([]);
  });

  it('Stars that went back while an order holds their credits leave a debt; the credits that the order releases pay it', async () => {
    const { postgres, userId, paid, credit, refund, spend, debt, violations } = await setup();
    await paid();
    await credit();
    const order = await spend(60);
    await paid({ kind: 'refund' });
    await refund();
    expect([await postgres.balanceOf(userId), await debt()]).toEqual([{ available: 0, held: 60 }, 6_000]);

    await order.ends(0);

    expect([await postgres.balanceOf(userId), await debt()]).toEqual([{ available: 0, held: 0 }, 0]);
    expect(await violations()).toEqual([]);
  });

  it('Stars that went back before they were credited are never credited, and take no credits of another purchase', async () => {
    const { postgres, userId, paid, credit, refund, violations } = await setup();
    await paid({ chargeId: 'stxCharge_2' });
    await credit('stxCharge_2');
    await paid();
    await paid({ kind: 'refund' });

    await refund();
    await credit();

    expect(await postgres.balanceOf(userId)).toEqual({ available: 100, held: 0 });
    expect(await postgres.outboxOf('billing')).toMatchObject([{ job: 'announce-purchase' }]);
    expect(await violations()).toEqual([]);
  });

  it('a job takes credits back only once Telegram’s list shows the refund', async () => {
    const { postgres, userId, paid, credit, refund } = await setup();
    await paid();
    await credit();

    await expect(refund()).rejects.toMatchObject({ code: 'payment-unknown' });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 100, held: 0 });
  });
});

describe('Stars that could not be credited after all attempts', () => {
  it('Stars that could not be credited after all attempts are explained to the person, with the id of the payment', async () => {
    const { postgres, userId, paid, credit, giveUp } = await setup();
    await paid();
    await paid({ chargeId: 'stxCharge_2' });
    await credit('stxCharge_2');

    await giveUp();

    expect(await postgres.outboxOf('billing')).toEqual([
      expect.objectContaining({ job: 'announce-purchase' }), // the message about the other payment
      {
        receiver: 'bot-gateway',
        job: 'explain-delayed-purchase',
        payload: { userId, stars: 150, telegramPaymentChargeId: CHARGE, code: 'took-too-long' },
      },
    ]);
  });

  it('Stars that are credited already are not explained as missing', async () => {
    const { postgres, paid, credit, giveUp } = await setup();
    await paid();
    await credit();

    await giveUp();

    expect(await postgres.outboxOf('billing')).toMatchObject([{ job: 'announce-purchase' }]);
  });
});
