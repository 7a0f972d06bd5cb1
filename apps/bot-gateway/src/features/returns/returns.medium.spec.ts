import { balanceTexts, returnsTexts, supportTexts } from '@aisha/words';
import { describe, expect, it } from '@jest/globals';
import type { ExplainReturn } from '@aisha/contracts/bot-gateway';
import { PACKS, PLANS, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { eventually, jobContext, type PostgresHarness } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { botHarness } from '../../../spec/bot-harness';
import { Readers } from '../../engine/conversation';
import { PersonStore } from '../../engine/people/person.store';
import { ReturnStarsHandler } from './return-stars.handler';
import { StarTransactionStore } from '../../engine/telegram/star-transaction.store';
import { ExplainReturnHandler } from './return.handlers';
import { BillingAccounts } from '../purchases/billing-accounts';

const [pack] = PACKS;
if (!pack) throw new Error('no packs');

/** Writes billing's rows of a credited purchase. */
const buys = async ({ admin }: PostgresHarness, userId: UserId, charge: string): Promise<void> => {
  await admin.query(
    `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, credited) VALUES ($1, $2, $3, $4, $5)`,
    [charge, userId, pack.id, pack.stars, pack.credits.toString()],
  );
  await admin.query(
    `INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key) VALUES ($1, 'purchase', $2, $3, 'bought', $4)`,
    [newId<string>(), userId, pack.credits.toString(), `purchase:${charge}`],
  );
};

/** Anna has paid for the smallest pack; billing's rows say that it was credited. */
const setup = async (language: 'ru' | 'en' = 'ru', available = 100) => {
  const harness = await botHarness();
  const bot = await harness.replica();
  const { postgres } = harness;
  const anna = await harness.joins('Анна', language);
  await anna.sends('/balance');
  await anna.presses(new RegExp(` · ${pack.stars} ⭐`));
  await anna.seesA('invoice');
  const payment = await anna.pays();
  if (!payment.paid) throw new Error(payment.reason);
  await eventually(async () => expect(await postgres.admin.query('SELECT FROM bot.star_transaction')).toHaveLength(1));
  const userId = await harness.onlyUserId();
  await postgres.fixtures.account({ userId, credits: available });
  await buys(postgres, userId, payment.charge_id);
  const outbox = new Outbox('bot');
  const accounts = new BillingAccounts(outbox);
  const stars = new StarTransactionStore(postgres.database, new PersonStore(accounts), accounts, {} as never);
  const returning = new ReturnStarsHandler(bot.api, stars, outbox);
  const settled = async () =>
    (await postgres.outboxOf('bot')).filter(({ job }) => job === 'settle-return').map(({ payload }) => payload);
  return {
    ...harness,
    bot,
    anna,
    userId,
    chargeId: payment.charge_id,
    returns: (returnId: string, telegramPaymentChargeId = payment.charge_id) =>
      returning.handle({ returnId, userId, telegramPaymentChargeId }, jobContext(postgres)),
    settled,
    explains: (job: Partial<ExplainReturn>) =>
      new ExplainReturnHandler(bot.deliveries, new Readers(postgres.database)).handle(
        { userId, verdict: 'spent-in-part', stars: pack.stars, spent: '4000', availableAfter: '6000', ...job },
        jobContext(postgres),
      ),
  };
};

describe('asking for the Stars of a purchase', () => {
  it.each(['ru', 'en'] as const)(
    'a person asks for the Stars of a purchase with two taps from /paysupport, and billing is told once (%s)',
    async (language) => {
      const { anna, postgres, userId, chargeId } = await setup(language);
      const t = returnsTexts[language];

      await anna.sends('/paysupport');
      await anna.presses(supportTexts[language].returnStars);
      await anna.presses(saying(t.pick));
      await anna.sees(saying(t.ask));
      await anna.presses(saying(t.surely));

      await anna.sees(saying(t.asked));
      const asked = async () => (await postgres.outboxOf('bot')).filter(({ job }) => job === 'return-purchase');
      expect(await asked()).toMatchObject([
        { receiver: 'billing', payload: { userId, telegramPaymentChargeId: chargeId } },
      ]);
    },
  );

  it('before a purchase goes back, its person reads that its bonus is set aside and goes with it', async () => {
    const words =
      /130 кредитов заморожу сразу[^]*Не вернёт — кредиты останутся у вас\. Бонус за неё [^:]*уже в этой сумме: 30 кредитов\.$/;
    const { anna, postgres, userId, chargeId } = await setup('ru', 130);
    const { userId: inviter } = await postgres.fixtures.account({ credits: 0 });
    await buys(postgres, inviter, 'another');
    for (const [id, charge] of [
      [userId, chargeId],
      [userId, 'another'],
      [inviter, chargeId],
    ] as const)
      await postgres.admin.query(
        `INSERT INTO billing.gain (id, user_id, reason, credits, telegram_payment_charge_id) VALUES ($1, $2, 'referral-friend', 3000, $3)`,
        [newId<string>(), id, charge],
      );
    await anna.sends('/refund');

    await anna.presses(saying(returnsTexts.ru.pick));

    expect((await anna.sees(/уже в этой сумме/)).text).toMatch(words);
  });

  it('for a purchase that is spent in part the screen shows exact figures, and no button that asks for the Stars', async () => {
    const { anna } = await setup('ru', 60);

    await anna.sends('/balance');
    await anna.presses(balanceTexts.ru.more);
    await anna.presses(balanceTexts.ru.returns);

    const screen = await anna.sees(/Потрачено: 40 кредитов[^]*спишу 60 кредитов остатка, а 40 кредитов запишу в долг/);
    expect(screen.buttons.flat()).toHaveLength(2);
  });

  it.each([
    ['active', /с возвратом подписка закончится/],
    ['ended', /кредиты останутся у вас\.$/],
  ])(
    'before the newest payment of a subscription goes back, its person reads that the subscription ends with it (%s)',
    async (state, words) => {
      const { anna, postgres, userId, chargeId } = await setup();
      await postgres.admin.query(
        `INSERT INTO billing.subscription (first_charge_id, user_id, plan_id, state, paid_until, last_charge_id, payments)
       VALUES ('first', $1, $2, $3, now() + interval '20 days', $4, 2)`,
        [userId, PLANS[0]!.id, state, chargeId],
      );
      await anna.sends('/refund');

      await anna.presses(saying(returnsTexts.ru.pick));

      expect((await anna.sees(/заморожу сразу/)).text).toMatch(words);
    },
  );

  it('a purchase whose bonus is spent has no button, and its person reads what support would leave as a debt', async () => {
    const { anna, postgres, userId, chargeId } = await setup('ru', 110);
    // The purchase is a day younger than the terms that count the bonus.
    await postgres.admin.query(`UPDATE billing.purchase SET created_at = '2026-12-16Z'`);
    await postgres.admin.query(
      `INSERT INTO billing.gain (id, user_id, reason, credits, telegram_payment_charge_id) VALUES ($1, $2, 'promo', 3000, $3)`,
      [newId<string>(), userId, chargeId],
    );

    await anna.sends('/refund');

    const screen = await anna.sees(
      /Потрачено из бонуса за неё: 20 кредитов\.[^]*вместе с бонусом[^]*20 кредитов запишу в долг/,
    );
    expect(screen.buttons.flat()).toHaveLength(2);
  });

  it('for a purchase that is spent in part the screen counts its bonus among what support would take', async () => {
    const { anna, postgres, userId, chargeId } = await setup('ru', 60);
    await postgres.admin.query(
      `INSERT INTO billing.gain (id, user_id, reason, credits, telegram_payment_charge_id) VALUES ($1, $2, 'referral-friend', 3000, $3)`,
      [newId<string>(), userId, chargeId],
    );

    await anna.sends('/refund');

    await anna.sees(
      /Потрачено: 40 кредитов\. Платёж возвращается только целиком и вместе с бонусом за покупку \(30 кредитов\): [^]*спишу 60 кредитов остатка, а 70 кредитов запишу в долг/,
    );
  });

  it('the screen lists the newest purchases, and names support for one that is not on it', async () => {
    const { anna, postgres, userId } = await setup('ru', 500);
    for (const charge of ['second', 'third', 'fourth']) await buys(postgres, userId, charge);
    await anna.sends('/paysupport');
    await anna.presses(supportTexts.ru.returnStars);
    const whole = await anna.sees(returnsTexts.ru.balance);
    expect(whole.text).not.toContain('решает человек');
    await buys(postgres, userId, 'fifth');

    const after = await anna.sends('/paysupport');
    await anna.presses(supportTexts.ru.returnStars, { after });

    const cut = await anna.sees(/Что не вернуть здесь, решает человек/, { after });
    expect([whole, cut].map(({ buttons }) => buttons.length)).toEqual([5, 5]);
  });

  it.each([
    ['ru', /Потрачено: 100 кредитов\.[^.]*если его вернёт поддержка, 100 кредитов запишу в долг\./],
    ['en', /100 credits spent\.[^.]*if support refunds it, you owe 100 credits\./],
  ] as const)(
    'for a purchase that is spent in full the screen says nothing about unspent credits (%s)',
    async (language, words) => {
      const { anna } = await setup(language, 0);

      await anna.sends('/paysupport');
      await anna.presses(supportTexts[language].returnStars);

      await anna.sees(words);
    },
  );
});

describe('Stars that go back', () => {
  it('the bot asks Telegram to give Stars back and tells billing the answer, even if it dies after the request', async () => {
    const { anna, returns, settled } = await setup();
    const before = await anna.stars();
    const returnId = newId<string>();

    await returns(returnId);
    await returns(returnId); // as after a crash between the request and the record of its answer

    expect(await anna.stars()).toBe(before + pack.stars);
    expect(await settled()).toEqual([
      { returnId, isReturned: true, problem: null },
      { returnId, isReturned: true, problem: null },
    ]);
  });

  it('Stars count as given back only once Telegram has answered', async () => {
    const { anna, returns, settled, telegram } = await setup();
    const before = await anna.stars();
    telegram.faults.add({ kind: '500', method: 'refundStarPayment', times: 1 });
    telegram.faults.add({ kind: '429', method: 'refundStarPayment', times: 1 });

    await expect(returns(newId<string>())).rejects.toMatchObject({ code: 'telegram-unreachable' });
    await expect(returns(newId<string>())).rejects.toMatchObject({ code: 'telegram-unreachable' });
    expect([await anna.stars(), await settled()]).toEqual([before, []]);

    await returns(newId<string>());
    expect(await anna.stars()).toBe(before + pack.stars);
  });

  it('when Telegram refuses to give Stars back, billing gets Telegram’s reason', async () => {
    const { returns, settled, postgres, userId, anna } = await setup();
    const chargeId = 'stxUnknownToTelegram';
    await postgres.fixtures.stars({ userId, chargeId });
    const before = await anna.stars();

    const returnId = newId<string>();
    await returns(returnId, chargeId);

    expect(await settled()).toMatchObject([{ returnId, isReturned: false, problem: /CHARGE_NOT_FOUND/ }]);
    expect(await anna.stars()).toBe(before);
  });

  it.each([
    ['spent-in-part', {}, /потрачено 40 кредитов[^]*Доступно 60 кредитов/],
    ['bonus-spent', { spent: '2000' }, /из бонуса за эту покупку потрачено 20 кредитов[^]*\/paysupport/],
    ['too-late', {}, /срок для этой покупки вышел/],
    ['by-rule', { setAside: '10000' }, /Telegram не вернул 150 ⭐, поэтому кредиты снова у вас\. Напишите/],
    ['by-rule', { setAside: '0' }, /Telegram не вернул 150 ⭐\. Напишите/],
    [
      'by-rule',
      { setAside: '10000', debtPaid: '4000' },
      /снова у вас\. В счёт долга за возвращённые покупки: 40 кредитов\. Напишите[^]*Доступно 60 кредитов/,
    ],
  ] as const)('a person reads why Stars do not go back: %s, %j', async (verdict, credits, words) => {
    const { anna, explains } = await setup();

    await explains({ verdict, ...credits });

    await eventually(() => anna.sees(words));
  });
});
