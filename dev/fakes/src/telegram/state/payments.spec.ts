import { afterEach, describe, expect, it } from '@jest/globals';
import { BotUnderTest, TOKEN } from '../bot-under-test';
import { Person, startTelegram, type FakeTelegram } from '..';

const OFFER = {
  title: 'Credits',
  description: 'A hundred of them',
  payload: 'order-1',
  provider_token: '',
  currency: 'XTR',
  prices: [{ label: '100', amount: 250 }],
};

describe('paying with Stars', () => {
  let telegram: FakeTelegram;
  let bot: BotUnderTest;
  let ann: Person;

  /** Starts Telegram at its own speed; a smaller `timeScale` shortens its deadlines. */
  const open = async (timeScale = 1): Promise<void> => {
    telegram = await startTelegram({ token: TOKEN, timeScale });
    bot = new BotUnderTest(telegram.url);
    ann = await Person.join(telegram.url, { firstName: 'Ann' });
    await ann.sends('/buy');
    await bot.updates();
  };
  afterEach(async () => telegram.close());

  const answerCheckout = async (answer: object): Promise<void> => {
    const [update] = await bot.updates();
    expect(update?.pre_checkout_query).toMatchObject({
      currency: 'XTR',
      total_amount: 250,
      invoice_payload: 'order-1',
    });
    await bot.call('answerPreCheckoutQuery', { pre_checkout_query_id: update?.pre_checkout_query?.id, ...answer });
  };
  const payOnce = async (): Promise<string> => {
    await bot.call('sendInvoice', { chat_id: ann.id, ...OFFER });
    const [outcome] = await Promise.all([ann.pays(), answerCheckout({ ok: true })]);
    if (!outcome.paid) throw new Error(outcome.reason);
    return outcome.charge_id;
  };

  it('paying with Stars takes the Stars once the bot has agreed, and the bot gets a notice of the payment with a charge id', async () => {
    await open();
    const charge = await payOnce();
    expect(await bot.updates()).toMatchObject([
      {
        message: {
          successful_payment: {
            currency: 'XTR',
            total_amount: 250,
            invoice_payload: 'order-1',
            telegram_payment_charge_id: charge,
          },
        },
      },
    ]);
    expect(await ann.stars()).toBe(9750);
    expect(await bot.call('getMyStarBalance')).toEqual({ amount: 250 });
    expect((await ann.chat()).find(({ invoice }) => invoice)?.invoice?.paid).toBe(true);
  });

  it('paying with Stars takes nothing when the bot refuses, or when the person has too few Stars', async () => {
    await open();
    await bot.call('sendInvoice', { chat_id: ann.id, ...OFFER });
    const [refused] = await Promise.all([ann.pays(), answerCheckout({ ok: false, error_message: 'sold out' })]);
    expect(refused).toEqual({ paid: false, reason: 'sold out' });
    await bot.call('sendInvoice', { chat_id: ann.id, ...OFFER, prices: [{ label: 'all', amount: 99_999 }] });
    expect(await ann.pays()).toEqual({ paid: false, reason: 'BALANCE_TOO_LOW' });
    expect(await ann.stars()).toBe(10_000);
  });

  it('a payment that is declined after the bot agreed takes nothing, and the bot gets no further update about it', async () => {
    await open();
    await bot.call('sendInvoice', { chat_id: ann.id, ...OFFER });
    const [declined] = await Promise.all([ann.pays({ isDeclined: true }), answerCheckout({ ok: true })]);
    expect(declined).toEqual({ paid: false, reason: 'PAYMENT_DECLINED' });
    expect([await ann.stars(), await bot.updates(0)]).toEqual([10_000, []]);
  });

  it('Telegram gives the newest payment in Stars back by itself, and tells the bot', async () => {
    await open();
    const charge = await payOnce();
    await bot.updates();
    await ann.isRefundedByTelegram();
    expect(await bot.updates()).toMatchObject([
      { message: { refunded_payment: { total_amount: 250, telegram_payment_charge_id: charge } } },
    ]);
    expect(await ann.stars()).toBe(10_000);
    await expect(ann.isRefundedByTelegram()).rejects.toThrow('nothing was paid in Stars');
  });

  it('paying with Stars takes nothing when the bot is silent for ten seconds', async () => {
    await open(0.02);
    await bot.call('sendInvoice', { chat_id: ann.id, ...OFFER });
    expect(await ann.pays()).toEqual({ paid: false, reason: 'BOT_PRECHECKOUT_TIMEOUT' });
    const [late] = await bot.updates();
    expect(
      await bot.refusal('answerPreCheckoutQuery', { pre_checkout_query_id: late?.pre_checkout_query?.id, ok: true }),
    ).toBe('Bad Request: query is too old and response timeout expired or query ID is invalid');
    expect(await ann.stars()).toBe(10_000);
  });

  it('a payment in Stars is given back once, and the list of transactions has both the payment and the refund', async () => {
    await open();
    const charge = await payOnce();
    const refund = { user_id: ann.id, telegram_payment_charge_id: charge };
    expect(await bot.call('refundStarPayment', refund)).toBe(true);
    expect(await bot.refusal('refundStarPayment', refund)).toBe('Bad Request: CHARGE_ALREADY_REFUNDED');
    expect(await bot.refusal('refundStarPayment', { ...refund, telegram_payment_charge_id: 'x' })).toBe(
      'Bad Request: CHARGE_NOT_FOUND',
    );
    expect(await ann.stars()).toBe(10_000);
    const { transactions } = await bot.call<{ transactions: object[] }>('getStarTransactions');
    expect(transactions).toMatchObject([
      { id: charge, amount: 250, source: { transaction_type: 'invoice_payment', invoice_payload: 'order-1' } },
      { id: charge, amount: 250, receiver: { type: 'user' } },
    ]);
  });

  it.each([
    [{ title: '' }, 'INVOICE_TITLE_INVALID'],
    [{ payload: 'ж'.repeat(65) }, 'INVOICE_PAYLOAD_INVALID'],
    [{ prices: [] }, 'there are no prices specified'],
    [{ prices: [{ label: 'a', amount: 0 }] }, 'CURRENCY_TOTAL_AMOUNT_INVALID'],
  ])('an invoice in Stars is refused with %j', async (wrong, reason) => {
    await open();
    expect(await bot.refusal('sendInvoice', { chat_id: ann.id, ...OFFER, ...wrong })).toBe(`Bad Request: ${reason}`);
  });

  describe('a subscription in Stars', () => {
    const MONTH = 2_592_000;
    const PLAN = { ...OFFER, subscription_period: MONTH };

    const subscribes = async () => {
      const link = await bot.call<string>('createInvoiceLink', PLAN);
      await bot.call('sendMessage', {
        chat_id: ann.id,
        text: 'Subscribe',
        reply_markup: { inline_keyboard: [[{ text: 'Go', url: link }]] },
      });
      const [outcome] = await Promise.all([ann.paysByLink(), answerCheckout({ ok: true })]);
      if (!outcome.paid) throw new Error(outcome.reason);
      const [update] = await bot.updates();
      return { charge: outcome.charge_id, paid: update?.message?.successful_payment };
    };

    it('a subscription in Stars is paid by a link, and the bot gets the time until which it is paid', async () => {
      await open();
      const { charge, paid } = await subscribes();
      expect(paid).toMatchObject({ is_recurring: true, is_first_recurring: true, invoice_payload: 'order-1' });
      expect(paid?.subscription_expiration_date).toBeGreaterThan(Date.now() / 1000 + MONTH - 60);
      const { transactions } = await bot.call<{ transactions: object[] }>('getStarTransactions');
      expect(transactions).toMatchObject([{ id: charge, source: { subscription_period: MONTH } }]);
    });

    it('a subscription in Stars is renewed with a new charge and the same payload, without asking the bot', async () => {
      await open();
      const { charge } = await subscribes();
      await ann.subscriptionsAreDue();
      const [update] = await bot.updates();
      const renewed = update?.message?.successful_payment;
      expect(renewed).toMatchObject({ is_recurring: true, invoice_payload: 'order-1', total_amount: 250 });
      expect(renewed?.is_first_recurring).toBeUndefined();
      expect(renewed?.telegram_payment_charge_id).not.toBe(charge);
      expect(await ann.stars()).toBe(9_500);
    });

    it('a subscription in Stars is not renewed while the person has too few Stars, and is renewed once there are enough', async () => {
      await open();
      await subscribes();
      await ann.getsStars(-9_700);
      await ann.subscriptionsAreDue();
      const [failed] = await bot.updates();
      expect(failed?.subscription).toMatchObject({ user: { id: ann.id }, invoice_payload: 'order-1', state: 'failed' });
      await ann.getsStars(1_000);
      await ann.subscriptionsAreDue();
      expect((await bot.updates())[0]?.message?.successful_payment).toMatchObject({ is_recurring: true });
    });

    it('a subscription in Stars is canceled by the bot or by the person, is not renewed while it is canceled, and can be resumed', async () => {
      await open();
      const { charge } = await subscribes();
      const edit = { user_id: ann.id, telegram_payment_charge_id: charge };
      expect(await bot.call('editUserStarSubscription', { ...edit, is_canceled: true })).toBe(true);
      expect((await bot.updates())[0]?.subscription?.state).toBe('canceled');
      await ann.subscriptionsAreDue();
      expect(await ann.stars()).toBe(9_750);
      await ann.resumesInTelegram();
      expect((await bot.updates())[0]?.subscription?.state).toBe('active');
      await ann.cancelsInTelegram();
      expect((await bot.updates())[0]?.subscription?.state).toBe('canceled');
      expect(await bot.refusal('editUserStarSubscription', { ...edit, telegram_payment_charge_id: 'x' })).toBe(
        'Bad Request: CHARGE_ID_INVALID',
      );
    });

    it('a person may have two subscriptions in Stars, each renewed by itself and canceled by the id of its own first charge', async () => {
      await open();
      const { charge: first } = await subscribes();
      const { charge: second } = await subscribes();
      await ann.subscriptionsAreDue();
      const renewals = (await bot.updates()).map(({ message }) => message?.successful_payment);
      expect(renewals).toMatchObject([{ is_recurring: true }, { is_recurring: true }]);
      expect(await ann.stars()).toBe(9_000);

      const edit = { user_id: ann.id, is_canceled: true };
      await bot.call('editUserStarSubscription', { ...edit, telegram_payment_charge_id: first });

      expect((await ann.subscriptions()).map(({ id, state }) => [id, state])).toEqual([
        [first, 'canceled'],
        [second, 'active'],
      ]);
      const renewal = renewals[1]?.telegram_payment_charge_id;
      expect(await bot.refusal('editUserStarSubscription', { ...edit, telegram_payment_charge_id: renewal })).toBe(
        'Bad Request: CHARGE_ID_INVALID',
      );
    });

    it.each([
      [{ subscription_period: 86_400 }],
      [{ currency: 'RUB', provider_token: 'p', prices: [{ label: '100', amount: 19_900 }] }],
    ])('a subscription in Stars is refused with %j', async (wrong) => {
      await open();
      expect(await bot.refusal('createInvoiceLink', { ...PLAN, ...wrong })).toBe(
        'Bad Request: SUBSCRIPTION_PERIOD_INVALID',
      );
    });
  });
});

describe('paying by a test card', () => {
  const BY_CARD = { ...OFFER, provider_token: '1:TEST:2', currency: 'RUB', prices: [{ label: '100', amount: 19_900 }] };
  const setup = async () => {
    const telegram = await startTelegram({ token: TOKEN, timeScale: 1 });
    const bot = new BotUnderTest(telegram.url);
    const ann = await Person.join(telegram.url, { firstName: 'Ann' });
    await ann.sends('/buy');
    await bot.updates();
    return { telegram, bot, ann };
  };

  it('paying by a test card takes no Stars, is not among the transactions of Stars, and cannot be refunded as Stars', async () => {
    const { telegram, bot, ann } = await setup();
    await bot.call('sendInvoice', { chat_id: ann.id, ...BY_CARD });
    const answering = async () => {
      const [update] = await bot.updates();
      expect(update?.pre_checkout_query).toMatchObject({ currency: 'RUB', total_amount: 19_900 });
      await bot.call('answerPreCheckoutQuery', { pre_checkout_query_id: update?.pre_checkout_query?.id, ok: true });
    };
    const [outcome] = await Promise.all([ann.pays(), answering()]);
    if (!outcome.paid) throw new Error(outcome.reason);

    const paid = { currency: 'RUB', provider_payment_charge_id: expect.stringContaining('ch_test_') };
    expect(await bot.updates()).toMatchObject([{ message: { successful_payment: paid } }]);
    expect(await ann.stars()).toBe(10_000);
    expect(await bot.call('getStarTransactions', {})).toMatchObject({ transactions: [] });
    await expect(
      bot.call('refundStarPayment', { user_id: ann.id, telegram_payment_charge_id: outcome.charge_id }),
    ).rejects.toThrow('CHARGE_NOT_FOUND');
    await telegram.close();
  });

  it.each([
    ['too little for Telegram', { prices: [{ label: '100', amount: 7_999 }] }, 'CURRENCY_TOTAL_AMOUNT_INVALID'],
    ['without a provider', { provider_token: '' }, 'PAYMENT_PROVIDER_INVALID'],
  ])('an invoice by card that is %s is refused', async (_, change, reason) => {
    const { telegram, bot, ann } = await setup();

    await expect(bot.call('sendInvoice', { chat_id: ann.id, ...BY_CARD, ...change })).rejects.toThrow(reason);
    await telegram.close();
  });
});
