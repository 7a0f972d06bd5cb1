import { describe, expect, it } from '@jest/globals';
import type { ExplainDelayedPurchase } from '@aisha/contracts/bot-gateway';
import { PACKS, type UserId, packPayload } from '@aisha/domain';
import type { Person } from '@aisha/fakes/telegram';
import { eventually, jobContext } from '@aisha/testing';
import { botHarness } from '../../../spec/bot-harness';
import { Readers } from '../../readers';
import { ExplainDelayedPurchaseHandler } from './explain-delayed-purchase.handler';

const [pack] = PACKS;
if (!pack) throw new Error('no packs');

const setup = async () => {
  const harness = await botHarness();
  const bot = await harness.replica();
  const anna = await harness.joins('Анна');
  await anna.sends('/balance');
  const screen = await anna.sees(/Доступно/);
  return { ...harness, bot, anna, screen };
};

const paying = (person: Person, payment: { invoice_payload: string; currency: string; total_amount: number }) => ({
  update_id: 900_000_001,
  message: {
    message_id: 1,
    date: 1,
    chat: { id: person.id, type: 'private' },
    from: { id: person.id, first_name: person.firstName },
    successful_payment: { ...payment, telegram_payment_charge_id: 'charge-1', provider_payment_charge_id: '' },
  },
});

describe('buying credits', () => {
  it('shows a few invoices, not one for each of the taps of an impatient person', async () => {
    const { anna, telegram, postgres } = await setup();
    telegram.faults.add({ kind: '429', method: 'sendInvoice', retryAfter: 3_600, times: 1 });

    for (let tap = 0; tap < 10; tap += 1) await anna.presses(/100 кредитов/);
    await eventually(async () => {
      expect(await postgres.admin.query('SELECT 1 FROM bot.telegram_update WHERE handled_at IS NULL')).toEqual([]);
      expect(await postgres.admin.query(`SELECT 1 FROM bot.delivery WHERE status = 'sending'`)).toEqual([]);
    });
    await postgres.admin.query(`UPDATE bot.chat_queue SET paused_until = now()`);
    await postgres.admin.query(`UPDATE bot.delivery SET not_before = now() WHERE status = 'pending'`);

    await anna.seesA('invoice');
    await eventually(async () => {
      const [open] = await postgres.admin.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM bot.delivery WHERE status IN ('pending', 'sending')`,
      );
      return open?.count === 0;
    });
    expect((await anna.chat()).filter(({ invoice }) => invoice).length).toBeLessThan(6);
  });

  it.each([
    ['for a pack that is no more', packPayload('gone'), 'XTR', 100],
    ['of another amount', packPayload(pack.id), 'XTR', pack.stars - 1],
    ['in another currency', packPayload(pack.id), 'RUB', pack.stars],
  ])('promises no credits for a payment %s, and leaves it to an operator', async (_, payload, currency, amount) => {
    const { anna, postgres } = await setup();
    const update = paying(anna, { invoice_payload: payload, currency, total_amount: amount });

    await postgres.admin.query(`INSERT INTO bot.telegram_update (update_id, chat_id, payload) VALUES ($1, $2, $3)`, [
      update.update_id,
      anna.id,
      update,
    ]);

    expect((await anna.sees(/разберёмся/)).text).toContain('charge-1');
  });
});

describe('the history', () => {
  it('says what became of an order that cost nothing', async () => {
    const { anna, postgres } = await setup();
    const [{ userId }] = (await postgres.admin.query('SELECT user_id AS "userId" FROM bot.person')) as [
      { userId: UserId },
    ];
    const free = { userId, status: 'released', settledAt: new Date() } as const;
    await postgres.fixtures.account({ userId, credits: 300 });
    await postgres.fixtures.hold({ ...free, kind: 'training', credits: 200, reason: 'provider-failed' });
    await postgres.fixtures.hold({ ...free, kind: 'generation', credits: 6, reason: 'cancelled-by-user' });

    await anna.sends('/history');

    const { text } = await anna.sees(/История[^]*Аватар/);
    expect(text).toMatch(/Аватар · не получилось, вернулось 200 кредитов/);
    expect(text).toMatch(/Картинки · вы отменили, вернулось 6 кредитов/);
  });
});

describe('Stars that were given back', () => {
  it('are no news to answer: Telegram has told the person', async () => {
    const { anna, bot, postgres } = await setup();
    await anna.presses(/100 кредитов/);
    await anna.seesA('invoice');
    const payment = await anna.pays();
    await anna.sees(/Звёзды получены/);

    const charge = payment.paid && payment.charge_id;
    await bot.api.call('refundStarPayment', { user_id: anna.id, telegram_payment_charge_id: charge });
    await anna.sends('/history'); // handled after whatever came before it
    await anna.sees(/Здесь появятся/);

    expect(JSON.stringify(await postgres.admin.query('SELECT content FROM bot.delivery'))).not.toContain('Не совсем');
  });
});

describe('a payment whose credits are late', () => {
  const told = async (code: ExplainDelayedPurchase['code']) => {
    const harness = await setup();
    const [{ userId }] = (await harness.postgres.admin.query('SELECT user_id AS "userId" FROM bot.person')) as [
      { userId: UserId },
    ];
    const handler = new ExplainDelayedPurchaseHandler(harness.bot.deliveries, new Readers(harness.postgres.database));
    const job = { userId, stars: 150, telegramPaymentChargeId: 'charge-1', code };
    return { ...harness, explain: () => handler.handle(job, jobContext(harness.postgres)) };
  };

  it('is not lost: the person reads that their Stars are safe, and what to call the payment', async () => {
    const { anna, explain } = await told('took-too-long');

    await explain();

    expect((await anna.sees(/Звёзды не пропадут/)).text).toContain('charge-1');
  });

  it('is spoken of once, however often it is tried again in vain', async () => {
    const { anna, postgres, explain } = await told('took-too-long');

    await explain();
    await explain();

    await anna.sees(/Звёзды не пропадут/);
    expect(await postgres.admin.query(`SELECT FROM bot.delivery WHERE card_key LIKE 'once:payment%'`)).toHaveLength(1);
  });

  it('that buys nothing is explained once, by the first handler that sees it', async () => {
    const { anna, postgres, explain } = await told('payment-fits-no-pack');
    const update = paying(anna, { invoice_payload: packPayload('gone'), currency: 'XTR', total_amount: 150 });
    await postgres.admin.query(`INSERT INTO bot.telegram_update (update_id, chat_id, payload) VALUES ($1, $2, $3)`, [
      update.update_id,
      anna.id,
      update,
    ]);
    await anna.sees(/разберёмся/);

    await explain();

    expect(await postgres.admin.query(`SELECT FROM bot.delivery WHERE card_key LIKE 'once:payment%'`)).toHaveLength(1);
  });
});
