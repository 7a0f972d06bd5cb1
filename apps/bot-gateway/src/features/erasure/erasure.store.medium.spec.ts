import { describe, expect, it } from '@jest/globals';
import { ORDER_KIND, ORDER_KINDS } from '@aisha/kinds';
import { onPostgres } from '@aisha/testing';
import { PastGuestStore } from '../../engine/people/past-guest.store';
import { ErasureStore } from './erasure.store';

const CHARGE = 'stxErased';
const ORDER_TABLES = ORDER_KINDS.map((kind) => ORDER_KIND[kind].table);

/** A person with an account, and with a payment of which billing knows. */
const setup = async (createdAt = new Date()) => {
  const { admin, database, fixtures } = await onPostgres('bot');
  const { userId, telegramId } = await fixtures.person();
  await fixtures.account({ userId });
  await fixtures.stars({ userId, telegramId, chargeId: CHARGE, createdAt });
  const store = new ErasureStore(database, new PastGuestStore({ secret: 'secret' }));
  return {
    fixtures,
    userId,
    telegramId,
    waits: () => database.transaction((tx) => store.hasOpenOrders(tx, userId, ORDER_TABLES)),
    credits: () =>
      admin.query(
        `INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, credited) VALUES ($1, $2, 'small-1', 150, 10000)`,
        [CHARGE, userId],
      ),
    return: (state: 'open' | 'returned') =>
      admin.query(
        `INSERT INTO billing.purchase_return (id, user_id, telegram_payment_charge_id, asked_by, set_aside, state, ended_at)
         VALUES (gen_random_uuid(), $1, $2, 'person', 0, $3, CASE WHEN $3 = 'open' THEN NULL ELSE now() END)
         ON CONFLICT (telegram_payment_charge_id) WHERE state <> 'refused' DO UPDATE SET state = excluded.state, ended_at = excluded.ended_at`,
        [userId, CHARGE, state],
      ),
  };
};

describe('an erasure waits for money', () => {
  it('an erasure waits for a payment that has bought nothing yet, until its credits are booked or its Stars are refunded', async () => {
    const bought = await setup();
    expect(await bought.waits()).toBe(true);
    await bought.credits();
    expect(await bought.waits()).toBe(false);

    const refunded = await setup();
    const { userId, telegramId } = refunded;
    await refunded.fixtures.stars({ userId, telegramId, chargeId: CHARGE, kind: 'refund' });
    expect(await refunded.waits()).toBe(false);
  });

  it('an erasure no longer waits for a payment that has bought nothing once its money is returned, or after two weeks', async () => {
    const returned = await setup(); // a payment by card, whose return is in no list of Telegram
    await returned.return('returned');
    expect(await returned.waits()).toBe(false);

    const dropped = await setup(new Date(Date.now() - 15 * 86_400_000));
    expect(await dropped.waits()).toBe(false);
  });

  it('an erasure waits for a payment that is being returned, even if no credits are set aside for the return', async () => {
    const person = await setup();
    await person.credits();
    await person.return('open');
    expect(await person.waits()).toBe(true);

    await person.return('returned');
    expect(await person.waits()).toBe(false);
  });
});
