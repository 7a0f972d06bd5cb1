import { describe, expect, it } from '@jest/globals';
import type { Update } from 'telegraf/types';
import { starsListed, starsOf } from './stars';

const ANNA = { id: 7, first_name: 'Анна', username: 'anna' };
const BOT = { id: 1, first_name: 'Aisha', is_bot: true };
const paid = {
  currency: 'XTR',
  total_amount: 150,
  invoice_payload: 'pack:small-1',
  telegram_payment_charge_id: 'stxCharge_1',
};
const update = (message: object) =>
  ({ update_id: 1, message: { message_id: 1, date: 1, chat: { ...ANNA, type: 'private' }, ...message } }) as Update;

describe('the Stars of an update', () => {
  const stars = { chargeId: 'stxCharge_1', telegramId: 7, currency: 'XTR', amount: 150, payload: 'pack:small-1' };

  it('the Stars of an update were paid by the sender of its message', () => {
    expect(starsOf(update({ from: ANNA, successful_payment: paid }))).toMatchObject({ ...stars, kind: 'payment' });
  });

  it.each([
    ['the person', ANNA],
    ['the bot', BOT],
    ['nobody', undefined],
  ])('the Stars of an update go back to the person of the chat, whoever wrote the message: %s', (_, from) => {
    expect(starsOf(update({ from, refunded_payment: paid }))).toMatchObject({ ...stars, kind: 'refund' });
  });

  it.each([
    ['no charge', { telegram_payment_charge_id: '' }],
    ['no amount', { total_amount: 0 }],
    ['a fraction', { total_amount: 1.5 }],
    ['more Stars than there are', { total_amount: 1_000_000_001 }],
    ['no text as payload', { invoice_payload: 5 }],
  ])('an update whose payment has %s has no Stars', (_, change) => {
    expect(starsOf(update({ from: ANNA, successful_payment: { ...paid, ...change } }))).toBeUndefined();
  });

  it('an update with any other message has no Stars', () => {
    expect(starsOf(update({ from: ANNA, text: 'hello' }))).toBeUndefined();
    expect(starsOf({ update_id: 1 } as Update)).toBeUndefined();
  });
});

describe('the Stars of a line of Telegram’s list', () => {
  const line = (affiliate: object | undefined, way: 'source' | 'receiver' = 'source') =>
    starsListed({
      id: 'stxCharge_1',
      amount: 150,
      date: 1,
      [way]: {
        type: 'user',
        transaction_type: 'invoice_payment',
        user: ANNA,
        invoice_payload: 'pack:small-1',
        affiliate,
      },
    });

  it('a line of Telegram’s list says which part of its Stars an affiliate got, or gave back with a refund', () => {
    expect(line({ commission_per_mille: 100, amount: 15 })).toMatchObject({
      kind: 'payment',
      amount: 150,
      commission: 15,
    });
    expect(line({ commission_per_mille: 100, amount: -15 }, 'receiver')).toMatchObject({
      kind: 'refund',
      commission: 15,
    });
    expect(line(undefined)).toMatchObject({ commission: 0 });
  });

  it.each([[{ amount: 151 }], [{ amount: 1.5 }], [{}]])(
    'a commission that cannot be a part of the Stars counts as none: %j',
    (affiliate) => {
      expect(line(affiliate)).toMatchObject({ amount: 150, commission: 0 });
    },
  );
});
