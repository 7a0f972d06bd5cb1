import { describe, expect, it } from '@jest/globals';
import { Outbox } from '@aisha/messaging';
import { onPostgres } from '@aisha/testing';
import { PersonStore } from '../people/person.store';
import { StarTransactionStore } from './star-transaction.store';
import { BillingAccounts } from '../../features/purchases/billing-accounts';

const PRICE = { currency: 'RUB', amount: 24_900 };

/** Alike questions (Q) and payments (P) of one person, each a minute after the one before, or at the same moment if it begins with `=`. */
const afterEvents = async (...events: readonly string[]) => {
  const postgres = await onPostgres('bot');
  const { admin, fixtures, database } = postgres;
  const { userId, telegramId } = await fixtures.person();
  const accounts = new BillingAccounts(new Outbox('bot'));
  const store = new StarTransactionStore(database, new PersonStore(accounts), accounts, {} as never);
  let at = Date.now() - 3_600_000;
  for (const event of events) {
    if (!event.startsWith('=')) at += 60_000;
    const name = event.replace('=', '');
    const open = { ...PRICE, payload: 'pack:any', createdAt: new Date(at), confirmedAt: null, forwardedAt: null };
    if (name.startsWith('P')) await fixtures.stars({ userId, chargeId: name, ...open });
    else
      await admin.query(
        `INSERT INTO bot.checkout (query_id, telegram_id, payload, currency, amount, asked_at, allowed_at) VALUES ($1, $2, 'pack:any', $3, $4, $5, $5)`,
        [name, telegramId, PRICE.currency, PRICE.amount, new Date(at)],
      );
  }
  await store.confirmByCheckouts();
  const proofs = await admin.query<{ proof: string }>(
    `SELECT query_id || ' ' || charge_id AS proof FROM bot.checkout JOIN bot.star_transaction USING (charge_id)
      WHERE confirmed_at IS NOT NULL ORDER BY asked_at, query_id`,
  );
  const confirmed = await admin.query<{ id: string }>(
    'SELECT charge_id AS id FROM bot.star_transaction WHERE confirmed_at IS NOT NULL ORDER BY 1',
  );
  return { proofs: proofs.map(({ proof }) => proof), confirmed: confirmed.map(({ id }) => id) };
};

describe('payments by card and questions that are alike', () => {
  it.each([
    [
      'a payment is proved by the question before it, though the person asked again and was declined',
      'Q1 P1 Q2',
      'Q1 P1',
    ],
    ['several later questions leave a payment its own', 'Q1 P1 Q2 Q3 P2 Q4', 'Q1 P1, Q3 P2'],
    ['payments and questions in turn are paired in turn', 'Q1 P1 Q2 P2', 'Q1 P1, Q2 P2'],
    ['two payments after two questions have one each', 'Q1 Q2 P1 P2', 'Q1 P1, Q2 P2'],
    ['a payment that was forged earlier gets no question', 'Q1 P1 P2', 'Q1 P2'],
    ['a payment before every question gets none', 'P1 Q1 P2', 'Q1 P2'],
    ['a question at the very moment of the payment counts', 'Q1 =P1', 'Q1 P1'],
    ['no question proves two payments', 'Q1 P1 P2 P3 Q2 P4 Q3', 'Q1 P3, Q2 P4'],
  ])('%s', async (_what, events, proofs) => {
    const found = await afterEvents(...events.split(' '));

    expect(found.proofs.join(', ')).toBe(proofs);
    expect(found.confirmed).toEqual(proofs.split(', ').map((proof) => proof.split(' ')[1]));
  });
});
