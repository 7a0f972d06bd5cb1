import { expect, it } from '@jest/globals';
import { desk, OWNER } from '../../spec/desk';

it('the desk counts a payment that billing was not told of until its person is erased', async () => {
  const at = await desk();
  const { admin, fixtures } = at.postgres;
  const createdAt = new Date(Date.now() - 3_600_000);
  const { chargeId } = await fixtures.stars({ currency: 'EUR', confirmedAt: null, forwardedAt: null, createdAt });
  const owner = await at.as(OWNER);
  const between = async () => (await at.ask('GET', '/api/reconciliation', owner)).json();

  expect(await between()).toMatchObject({ notForwarded: 1 });
  await admin.query(`UPDATE bot.star_transaction SET telegram_id = 0, payload = '' WHERE charge_id = $1`, [chargeId]);

  expect(await between()).toMatchObject({ notForwarded: 0, oldestSeconds: 0 });
});

it('the desk shows that a purchase older than the 200 newest is spent whole, and what its return takes', async () => {
  const at = await desk();
  const { admin, fixtures } = at.postgres;
  const { userId } = await fixtures.account({ credits: 50 });
  await admin.query(
    `WITH bought AS (
       INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, credited, created_at)
       SELECT 'charge-' || n, $1, 'small-1', 150, 10000, now() - n * interval '1 minute' FROM generate_series(0, 200) n
       RETURNING *)
     INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key)
     SELECT gen_random_uuid(), 'purchase', user_id, credited, 'pack', 'purchase:' || telegram_payment_charge_id FROM bought`,
    [userId],
  );
  const owner = await at.as(OWNER);
  const refundOf = async (id: string) => (await at.ask('GET', `/api/payments/${id}`, owner)).json();

  expect(await refundOf('charge-0')).toMatchObject({ refund: { spent: 5_000, fromOthers: 0, owed: 5_000 } });
  expect(await refundOf('charge-200')).toMatchObject({ refund: { spent: 10_000, fromOthers: 5_000, owed: 5_000 } });
});
