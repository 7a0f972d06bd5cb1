import { afterEach, describe, expect, it } from '@jest/globals';
import { BotUnderTest, TOKEN } from './bot-under-test';
import { Person, startTelegram, type FakeTelegram } from './index';

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

  /** Runs at Telegram's own speed, unless no step has a deadline. */
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

  it('paying with Stars takes the Stars after the bot agreed, and tells the payment with a charge id', async () => {
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

  it('paying with Stars takes nothing when the bot refuses, or there is too little', async () => {
    await open();
    await bot.call('sendInvoice', { chat_id: ann.id, ...OFFER });
    const [refused] = await Promise.all([ann.pays(), answerCheckout({ ok: false, error_message: 'sold out' })]);
    expect(refused).toEqual({ paid: false, reason: 'sold out' });
    await bot.call('sendInvoice', { chat_id: ann.id, ...OFFER, prices: [{ label: 'all', amount: 99_999 }] });
    expect(await ann.pays()).toEqual({ paid: false, reason: 'BALANCE_TOO_LOW' });
    expect(await ann.stars()).toBe(10_000);
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

  it('paying with Stars gives Stars back once, and lists both ways', async () => {
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
  ])('paying with Stars refuses an invoice with %j', async (wrong, reason) => {
    await open();
    expect(await bot.refusal('sendInvoice', { chat_id: ann.id, ...OFFER, ...wrong })).toBe(`Bad Request: ${reason}`);
  });
});
