import { describe, expect, it } from '@jest/globals';
import { LedgerInvariantsReader, PlanReader } from '@aisha/database/billing';
import { StarTransactionReader } from '@aisha/database/bot';
import { PersonRowsStore } from '@aisha/database/people';
import { DAY_MS, PLANS, planPayload, RENEWAL_GRACE_MS, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { eventually, jobContext, ManualClock, onPostgres } from '@aisha/testing';
import { ForgetPersonHandler } from '../people/forget-person.handler';
import { CreditPurchaseHandler } from '../purchases/credit-purchase.handler';
import { RefundPurchaseHandler } from '../return-ends/refund-purchase.handler';
import { EndSubscriptions } from './end-subscriptions';
import { NoteSubscriptionHandler } from './note-subscription.handler';
import { purchasing } from '../../spec/purchasing';

const [plan] = PLANS as [(typeof PLANS)[number]];
const BEGAN = new Date('2026-12-01T12:00:00Z');
const month = (n: number) => new Date(BEGAN.getTime() + n * 30 * DAY_MS);

const setup = async () => {
  const postgres = await onPostgres('billing');
  const { database, fixtures } = postgres;
  const clock = new ManualClock(BEGAN);
  const { ledger, accounts, subscriptions, purchases } = purchasing(clock);
  const outbox = new Outbox('billing');
  const parts = [new StarTransactionReader(database), accounts, purchases, outbox, Logger.silent()] as const;
  const crediting = new CreditPurchaseHandler(...parts);
  const refunding = new RefundPurchaseHandler(...parts);
  const noting = new NoteSubscriptionHandler(accounts, subscriptions, outbox, Logger.silent());
  const ending = new EndSubscriptions(database, subscriptions, outbox, Logger.silent());
  const userId = newId<UserId>();
  const charge = { userId, payload: planPayload(plan.id), amount: plan.stars };
  const refunds = (chargeId: string) => refunding.handle({ telegramPaymentChargeId: chargeId }, jobContext(postgres));
  return {
    postgres,
    userId,
    clock,
    subscriptions,
    /**
     * Adds the n-th payment of the subscription, confirmed by Telegram, and resolves to a function that credits it. With `begins` null the
     * gateway does not know whether it is the first one.
     */
    pays: async (n: number, more: { begins?: boolean | null; until?: Date | null; chargeId?: string } = {}) => {
      const { begins = n === 1, until = month(n), chargeId = `month-${n}` } = more;
      await fixtures.stars({ ...charge, chargeId, subscribedUntil: until, beginsSubscription: begins });
      return () => crediting.handle({ telegramPaymentChargeId: chargeId }, jobContext(postgres));
    },
    isRefunded: async (chargeId: string) => {
      await fixtures.stars({ ...charge, chargeId, kind: 'refund' });
      await refunds(chargeId);
    },
    refunds,
    told: (state: 'active' | 'cancelled' | 'failed', updateId?: number) =>
      noting.handle({ userId, planId: plan.id, state, ...(updateId && { updateId }) }, jobContext(postgres)),
    /** Delivers Telegram's answer to our own request about a subscription. */
    answered: (firstChargeId: string, state: 'active' | 'cancelled') =>
      noting.handle({ userId, planId: plan.id, firstChargeId, state }, jobContext(postgres)),
    rows: () =>
      postgres.admin.query<{ id: string; last: string; state: string; until: Date }>(
        `SELECT first_charge_id AS id, last_charge_id AS last, state, paid_until AS until FROM billing.subscription ORDER BY began_at, first_charge_id`,
      ),
    forgets: (round: number) =>
      new ForgetPersonHandler(ledger, new PersonRowsStore(database, 'billing'), outbox).handle(
        { userId, erasureId: newId<string>(), avatarIds: [], round, forfeits: true },
        jobContext(postgres),
      ),
    endsThoseOver: () => ending.run(),
    subscription: () => new PlanReader(database).of(userId),
    news: async () =>
      (await postgres.outboxOf('billing'))
        .filter(({ job }) => job === 'announce-subscription')
        .map(({ payload }) => payload['news']),
    sent: async (job: string) => (await postgres.outboxOf('billing')).filter((one) => one.job === job),
    balance: () => postgres.balanceOf(userId),
    types: async () =>
      (await postgres.admin.query<{ type: string }>('SELECT DISTINCT type FROM billing.transaction')).map(
        ({ type }) => type,
      ),
    violations: () => new LedgerInvariantsReader(database).violations(),
  };
};

describe('a subscription', () => {
  it('a subscription brings its credits with each payment, once per charge, under a transaction type of its own', async () => {
    const { pays, balance, subscription, types, violations, sent } = await setup();

    const first = await pays(1);
    await Promise.all([first(), first(), first()]);
    await (
      await pays(2)
    )();

    expect(await balance()).toEqual({ available: 800, held: 0 });
    expect(await types()).toEqual(['subscription']);
    expect(await subscription()).toMatchObject({
      firstChargeId: 'month-1',
      lastChargeId: 'month-2',
      payments: 2,
      state: 'active',
      paidUntil: month(2),
    });
    expect((await sent('announce-purchase')).map(({ payload }) => payload['subscribedUntil'])).toEqual([
      month(1).toISOString(),
      month(2).toISOString(),
    ]);
    expect(await violations()).toEqual([]);
  });

  it('the percent of a promo code waits for a pack, whichever payments of a subscription come before', async () => {
    const { pays, balance, postgres, userId, sent } = await setup();
    await postgres.fixtures.account({ userId });
    await postgres.admin.query(
      `INSERT INTO billing.promo (code, percent, per_person, valid_from) VALUES ('MORE', 20, 1, '2026-11-01Z')`,
    );
    await postgres.admin.query(
      `INSERT INTO billing.promo_use (id, code, user_id, percent) VALUES (gen_random_uuid(), 'MORE', $1, 20)`,
      [userId],
    );
    const [first, renewal] = [await pays(1), await pays(2)];

    await first();
    await renewal();

    expect(await balance()).toEqual({ available: 800, held: 0 });
    expect((await sent('announce-purchase')).map(({ payload }) => payload['bonus'])).toEqual([undefined, undefined]);
    expect(await postgres.admin.query('SELECT telegram_payment_charge_id AS paid FROM billing.promo_use')).toEqual([
      { paid: null },
    ]);
  });

  it('a subscription is renewed even by a payment that only Telegram’s list has reported, without its period', async () => {
    const { pays, subscription, clock } = await setup();
    await (
      await pays(1)
    )();
    clock.set(month(1));

    await (
      await pays(2, { begins: null, until: null })
    )();

    expect(await subscription()).toMatchObject({ firstChargeId: 'month-1', payments: 2, paidUntil: month(2) });
  });

  it('a subscription goes on at its price after its plan is retired', async () => {
    const { pays, balance, postgres } = await setup();
    await (
      await pays(1)
    )();
    await postgres.admin.query(`UPDATE billing.plan SET retired_at = now() - interval '1 day'`);

    await (
      await pays(2)
    )();

    expect(await balance()).toEqual({ available: 800, held: 0 });
  });

  it('a subscription that its person cancels stays until the end of its paid time, and then ends; the person is told once about each of the two', async () => {
    const { pays, told, subscription, clock, endsThoseOver, news, balance, sent } = await setup();
    await (
      await pays(1)
    )();

    await told('cancelled', 5);
    await told('cancelled', 6);
    expect(await subscription()).toMatchObject({ state: 'cancelled', paidUntil: month(1) });
    await endsThoseOver();
    expect(await news()).toEqual(['cancelled']);

    clock.set(new Date(month(1).getTime() + 1));
    await endsThoseOver();
    await endsThoseOver();

    expect(await subscription()).toMatchObject({ state: 'ended' });
    expect(await sent('edit-subscription')).toEqual([]);
    expect(await news()).toEqual(['cancelled', 'ended']);
    expect(await balance()).toEqual({ available: 400, held: 0 }); // the credits stay
  });

  it('all subscriptions whose paid time is over end in one look, however many they are', async () => {
    const { postgres, userId, endsThoseOver, news } = await setup();
    await postgres.fixtures.account({ userId });
    await postgres.admin.query(
      `INSERT INTO billing.subscription (first_charge_id, user_id, plan_id, state, paid_until, last_charge_id, payments)
       SELECT n::text, $1, $2, 'cancelled', $3, n::text, 1 FROM generate_series(1, 101) AS n`,
      [userId, plan.id, new Date(BEGAN.getTime() - 1)],
    );

    await endsThoseOver();

    expect(await news()).toEqual(Array(101).fill('ended'));
  });

  it('a payment that was on its way when the person cancelled pays another month, and does not resume the subscription', async () => {
    const { pays, told, subscription, balance, news } = await setup();
    await (
      await pays(1)
    )();
    await told('cancelled', 5);

    await (
      await pays(2)
    )();

    expect(await subscription()).toMatchObject({ state: 'cancelled', paidUntil: month(2), payments: 2 });
    expect(await balance()).toEqual({ available: 800, held: 0 });
    expect(await news()).toEqual(['cancelled']);
  });

  it('a subscription keeps the state of the newest update when an older one arrives later', async () => {
    const { pays, told, subscription, news } = await setup();
    await (
      await pays(1)
    )();

    await told('active', 8);
    await told('cancelled', 7);

    expect(await subscription()).toMatchObject({ state: 'active', toldIn: 8 });
    expect(await news()).toEqual([]);
  });

  it('a subscription follows the updates of a Telegram that has begun its numbers anew, and again the newest of these', async () => {
    const { pays, told, clock, subscription, news } = await setup();
    await (
      await pays(1)
    )();
    await told('cancelled', 900_000_000);
    clock.set(new Date(BEGAN.getTime() + 8 * DAY_MS));

    await told('active', 412);
    await told('cancelled', 411);

    expect(await subscription()).toMatchObject({ state: 'active', toldIn: 412 });
    expect(await news()).toEqual(['cancelled', 'resumed']);
  });

  it.each<[string, (all: Awaited<ReturnType<typeof setup>>) => Promise<unknown>]>([
    ['a payment', async ({ pays }) => (await pays(2))()],
    ['Telegram’s answer to a press of the person’s own', ({ answered }) => answered('month-1', 'active')],
  ])(
    'a subscription follows the first update of a Telegram that has begun its numbers anew, even within a day of %s',
    async (_change, changes) => {
      const all = await setup();
      await (
        await all.pays(1)
      )();
      await all.told('active', 900_000_000);
      all.clock.set(new Date(BEGAN.getTime() + 8 * DAY_MS));
      await changes(all);
      all.clock.set(new Date(BEGAN.getTime() + 8.5 * DAY_MS));

      await all.told('cancelled', 412);
      await all.told('active', 411);

      expect(await all.subscription()).toMatchObject({ state: 'cancelled', toldIn: 412 });
    },
  );

  it('an older update changes nothing after a payment or an answer on the day of the newer one', async () => {
    const { pays, told, answered, subscription } = await setup();
    await (
      await pays(1)
    )();
    await told('active', 8);
    await (
      await pays(2)
    )();
    await answered('month-1', 'active');

    await told('cancelled', 7);

    expect(await subscription()).toMatchObject({ state: 'active', toldIn: 8 });
  });

  it('the message about a subscription whose first payment is still on its way is tried again', async () => {
    const { pays, told, subscription } = await setup();

    await expect(told('cancelled', 5)).rejects.toMatchObject({ code: 'order-unknown', mayRetry: true });
    await (
      await pays(1)
    )();
    await told('cancelled', 5);

    expect(await subscription()).toMatchObject({ state: 'cancelled' });
  });

  it('a subscription whose payment failed goes on when Telegram gets the Stars after all, and otherwise ends', async () => {
    const { pays, told, subscription, clock, endsThoseOver, news, sent } = await setup();
    await (
      await pays(1)
    )();
    clock.set(month(1));
    await told('failed', 5);
    expect(await subscription()).toMatchObject({ state: 'failed' });

    await (
      await pays(2)
    )();
    expect(await subscription()).toMatchObject({ state: 'active', payments: 2 });

    clock.set(month(2));
    await told('failed', 6);
    clock.set(new Date(month(2).getTime() + RENEWAL_GRACE_MS + 1));
    await endsThoseOver();
    expect(await subscription()).toMatchObject({ state: 'ended' });
    expect(await news()).toEqual(['failed', 'failed', 'ended']);
    // Telegram would try the payment again, beside a plan that the person begins now.
    expect(await sent('edit-subscription')).toMatchObject([
      { payload: { planId: plan.id, firstChargeId: 'month-1', isCancelled: true, isQuiet: true } },
    ]);
  });

  it.each(['active', 'failed'] as const)(
    'an %s subscription does not end before Telegram’s list was read after its days of grace, because its renewal may be on it',
    async (state) => {
      const { postgres, pays, told, subscription, clock, endsThoseOver, sent } = await setup();
      await (
        await pays(1)
      )();
      clock.set(month(1));
      if (state === 'failed') await told('failed', 5);
      const over = new Date(month(1).getTime() + RENEWAL_GRACE_MS);
      await postgres.admin.query('INSERT INTO bot.star_reconciliation (due_at, finished_at) VALUES ($1, $2)', [
        over,
        new Date(over.getTime() - 1),
      ]);
      clock.set(new Date(over.getTime() + DAY_MS));

      await endsThoseOver();
      expect([(await subscription())?.state, await sent('edit-subscription')]).toEqual([state, []]);

      await postgres.admin.query('UPDATE bot.star_reconciliation SET finished_at = $1', [over]);
      await endsThoseOver();
      expect((await subscription())?.state).toBe('ended');
      expect(await sent('edit-subscription')).toHaveLength(1);
    },
  );

  it.each([
    ['waits for billing', 'active', 'forwarded_at = forwarded_at'],
    ['could not be passed on', 'active', 'forwarded_at = NULL, user_id = NULL'],
    ['was on its way when its person cancelled', 'cancelled', 'forwarded_at = forwarded_at'],
  ] as const)('a subscription does not end while its confirmed renewal %s', async (_, state, how) => {
    const { postgres, userId, pays, told, rows, news, clock, endsThoseOver, sent } = await setup();
    await (
      await pays(1)
    )();
    if (state === 'cancelled') await told('cancelled', 5);
    const credits = await pays(2);
    await postgres.admin.query(`UPDATE bot.star_transaction SET ${how} WHERE charge_id = 'month-2'`);
    clock.set(new Date(month(1).getTime() + RENEWAL_GRACE_MS + DAY_MS));

    await endsThoseOver();
    expect([await rows(), await sent('edit-subscription')]).toMatchObject([[{ state }], []]);

    await postgres.admin.query(
      `UPDATE bot.star_transaction SET user_id = $1, forwarded_at = now() WHERE charge_id = 'month-2'`,
      [userId],
    );
    await credits();
    await endsThoseOver();
    expect(await rows()).toMatchObject([{ id: 'month-1', state, until: month(2) }]);
    expect(await news()).not.toContain('ended');
  });

  it.each([
    ['for a time that is over', `subscribed_until = '${month(1).toISOString()}'`],
    ['for another plan', `payload = 'plan:another'`],
    ['of somebody else', `user_id = gen_random_uuid()`],
    ['that Telegram has not confirmed', 'confirmed_at = NULL, forwarded_at = NULL'],
  ])('a subscription ends all the same while a payment waits %s', async (_, how) => {
    const { postgres, pays, rows, clock, endsThoseOver } = await setup();
    await (
      await pays(1)
    )();
    await pays(2);
    await postgres.admin.query(`UPDATE bot.star_transaction SET ${how} WHERE charge_id = 'month-2'`);
    clock.set(new Date(month(1).getTime() + RENEWAL_GRACE_MS + DAY_MS));

    await endsThoseOver();

    expect(await rows()).toMatchObject([{ state: 'ended' }]);
  });

  it.each([
    ['given up', 'ended', 'NULL, NULL'],
    ['given up, and its message dropped', 'ended', "'dropped', now()"],
    ['given up, and its message sent again', 'active', "'retried', now()"],
  ])(
    'of a subscription whose renewal was %s, Telegram’s charges do not go on unseen: it is %s',
    async (_, state, how) => {
      const { postgres, pays, rows, clock, endsThoseOver } = await setup();
      await (
        await pays(1)
      )();
      await pays(2);
      await postgres.admin.query(
        `INSERT INTO billing.dead_letter (message_id, job, payload, code, facts, attempts, resolved, resolved_at)
       VALUES ('in-vain', 'credit-purchase', '{"telegramPaymentChargeId": "month-2"}', 'payment-fits-no-pack', '{}', 1, ${how})`,
      );
      clock.set(new Date(month(1).getTime() + RENEWAL_GRACE_MS + DAY_MS));

      await endsThoseOver();

      expect(await rows()).toMatchObject([{ state }]);
    },
  );

  it('a subscription that ended begins again with a later payment', async () => {
    const { pays, told, clock, endsThoseOver, subscription } = await setup();
    await (
      await pays(1)
    )();
    await told('cancelled', 5);
    clock.set(new Date(month(1).getTime() + RENEWAL_GRACE_MS + DAY_MS));
    await endsThoseOver();

    await (
      await pays(3, { begins: null })
    )();

    expect(await subscription()).toMatchObject({ firstChargeId: 'month-3', payments: 1, state: 'active' });
  });

  it('a subscription ends when its newest payment is refunded, not when an earlier one is, and Telegram is asked to stop it', async () => {
    const { pays, isRefunded, subscription, sent, news, violations, balance } = await setup();
    await (
      await pays(1)
    )();
    await (
      await pays(2)
    )();

    await isRefunded('month-1');
    expect(await subscription()).toMatchObject({ state: 'active' });
    await isRefunded('month-2');

    expect(await subscription()).toMatchObject({ state: 'ended' });
    expect(await sent('edit-subscription')).toMatchObject([
      { payload: { firstChargeId: 'month-1', isCancelled: true, isQuiet: true } },
    ]);
    expect(await news()).toEqual(['given-back']);
    expect(await balance()).toEqual({ available: 0, held: 0 });
    expect(await violations()).toEqual([]);
  });
});

describe('a subscription that its person begins after one that Telegram is asked to stop', () => {
  /** The first subscription ends with its failed payment, at the moment when its person begins the same plan again. */
  const begunAgain = async () => {
    const all = await setup();
    await (
      await all.pays(1)
    )();
    all.clock.set(new Date(month(1).getTime() + RENEWAL_GRACE_MS + 1));
    await all.told('failed', 5);
    await all.endsThoseOver();
    await (
      await all.pays(3, { begins: true, chargeId: 'new-1' })
    )();
    expect(await all.sent('edit-subscription')).toMatchObject([{ payload: { firstChargeId: 'month-1' } }]);
    return { ...all, states: async () => (await all.rows()).map(({ state }) => state) };
  };
  type BegunAgain = Awaited<ReturnType<typeof begunAgain>>;

  it.each<[string, (all: BegunAgain) => Promise<unknown>]>([
    ['its late update', ({ told }) => told('cancelled', 8)],
    [
      'its late update, twice',
      async ({ told }) => {
        await told('cancelled', 8);
        await told('cancelled', 8);
      },
    ],
    [
      'its late update and Telegram’s answer',
      async ({ answered, told }) => {
        await answered('month-1', 'cancelled');
        await told('cancelled', 8);
      },
    ],
    [
      'its update after the person has cancelled and resumed, the latest first',
      async ({ told }) => {
        await told('active', 10);
        await told('cancelled', 9);
        await told('cancelled', 8);
      },
    ],
  ])('a subscription goes on when the earlier one is stopped (%s)', async (_, happens) => {
    const all = await begunAgain();

    await happens(all);

    expect(await all.states()).toEqual(['ended', 'active']);
    expect(await all.news()).toEqual(['failed', 'ended']);
  });

  it.each<[string, (all: BegunAgain) => Promise<unknown>]>([
    ['after the late update', async ({ told }) => (await told('cancelled', 8), await told('cancelled', 9))],
    ['before the late update', async ({ told }) => (await told('cancelled', 9), await told('cancelled', 8))],
    ['in the bot', async ({ answered, told }) => (await answered('new-1', 'cancelled'), await told('cancelled', 8))],
    [
      'days later, when no update about the stop has come',
      async ({ clock, told }) => {
        clock.set(new Date(clock.now().getTime() + 2 * DAY_MS));
        await told('cancelled', 8);
      },
    ],
  ])('a person can cancel a subscription in every case (%s)', async (_, happens) => {
    const all = await begunAgain();

    await happens(all);

    expect(await all.states()).toEqual(['ended', 'cancelled']);
    expect(await all.news()).toEqual(['failed', 'ended', 'cancelled']);
  });

  it('a subscription goes on when the late update is about an earlier one whose payment was refunded', async () => {
    const { pays, isRefunded, told, rows, clock } = await setup();
    await (
      await pays(1)
    )();
    await isRefunded('month-1');
    clock.set(new Date(BEGAN.getTime() + 60_000));
    await (
      await pays(1, { chargeId: 'new-1' })
    )();

    await told('cancelled', 8);

    expect(await rows()).toMatchObject([
      { id: 'month-1', state: 'ended' },
      { id: 'new-1', state: 'active' },
    ]);
  });
});

describe('a payment of a subscription that went back before billing credited it', () => {
  type Payment = Awaited<ReturnType<typeof setup>>;
  const REFUND = { kind: 'refund' } as const;
  /** Writes the n-th payment and its refund as the gateway has them; `isKnown` says whether the gateway has passed the payment on by now. */
  const wentBack = async ({ pays, postgres, userId }: Payment, n: number, isKnown = true) => {
    const credits = await pays(n);
    const chargeId = `month-${n}`;
    await postgres.fixtures.stars({ userId, payload: planPayload(plan.id), amount: plan.stars, chargeId, ...REFUND });
    const passes = (forwardedAt: Date | null) =>
      postgres.admin.query(
        `UPDATE bot.star_transaction SET forwarded_at = $1 WHERE kind = 'payment' AND charge_id = $2`,
        [forwardedAt, chargeId],
      );
    if (!isKnown) await passes(null);
    return { credits, isPassedOn: () => passes(BEGAN) };
  };
  const orders: [string, (all: Payment, n: number) => Promise<unknown>][] = [
    [
      'the refund is read first',
      async (all, n) => {
        const { credits } = await wentBack(all, n);
        for (const does of [all.refunds, all.refunds]) await does(`month-${n}`);
        for (const does of [credits, credits]) await does();
      },
    ],
    [
      'the payment is read first',
      async (all, n) => {
        const { credits } = await wentBack(all, n);
        for (const does of [credits, credits]) await does();
        for (const does of [all.refunds, all.refunds]) await does(`month-${n}`);
      },
    ],
    [
      'the gateway passes the payment on after its refund',
      async (all, n) => {
        const { credits, isPassedOn } = await wentBack(all, n, false);
        for (const does of [all.refunds, all.refunds]) await does(`month-${n}`);
        await isPassedOn();
        for (const does of [credits, all.refunds, credits]) await does(`month-${n}`);
      },
    ],
  ];

  it.each(orders)(
    'the first payment ends its subscription, which Telegram is asked once to stop: %s',
    async (_, happens) => {
      const all = await setup();

      await happens(all, 1);

      expect(await all.rows()).toMatchObject([{ id: 'month-1', last: 'month-1', state: 'ended' }]);
      expect(await all.sent('edit-subscription')).toMatchObject([
        { payload: { planId: plan.id, firstChargeId: 'month-1', isCancelled: true, isQuiet: true } },
      ]);
      expect(await all.news()).toEqual(['given-back']);
      await all.answered('month-1', 'cancelled'); // Telegram's answer finds the subscription
      expect(await all.balance()).toEqual({ available: 0, held: 0 });
      expect(await all.violations()).toEqual([]);
    },
  );

  it.each(orders)('a renewal ends the subscription that it goes on with: %s', async (_, happens) => {
    const all = await setup();
    await (
      await all.pays(1)
    )();

    await happens(all, 2);

    expect(await all.rows()).toMatchObject([{ id: 'month-1', last: 'month-2', state: 'ended' }]);
    expect(await all.sent('edit-subscription')).toMatchObject([{ payload: { firstChargeId: 'month-1' } }]);
    expect(await all.news()).toEqual(['given-back']);
    expect(await all.balance()).toEqual({ available: 400, held: 0 });
    expect(await all.violations()).toEqual([]);
  });

  it('a first payment that went back does not stop the subscription that its person has already', async () => {
    const all = await setup();
    await (
      await all.pays(1)
    )();
    await all.pays(1, { chargeId: 'other-1', until: new Date(month(1).getTime() + 2 * 3_600_000) });

    await all.isRefunded('other-1');

    expect(await all.rows()).toMatchObject([
      { id: 'month-1', state: 'active' },
      { id: 'other-1', state: 'ended' },
    ]);
    expect(await all.sent('edit-subscription')).toMatchObject([{ payload: { firstChargeId: 'other-1' } }]);
  });

  it.each([
    ['whose paid time is known', month(2)],
    ['that only Telegram’s list names', null],
  ])('an earlier payment %s that went back ends nothing while a later one goes on', async (_, until) => {
    const { clock, pays, isRefunded, rows, sent, news } = await setup();
    for (const n of [1, 3]) await (await pays(n))();
    clock.set(new Date(month(2).getTime() + 1_000));
    await pays(2, { begins: null, until });

    await isRefunded('month-2');

    expect(await rows()).toMatchObject([{ id: 'month-1', last: 'month-3', state: 'active' }]);
    expect(await sent('edit-subscription')).toEqual([]);
    expect(await news()).toEqual([]);
  });

  it('a payment for an unknown plan ends no subscription, and its refund needs nothing more', async () => {
    const { postgres, userId, isRefunded, rows, sent } = await setup();
    await postgres.fixtures.stars({ userId, payload: planPayload('month-0'), chargeId: 'strange' });

    await isRefunded('strange');

    expect(await rows()).toEqual([]);
    expect(await sent('edit-subscription')).toEqual([]);
  });
});

describe('a payment that billing credits after a later one', () => {
  it('a subscription ends when its newest payment is refunded, also when an earlier one was credited after that', async () => {
    const { pays, isRefunded, subscription, rows } = await setup();
    const [first, second, third] = [await pays(1), await pays(2), await pays(3)];
    for (const credited of [first, third, second]) await credited();
    expect(await rows()).toMatchObject([{ id: 'month-1', last: 'month-3', until: month(3) }]);

    await isRefunded('month-2');
    expect(await subscription()).toMatchObject({ state: 'active', payments: 3 });
    await isRefunded('month-3');

    expect(await subscription()).toMatchObject({ state: 'ended' });
  });

  it('a subscription that ended with the refund of its newest payment stays ended when an earlier one is credited after that', async () => {
    const { pays, isRefunded, rows, balance } = await setup();
    const [first, second, third] = [await pays(1), await pays(2), await pays(3)];
    for (const credited of [first, third]) await credited();
    await isRefunded('month-3');

    await second();

    expect(await rows()).toMatchObject([{ id: 'month-1', last: 'month-3', state: 'ended' }]);
    expect(await balance()).toEqual({ available: 800, held: 0 });
  });
});

describe('two subscriptions of one person', () => {
  /** The second subscription was paid two hours after the first, by another open link or on another device. */
  const LATER_MS = 2 * 3_600_000;
  const later = (n: number) => new Date(month(n).getTime() + LATER_MS);
  const twice = async () => {
    const all = await setup();
    const paysOther = (n: number, begins: boolean | null = n === 1) =>
      all.pays(n, { chargeId: `other-${n}`, begins, until: later(n) });
    await (
      await all.pays(1)
    )();
    all.clock.set(new Date(BEGAN.getTime() + LATER_MS));
    await (
      await paysOther(1)
    )();
    return { ...all, paysOther };
  };
  const stopped = (payload: object) => ({ payload: expect.objectContaining(payload) as unknown });

  it('a subscription that has ended does not go on by what Telegram says about it afterwards, and its person is told nothing', async () => {
    const { pays, isRefunded, answered, told, rows, news } = await setup();
    await (
      await pays(1)
    )();
    await isRefunded('month-1');
    const before = await news();

    await answered('month-1', 'cancelled');
    await told('active', 7);

    expect(await rows()).toMatchObject([{ id: 'month-1', state: 'ended' }]);
    expect(await news()).toEqual(before);
  });

  it('a subscription that ends at the moment when Telegram says something about it stays ended, and its person is told once', async () => {
    const { postgres, pays, clock, subscriptions, told, endsThoseOver, rows, news } = await setup();
    await (
      await pays(1)
    )();
    clock.set(new Date(month(1).getTime() + RENEWAL_GRACE_MS + 1));

    let late: Promise<void> | undefined;
    await postgres.database.transaction(async (tx) => {
      await subscriptions.endThoseOver(tx, 1);
      late = told('failed');
      await eventually(async () => expect(await postgres.admin.waitingForLocks()).toHaveLength(1));
    });
    await late;

    expect(await rows()).toMatchObject([{ state: 'ended' }]);
    await endsThoseOver();
    expect(await news()).toEqual([]);
  });

  it('of two subscriptions of one person Telegram is asked to stop the earlier one, whose month and credits stay', async () => {
    const { sent, answered, told, rows, news, balance, violations, subscription, userId } = await twice();

    expect(await sent('edit-subscription')).toMatchObject([
      stopped({ userId, planId: plan.id, firstChargeId: 'month-1', isCancelled: true }),
    ]);
    await answered('month-1', 'cancelled');
    await told('cancelled', 5); // the update about the same cancellation, which names no charge

    expect(await rows()).toMatchObject([
      { id: 'month-1', state: 'cancelled', until: month(1) },
      { id: 'other-1', state: 'active', until: later(1) },
    ]);
    expect(await news()).toEqual(['replaced']);
    expect(await subscription()).toMatchObject({ firstChargeId: 'other-1' });
    expect(await balance()).toEqual({ available: 800, held: 0 });
    expect(await violations()).toEqual([]);
  });

  it('only the earlier of a person’s two subscriptions is cancelled when Telegram’s update comes before its answer', async () => {
    const { answered, told, rows, news } = await twice();

    await told('cancelled', 5);
    await answered('month-1', 'cancelled');

    expect(await rows()).toMatchObject([
      { id: 'month-1', state: 'cancelled' },
      { id: 'other-1', state: 'active' },
    ]);
    expect(await news()).toEqual(['replaced']);
  });

  it.each([false, null])(
    'two subscriptions of one person each get their own renewal, and neither ends within its days of grace (begins: %p)',
    async (begins) => {
      const { pays, paysOther, rows, clock, endsThoseOver, news } = await twice();
      clock.set(later(1));
      await (
        await paysOther(2, begins)
      )();
      await (
        await pays(2, { begins })
      )();

      expect(await rows()).toMatchObject([
        { id: 'month-1', last: 'month-2', state: 'active', until: month(2) },
        { id: 'other-1', last: 'other-2', state: 'active', until: later(2) },
      ]);
      clock.set(new Date(month(2).getTime() + RENEWAL_GRACE_MS - DAY_MS));
      await endsThoseOver();
      expect(await news()).toEqual([]);
    },
  );

  it('with two subscriptions of one person, a renewal whose time matches the period of neither belongs to the subscription that goes on', async () => {
    const { pays, answered, rows, clock } = await twice();
    await answered('month-1', 'cancelled');
    clock.set(later(1));

    await (
      await pays(2, { chargeId: 'late', until: new Date(month(2).getTime() + 5 * 60_000) })
    )();

    expect(await rows()).toMatchObject([
      { id: 'month-1', last: 'month-1', state: 'cancelled' },
      { id: 'other-1', last: 'late', state: 'active' },
    ]);
  });

  it('with two subscriptions of one person, the screen shows the one for which Telegram charges, even if it is the older one', async () => {
    const { answered, subscription } = await twice();

    await answered('other-1', 'cancelled'); // and Telegram has refused to stop the earlier one

    expect(await subscription()).toMatchObject({ firstChargeId: 'month-1', state: 'active' });
  });

  it('two subscriptions of one person are both stopped in the first round of an erasure, and no later round asks for that', async () => {
    const { forgets, sent, told } = await twice();
    await told('failed', 5);

    await forgets(0);
    const first = (await sent('edit-subscription')).filter(({ payload }) => payload['isQuiet'] === true);
    await forgets(1);

    expect(first.map(({ payload }) => payload['firstChargeId']).sort()).toEqual(['month-1', 'other-1']);
    const later = (await sent('edit-subscription')).map(({ payload }) => payload);
    expect(later.filter((payload) => 'firstChargeId' in payload)).toEqual([]);
  });
});
