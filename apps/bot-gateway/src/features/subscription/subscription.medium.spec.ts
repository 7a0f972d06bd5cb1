import { balanceTexts, subscriptionTexts } from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import { SUBSCRIPTION_NEWS } from '@aisha/contracts/bot-gateway';
import { PLANS, PLAN_SECONDS, planPayload, type SubscriptionState, type TelegramId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Logger, SystemClock } from '@aisha/platform';
import { eventually, jobContext } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';
import { Readers } from '../../engine/conversation';
import { PersonStore } from '../../engine/people/person.store';
import { TelegramSubscriptions } from '../../engine/telegram/telegram-subscriptions';
import { AnnounceSubscriptionHandler, EditSubscriptionHandler, OfferPlanHandler } from './subscription.handlers';
import { BillingAccounts } from '../purchases/billing-accounts';

const [plan] = PLANS as [(typeof PLANS)[number]];

const setup = async (language: 'ru' | 'en' = 'ru') => {
  const harness = await botHarness();
  const bot = await harness.replica();
  const { postgres } = harness;
  const anna = await harness.joins('Анна', language);
  await anna.sends('/subscription');
  const t = subscriptionTexts[language];
  await anna.sees(saying(t.offer));
  const userId = await harness.onlyUserId();
  await postgres.fixtures.account({ userId });
  const outbox = new Outbox('bot');
  const readers = new Readers(postgres.database);
  const telegram = new TelegramSubscriptions(bot.api, readers);
  const offering = new OfferPlanHandler(telegram, readers, bot.deliveries, new SystemClock());
  const editing = new EditSubscriptionHandler(telegram, readers, bot.deliveries, outbox, Logger.silent());
  const announcing = new AnnounceSubscriptionHandler(bot.deliveries, readers);
  const sent = async (job: string) =>
    (await postgres.outboxOf('bot')).filter((one) => one.job === job).map(({ payload }) => payload);
  return {
    ...harness,
    bot,
    anna,
    t,
    userId,
    sent,
    offers: (planId = plan.id) => offering.handle({ userId, planId }, jobContext(postgres)),
    edits: (firstChargeId: string, isCancelled = true, isQuiet = false) =>
      editing.handle({ userId, planId: plan.id, firstChargeId, isCancelled, isQuiet }, jobContext(postgres)),
    announces: (news: (typeof SUBSCRIPTION_NEWS)[number]) =>
      announcing.handle(
        { userId, news, credits: plan.credits.toString(), stars: plan.stars, paidUntil: '2026-12-25T12:00:00.000Z' },
        jobContext(postgres),
      ),
    /** Begins the subscription in Telegram, as a person does after opening the link. */
    subscribes: async () => {
      await offering.handle({ userId, planId: plan.id }, jobContext(postgres));
      const outcome = await anna.paysByLink();
      if (!outcome.paid) throw new Error(outcome.reason);
      return outcome.charge_id;
    },
    /** Writes billing's row of the subscription. */
    has: (state: SubscriptionState, firstChargeId = 'stxFirst', paidUntil = '2099-12-25T12:00:00Z', planId = plan.id) =>
      postgres.admin.query(
        `INSERT INTO billing.subscription (first_charge_id, user_id, plan_id, state, paid_until, last_charge_id, payments)
         VALUES ($1, $2, $3, $4, $5, $1, 1)`,
        [firstChargeId, userId, planId, state, paidUntil],
      ),
  };
};

describe('subscribing', () => {
  it.each(['ru', 'en'] as const)(
    'a person who taps a plan gets a link to a subscription of 30 days (%s)',
    async (language) => {
      const { anna, t, sent, offers, userId, telegram } = await setup(language);

      await anna.presses(saying(t.plan));
      await eventually(async () => expect(await sent('offer-plan')).toEqual([{ userId, planId: plan.id }]));
      await offers();

      await anna.sees(saying(t.invoice));
      const [link] = telegram.recorder.list({ method: 'createInvoiceLink' });
      expect(link?.params).toMatchObject({ payload: planPayload(plan.id), currency: 'XTR' });
      expect(String(link?.params['subscription_period'])).toBe(String(PLAN_SECONDS));
    },
  );

  it('each payment of a subscription is forwarded to billing with the time up to which it pays', async () => {
    const { subscribes, anna, postgres } = await setup();

    const first = await subscribes();
    await anna.subscriptionsAreDue();

    const rows = async () =>
      postgres.admin.query<{ charge: string; begins: boolean; days: number }>(
        `SELECT charge_id AS charge, begins_subscription AS begins, round(extract(epoch FROM subscribed_until - now()) / 86400)::int AS days
           FROM bot.star_transaction WHERE forwarded_at IS NOT NULL ORDER BY subscribed_until`,
      );
    await eventually(async () =>
      expect(await rows()).toEqual([
        { charge: first, begins: true, days: 30 },
        { charge: expect.any(String), begins: false, days: 60 },
      ]),
    );
  });

  it('a person who chooses a plan that is no longer sold is told so', async () => {
    const { anna, t, offers, postgres } = await setup();
    await postgres.admin.query(`UPDATE billing.plan SET retired_at = now() - interval '1 day'`);

    await offers();

    await anna.sees(saying(t.planGone));
  });
});

describe('a second subscription', () => {
  const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString();
  const [, otherPlan] = PLANS as [(typeof PLANS)[number], (typeof PLANS)[number]];

  it.each([
    ['goes on', 'active', 10, plan.id],
    ['could not be charged', 'failed', 10, plan.id],
    ['is cancelled and still paid', 'cancelled', 1, plan.id],
    ['is due, but is for another plan', 'active', 0, otherPlan.id],
  ] as const)('a second subscription is refused before its payment when the first %s', async (_, state, days, of) => {
    const { anna, has, offers, t, telegram } = await setup();
    await offers();
    await has(state, 'stxFirst', inDays(days), of);

    expect(await anna.paysByLink()).toEqual({ paid: false, reason: t.oneAlready });

    expect(telegram.recorder.list({ method: 'answerPreCheckoutQuery' })).toHaveLength(1);
    expect(await anna.subscriptions()).toEqual([]);
  });

  it.each([
    ['has ended', 'ended', -40],
    ['was cancelled, and its days are over', 'cancelled', -1],
    ['is due, because the payment renews it', 'active', 0],
    ['has failed and is due, because the payment renews it', 'failed', -1],
  ] as const)('a payment does not count as a second subscription when the first %s', async (_, state, days) => {
    const { anna, has, offers } = await setup();
    await offers();
    await has(state, 'stxFirst', inDays(days));

    expect(await anna.paysByLink()).toMatchObject({ paid: true });
  });

  it('of two subscriptions that were paid, the one that billing names is stopped at Telegram, and the other goes on', async () => {
    const { anna, offers, edits, sent, userId } = await setup();
    await offers();
    const [first, second] = [await anna.paysByLink(), await anna.paysByLink()];
    if (!first.paid || !second.paid) throw new Error('not paid');

    await edits(first.charge_id);

    expect((await anna.subscriptions()).map(({ id, state }) => [id, state])).toEqual([
      [first.charge_id, 'canceled'],
      [second.charge_id, 'active'],
    ]);
    expect(await sent('note-subscription')).toEqual(
      expect.arrayContaining([{ userId, planId: plan.id, firstChargeId: first.charge_id, state: 'cancelled' }]),
    );
  });
});

describe('a running subscription', () => {
  it.each([
    ['active', /Следующий платёж: 25 дек[^]*540 ⭐/, 'cancel'],
    ['cancelled', /Продления не будет. Оплачено до 25 дек/, 'resume'],
    ['failed', /Платёж не прошёл[^]*25 дек/, 'cancel'],
  ] as const)('a running subscription shows its state: %s', async (state, words, button) => {
    const { anna, t, has } = await setup();
    await has(state);

    await anna.sends('/subscription');

    const screen = await anna.sees(words);
    expect(screen.buttons.flat().map(({ text }) => text)).toContain(t[button]);
  });

  it('a subscription that ended offers the plans again', async () => {
    const { anna, t, has } = await setup();
    await has('ended');

    await anna.sends('/balance');
    await anna.presses(balanceTexts.ru.more);
    await anna.presses(balanceTexts.ru.subscription);

    await anna.sees(saying(t.ended));
    await anna.sees(saying(t.plan));
  });

  it('a running subscription is cancelled and resumed at Telegram under the id of its first payment', async () => {
    const { anna, t, has, sent, subscribes, edits, userId, postgres } = await setup();
    const first = await subscribes();
    await has('active', first);
    await anna.sends('/subscription');

    await anna.presses(t.cancel);
    await eventually(async () =>
      expect(await sent('edit-subscription')).toEqual([
        { userId, planId: plan.id, firstChargeId: first, isCancelled: true },
      ]),
    );
    await edits(first);
    await edits(first); // as after a crash between the request and the record of its answer

    expect((await anna.subscriptions()).map(({ state }) => state)).toEqual(['canceled']);
    expect(await sent('note-subscription')).toEqual(
      expect.arrayContaining([{ userId, planId: plan.id, firstChargeId: first, state: 'cancelled' }]),
    );
    await postgres.admin.query(`UPDATE billing.subscription SET state = 'cancelled'`);
    await edits(first, false);
    expect((await anna.subscriptions()).map(({ state }) => state)).toEqual(['active']);
  });

  it('a subscription whose Stars went back while Telegram did not answer is not resumed by a tap from before', async () => {
    const { anna, has, sent, subscribes, edits, telegram } = await setup();
    const first = await subscribes();
    await has('ended', first);
    await edits(first, true, true); // what billing asked for with the refund
    const asked = telegram.recorder.list({ method: 'editUserStarSubscription' }).length;

    await edits(first, false);

    expect((await anna.subscriptions()).map(({ state }) => state)).toEqual(['canceled']);
    expect(telegram.recorder.list({ method: 'editUserStarSubscription' })).toHaveLength(asked);
    expect((await sent('note-subscription')).map(({ state }) => state)).not.toContain('active');
  });

  it('a subscription whose renewal is late names the day until which it is paid, and not the past day of the next payment', async () => {
    const { anna, has } = await setup();
    await has('active', 'stxFirst', new Date(Date.now() - 24 * 3_600_000).toISOString());

    await anna.sends('/subscription');

    await anna.sees(/Оплачено было до/);
  });

  it('when Telegram refuses to change a subscription, the person reads of the refusal only if the person had asked for the change', async () => {
    const { anna, t, edits, sent } = await setup();

    await edits('stxUnknown', true, true);
    await edits('stxUnknown');

    await anna.sees(saying(t.notChanged));
    expect((await anna.chat()).filter(({ text }) => text?.includes('не отменил продление'))).toHaveLength(1);
    expect(await sent('note-subscription')).toEqual([]);
  });

  it('billing is told when a person cancels or resumes a subscription in Telegram’s settings, and when a payment fails', async () => {
    const { subscribes, anna, sent, userId } = await setup();
    await subscribes();

    await anna.cancelsInTelegram();
    await anna.resumesInTelegram();
    await anna.getsStars(-100_000);
    await anna.subscriptionsAreDue();

    await eventually(async () =>
      expect((await sent('note-subscription')).map(({ state }) => state)).toEqual(['cancelled', 'active', 'failed']),
    );
    const updates = (await sent('note-subscription')).map(({ updateId }) => Number(updateId));
    expect(updates).toEqual(updates.toSorted((one, other) => one - other));
    expect((await sent('note-subscription'))[0]).toMatchObject({ userId, planId: plan.id });
  });

  it('an update about a subscription does not bring back a person who had everything deleted, nor one who has blocked the bot', async () => {
    const { postgres, sent, userId } = await setup();
    const people = new PersonStore(new BillingAccounts(new Outbox('bot')));
    const [anna] = await postgres.admin.query<{ id: string }>(
      'UPDATE bot.person SET blocked_at = now() RETURNING telegram_id AS id',
    );
    const tells = (telegramId: number) =>
      postgres.database.transaction((tx) =>
        people.hasChangedSubscription(tx, {
          from: { telegramId: telegramId as TelegramId, firstName: 'Анна', username: null, languageCode: 'ru' },
          ...{ planId: plan.id, state: 'canceled' as const, updateId: 1 },
        }),
      );

    await tells(Number(anna!.id));
    await tells(987_654);

    expect(await postgres.admin.query('SELECT user_id, blocked_at IS NULL AS here FROM bot.person')).toEqual([
      { user_id: userId, here: false },
    ]);
    expect((await sent('note-subscription')).map((told) => told['userId'])).toEqual([userId]);
  });

  it.each(SUBSCRIPTION_NEWS)('a person reads what has happened to the subscription: %s', async (news) => {
    const { anna, announces, t } = await setup();

    await announces(news);

    await anna.sees(saying(t.news));
    expect(
      (await anna.chat())
        .at(-1)
        ?.buttons.flat()
        .map(({ text }) => text),
    ).toContain(t.back);
  });
});
