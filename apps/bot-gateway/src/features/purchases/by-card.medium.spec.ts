import { describe, expect, it } from '@jest/globals';
import { OperatorActs } from '@aisha/database';
import { moneyText, packPayload, PACKS, type TelegramId, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { eventually, jobContext } from '@aisha/testing';
import { saying } from '@aisha/testing/words';
import { balanceTexts, conversationTexts, plainText, topUpTexts } from '@aisha/words';
import { botHarness } from '../../../spec/bot-harness';
import { PersonStore } from '../../engine/people/person.store';
import { CallbackSignature } from '../../engine/screen/callback-signature';
import type { EngineConfig } from '../../engine/settings/engine.config';
import { ConfirmCardPaymentHandler } from '../../engine/telegram/confirm-card-payment.handler';
import { StarTransactionStore } from '../../engine/telegram/star-transaction.store';
import type { MessageFiles } from '../../engine/telegram/message-files';
import { TelegramApi } from '../../engine/telegram/telegram-api';
import { TelegramSender } from '../../engine/telegram/telegram-sender';
import { UpdateStore } from '../../engine/telegram/update.store';
import { BillingAccounts } from './billing-accounts';

const [pack] = PACKS as [(typeof PACKS)[number]];
const PRICE = { currency: 'RUB', amount: 24_900 };
const ON = { PAYMENT_PROVIDER_TOKEN: '1:TEST:provider', PAYMENT_CURRENCY: 'RUB' };

/** Anna, and a bot whose smallest pack can be paid by card. */
const setup = async (settings: object = ON, price = PRICE.amount) => {
  const harness = await botHarness();
  const { postgres } = harness;
  const sells = (amount: number | null, validFrom = new Date('2026-11-01Z')) =>
    postgres.admin.query(
      `INSERT INTO billing.card_price (pack_id, currency, amount, valid_from) VALUES ($1, 'RUB', $2, $3)`,
      [pack.id, amount, validFrom],
    );
  await sells(price);
  const bot = await harness.replica({ settings, starsEveryMs: 200 });
  const anna = await harness.joins('Анна');
  const asksForInvoice = async () => {
    await anna.sends('/balance');
    await anna.presses(topUpTexts.ru.byCard);
    await anna.presses(new RegExp(moneyText({ ...PRICE, amount: price }, 'ru')));
  };
  const told = async () => (await postgres.outboxOf('bot')).filter(({ job }) => job === 'credit-purchase');
  const transactions = () =>
    postgres.admin.query(
      `SELECT charge_id, currency, amount, payload, provider_charge_id, confirmed_at IS NOT NULL AS confirmed FROM bot.star_transaction ORDER BY created_at`,
    );
  const accounts = new BillingAccounts(new Outbox('bot'));
  const store = new StarTransactionStore(postgres.database, new PersonStore(accounts), accounts, {} as never);
  const handler = new ConfirmCardPaymentHandler(new OperatorActs('bot'), store, { wake: () => undefined } as never);
  /** An operator confirms a payment. */
  const confirms = (telegramPaymentChargeId: string, actId = newId<string>()) =>
    handler.handle(
      { actId, operator: 'command:nina', reason: 'stands in the report', telegramPaymentChargeId },
      jobContext(postgres),
    );
  return { ...harness, bot, anna, sells, asksForInvoice, told, transactions, confirms };
};

describe('a pack paid by card', () => {
  it('a pack paid by card is offered beside Stars, and billing learns of the payment once, though the update comes twice', async () => {
    const { anna, telegram, asksForInvoice, told, transactions } = await setup();
    telegram.faults.add({ kind: 'duplicate-update', method: 'successful_payment' });

    await asksForInvoice();
    const { invoice } = await anna.seesA('invoice');
    expect(invoice).toMatchObject({ currency: 'RUB', total_amount: PRICE.amount });
    const paid = await anna.pays();
    if (!paid.paid) throw new Error(paid.reason);

    await anna.sees(plainText(balanceTexts.ru.paid({ isCard: true })));
    await eventually(async () =>
      expect(await told()).toMatchObject([
        { receiver: 'billing', payload: { telegramPaymentChargeId: paid.charge_id } },
      ]),
    );
    expect(await transactions()).toEqual([
      {
        charge_id: paid.charge_id,
        ...PRICE,
        payload: packPayload(pack.id),
        provider_charge_id: expect.stringContaining('ch_test_'),
        confirmed: true,
      },
    ]);
  });

  it('a pack is not offered by card when no payment provider is set, and an earlier invoice is refused', async () => {
    const { anna, asksForInvoice, replica, postgres, bot } = await setup();
    await asksForInvoice();
    const { message_id: after } = await anna.seesA('invoice');
    await bot.stop();
    await replica({ settings: {} });

    expect(await anna.pays()).toEqual({ paid: false, reason: conversationTexts.ru.goneCardInvoice });
    await anna.sends('/balance');
    const balance = await anna.sees(saying(balanceTexts.ru.balance), { after });
    expect(balance.buttons.flat().map(({ text }) => text)).not.toContain(topUpTexts.ru.byCard);
    expect(await postgres.admin.query('SELECT FROM bot.checkout')).toEqual([]);
  });

  it('an invoice can be paid at its own price even after that price was withdrawn, and an invoice of another amount is refused', async () => {
    const { anna, api, sells, asksForInvoice } = await setup().then((all) => ({ ...all, api: all.bot.api }));
    await asksForInvoice();
    await anna.seesA('invoice');
    await sells(null, new Date());

    expect(await anna.pays()).toMatchObject({ paid: true });
    await api.call('sendInvoice', {
      chat_id: anna.id,
      title: 'Credits',
      description: 'A pack',
      payload: packPayload(pack.id),
      provider_token: ON.PAYMENT_PROVIDER_TOKEN,
      currency: 'RUB',
      prices: [{ label: 'Credits', amount: PRICE.amount - 100 }],
    });
    expect(await anna.pays()).toEqual({ paid: false, reason: conversationTexts.ru.goneCardInvoice });
  });

  it('a banned person cannot pay by card', async () => {
    const { anna, postgres, asksForInvoice } = await setup();
    await asksForInvoice();
    await anna.seesA('invoice');
    await postgres.admin.query(`UPDATE bot.person SET banned_until = 'infinity'`);

    expect(await anna.pays()).toMatchObject({ paid: false });
  });

  it('a person about whom everything is being deleted cannot pay by card, reads why, and nothing is recorded', async () => {
    const { anna, postgres, asksForInvoice } = await setup();
    await asksForInvoice();
    await anna.seesA('invoice');
    await postgres.admin.query(
      `INSERT INTO bot.erasure (id, user_id, asked_by, forfeits) SELECT gen_random_uuid(), user_id, 'person', true FROM bot.person`,
    );

    expect(await anna.pays()).toEqual({ paid: false, reason: conversationTexts.ru.erasedPayer });
    expect(await postgres.admin.query('SELECT FROM bot.checkout')).toEqual([]);
  });

  it('the invoice by card has the price of its button while the quote is valid, although the price has risen since', async () => {
    const { anna, sells } = await setup();
    await anna.sends('/balance');
    await anna.presses(topUpTexts.ru.byCard);
    const button = new RegExp(moneyText(PRICE, 'ru'));
    await anna.sees(button);
    await sells(PRICE.amount + 5_000, new Date(Date.now() - 1_000));

    await anna.presses(button);

    expect((await anna.seesA('invoice')).invoice).toMatchObject({ total_amount: PRICE.amount });
  });

  it('a payment by card is not confirmed when Telegram never asked about it, and one question confirms only one payment', async () => {
    const { anna, postgres, asksForInvoice, told, transactions } = await setup();
    await asksForInvoice();
    await anna.seesA('invoice');
    const paid = await anna.pays();
    await eventually(async () => expect(await told()).toHaveLength(1));

    const made = (update: number, charge: string, amount: number) => ({
      update_id: update,
      message: {
        message_id: update,
        date: 1,
        chat: { id: anna.id, type: 'private', first_name: 'Анна' },
        from: { id: anna.id, first_name: 'Анна', is_bot: false },
        successful_payment: {
          currency: 'RUB',
          total_amount: amount,
          invoice_payload: packPayload(pack.id),
          telegram_payment_charge_id: charge,
          provider_payment_charge_id: 'made-up',
        },
      },
    });
    const forged = [made(900_000_001, 'again', PRICE.amount), made(900_000_002, 'other', 100)];
    await new UpdateStore().add(postgres.database, forged as never);
    await asksForInvoice(); // when this second payment is handled, the loop has also seen the forged ones
    await anna.seesA('invoice');
    await anna.pays();
    await eventually(async () => expect(await told()).toHaveLength(2));

    expect(paid.paid).toBe(true);
    const rows = (await transactions()) as { charge_id: string; confirmed: boolean }[];
    expect(rows).toHaveLength(4);
    expect(rows.filter(({ confirmed }) => !confirmed).map((row) => row.charge_id)).toEqual(['again', 'other']);
  });

  it('a payment that Telegram allowed late is confirmed as well, because Telegram takes one answer only', async () => {
    const { anna, telegram, asksForInvoice, told, transactions } = await setup();
    await asksForInvoice();
    await anna.seesA('invoice');
    telegram.faults.add({ kind: 'slow', method: 'answerPreCheckoutQuery', delayMs: 4_000 });

    expect(await anna.pays()).toMatchObject({ paid: true });

    await eventually(async () => expect(await told()).toHaveLength(1));
    expect(await transactions()).toMatchObject([{ confirmed: true }]);
  });

  it('a payment waits when we could not record that we allowed it, and reaches billing once an operator confirms it', async () => {
    const { anna, postgres, asksForInvoice, told, transactions, confirms } = await setup();
    await asksForInvoice();
    await anna.seesA('invoice');
    // Plays a crash between Telegram's answer and our record of it: the trigger drops the record.
    await postgres.admin.query(
      `CREATE FUNCTION bot.forgets() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.allowed_at := NULL; RETURN NEW; END'`,
    );
    await postgres.admin.query(
      `CREATE TRIGGER forgets BEFORE UPDATE ON bot.checkout FOR EACH ROW EXECUTE FUNCTION bot.forgets()`,
    );
    await anna.pays();
    await eventually(async () => expect(await transactions()).toMatchObject([{ confirmed: false }]));
    expect(await told()).toEqual([]);

    const [{ charge_id: telegramPaymentChargeId }] = (await transactions()) as [{ charge_id: string }];
    const believes = (actId?: string) => confirms(telegramPaymentChargeId, actId);
    const act = newId<string>();
    await believes(act);
    await believes(act);
    await believes();
    await eventually(async () => expect(await told()).toMatchObject([{ payload: { telegramPaymentChargeId } }]));
    expect(
      await postgres.admin.query('SELECT act, outcome FROM bot.operator_act ORDER BY id = $1 DESC', [act]),
    ).toEqual([
      { act: 'confirm-payment', outcome: 'done' },
      { act: 'confirm-payment', outcome: 'nothing-to-confirm' },
    ]);
  });

  const byCard = { currency: PRICE.currency, amount: PRICE.amount, confirmedAt: null, forwardedAt: null };
  const payer = { telegramId: 1, firstName: 'Борис', username: null, languageCode: 'ru' };
  it.each([
    ['a payment whose payer has had everything deleted', { ...byCard, telegramId: 0 as TelegramId, payload: '' }],
    ['a payment in Stars, which stands in a list of Telegram', { ...byCard, payer, currency: 'XTR' }],
    ['a refund', { ...byCard, payer, kind: 'refund' }],
  ] as const)('an operator cannot confirm %s', async (_, told) => {
    const { postgres, transactions, confirms } = await setup();
    const { chargeId } = await postgres.fixtures.stars(told);

    await confirms(chargeId);

    expect(await transactions()).toMatchObject([{ confirmed: false }]);
    expect(await postgres.admin.query('SELECT outcome FROM bot.operator_act')).toEqual([
      { outcome: 'nothing-to-confirm' },
    ]);
  });

  it('an amount that Telegram does not accept by card is explained, with the way to Stars', async () => {
    const { anna, asksForInvoice } = await setup(ON, 7_900);

    await asksForInvoice();

    await anna.sees(plainText(topUpTexts.ru.byCardRefused));
  });

  it('an invoice by card becomes words, and Telegram is not asked for it, when payments by card were turned off while it waited', async () => {
    const { anna, telegram, token } = await setup();
    await anna.sends('/start');
    const sender = new TelegramSender(
      new TelegramApi({ token, apiRoot: telegram.url }),
      {} as MessageFiles,
      new CallbackSignature({ secret: 'secret' }),
      Logger.silent(),
      {} as EngineConfig,
    );
    const invoice = { title: 'Credits', description: 'A pack', payload: packPayload(pack.id), stars: 0 };

    const outcome = await sender.send(
      newId<UserId>(),
      anna.id as TelegramId,
      { kind: 'invoice', ...invoice, card: { ...PRICE, instead: 'Pay in Stars' } },
      () => Promise.resolve(),
    );

    expect(outcome).toMatchObject({ kind: 'sent' });
    await anna.sees('Pay in Stars');
    expect(telegram.recorder.list({ method: 'sendInvoice' })).toEqual([]);
  });
});
