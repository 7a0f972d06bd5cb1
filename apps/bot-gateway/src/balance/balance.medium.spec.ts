import { describe, expect, it } from '@jest/globals';
import { PACKS } from '@aisha/domain';
import type { Person } from '@aisha/fakes/telegram';
import { eventually } from '@aisha/testing';
import { botWorld } from '../../spec/bot-world';
import { packPayload } from './pack-payload';

const [pack] = PACKS;
if (!pack) throw new Error('no packs');

const setup = async () => {
  const there = await botWorld();
  await there.replica();
  const anna = await there.joins('Анна');
  await anna.sends('/balance');
  const screen = await anna.sees(/Доступно/);
  return { ...there, anna, screen };
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
    const { anna, telegram, world } = await setup();
    telegram.faults.add({ kind: '429', method: 'sendInvoice', retryAfter: 2, times: 1 });

    for (let tap = 0; tap < 10; tap += 1) await anna.presses(/100 кредитов/);

    await anna.seesA('invoice');
    await eventually(async () => {
      const [open] = await world.admin.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM bot.delivery WHERE status IN ('pending', 'sending')`,
      );
      return open?.count === 0;
    });
    expect((await anna.chat()).filter(({ invoice }) => invoice).length).toBeLessThan(6);
  });

  it.each([
    ['for a pack that is no more', packPayload('gone'), 'XTR', 100, 'gone'],
    ['of another amount', packPayload(pack.id), 'XTR', pack.stars - 1, pack.id],
    ['in another currency', packPayload(pack.id), 'RUB', pack.stars, `RUB ${packPayload(pack.id)}`],
  ])(
    'promises no credits for a payment %s, and leaves it to an operator',
    async (_, payload, currency, amount, packId) => {
      const { anna, world } = await setup();
      const update = paying(anna, { invoice_payload: payload, currency, total_amount: amount });

      await world.admin.query(`INSERT INTO bot.telegram_update (update_id, chat_id, payload) VALUES ($1, $2, $3)`, [
        update.update_id,
        anna.id,
        update,
      ]);

      await anna.sees(/разберёмся/);
      const purchases = (await world.outboxOf('bot')).filter(({ job }) => job === 'credit-purchase');
      expect(purchases.map(({ payload: sent }) => sent)).toMatchObject([{ packId, stars: amount }]);
    },
  );
});
