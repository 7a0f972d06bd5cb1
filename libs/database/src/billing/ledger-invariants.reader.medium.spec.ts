import { describe, expect, it } from '@jest/globals';
import { centiCredits, type OrderKind } from '@aisha/domain';
import { onPostgres } from '@aisha/testing';
import { LedgerInvariantsReader } from './ledger-invariants.reader';

/** Somebody with 20 credits, 5 of them held for an order. */
const setup = async () => {
  const world = await onPostgres('billing');
  const { userId } = await world.given.account({ credits: 20 });
  const hold = await world.given.hold({ userId, credits: 5 });
  const reader = new LedgerInvariantsReader(world.database);
  return {
    ...world,
    userId,
    hold,
    violated: async () => (await reader.violations()).map(({ invariant, subject }) => ({ invariant, subject })),
  };
};
const twoMinutesAgo = () => new Date(Date.now() - 120_000);

describe('the check of the ledger', () => {
  it('finds nothing wrong with money that adds up', async () => {
    const { violated } = await setup();

    expect(await violated()).toEqual([]);
  });

  it('finds a balance that was changed without an entry', async () => {
    const { admin, violated, userId } = await setup();
    await admin.query('UPDATE billing.account SET available = available + 1');

    expect(await violated()).toEqual([{ invariant: 'balance-equals-entries', subject: userId }]);
  });

  it('finds held credits that no entry explains', async () => {
    const { admin, violated, userId } = await setup();
    await admin.query('UPDATE billing.account SET held = 0');

    expect(await violated()).toEqual([{ invariant: 'balance-equals-entries', subject: userId }]);
  });

  it('finds a transaction whose lines do not sum to nothing', async () => {
    const { admin, violated } = await setup();
    const [changed] = await admin.query<{ transaction_id: string }>(
      `UPDATE billing.entry SET amount = amount - 1 WHERE account = 'platform-gifts' RETURNING transaction_id`,
    );

    expect(await violated()).toEqual([
      { invariant: 'entries-sum-to-zero', subject: changed?.transaction_id },
      { invariant: 'ledger-sums-to-zero', subject: null },
    ]);
  });

  it('finds a transaction without lines', async () => {
    const { admin, violated, userId } = await setup();
    const [made] = await admin.query<{ id: string }>(
      `INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key)
       VALUES (gen_random_uuid(), 'correction', $1, 1, 'empty', 'empty') RETURNING id`,
      [userId],
    );

    expect(await violated()).toEqual([{ invariant: 'entries-sum-to-zero', subject: made?.id }]);
  });

  it.each<OrderKind>(['training', 'generation', 'transcription'])(
    'finds a %s that ended more than a minute ago and still holds credits',
    async (kind) => {
      const { given, violated, userId } = await setup();
      const hold = await given.hold({ userId, kind, credits: 1 });
      const { orderId } = hold;
      const rows = { training: 'training', generation: 'generation', transcription: 'recording' } as const;
      await given[rows[kind]]({ orderId, userId, state: 'failed', finishedAt: twoMinutesAgo() });

      expect(await violated()).toEqual([{ invariant: 'finished-order-is-settled', subject: orderId }]);
    },
  );

  it('gives a settlement a minute to arrive, and waits for what is under way', async () => {
    const { given, violated, userId, hold } = await setup();
    await given.generation({ orderId: hold.orderId, userId, state: 'succeeded', finishedAt: new Date() });
    const other = await given.hold({ userId, credits: 1 });
    await given.generation({ orderId: other.orderId, userId, state: 'waiting' });

    expect(await violated()).toEqual([]);
  });

  it('finds Stars that arrived and were never credited', async () => {
    const { admin, violated, userId } = await setup();
    await admin.query(`INSERT INTO billing.purchase VALUES ('charge-1', $1, 'small-1', 150, 10000)`, [userId]);

    expect(await violated()).toEqual([{ invariant: 'purchase-is-credited-once', subject: 'purchase:charge-1' }]);
  });

  it('finds credits for Stars that never arrived', async () => {
    const { admin, violated, userId } = await setup();
    await admin.query(
      `WITH made AS (INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key)
                     VALUES (gen_random_uuid(), 'purchase', $1, 500, 'bought', 'purchase:charge-2') RETURNING id)
       INSERT INTO billing.entry SELECT id, 0, 'platform-sales', NULL::uuid, -500 FROM made
                       UNION ALL SELECT id, 1, 'user-available', $1, 500 FROM made`,
      [userId],
    );
    await admin.query('UPDATE billing.account SET available = available + 500');

    expect(await violated()).toEqual([{ invariant: 'purchase-is-credited-once', subject: 'purchase:charge-2' }]);
  });

  it('finds a settled hold whose credits are still set aside', async () => {
    const { admin, violated, hold } = await setup();
    await admin.query(`UPDATE billing.credit_hold SET status = 'released', settled_at = now()`);

    expect(await violated()).toEqual([{ invariant: 'hold-is-not-exceeded', subject: hold.orderId }]);
  });

  it('finds a hold charged for something else than it says', async () => {
    const { given, violated, userId } = await setup();
    const { orderId } = await given.hold({
      userId,
      credits: 1,
      status: 'captured',
      captured: centiCredits(100),
      settledAt: new Date(),
    });

    expect(await violated()).toEqual([{ invariant: 'hold-is-not-exceeded', subject: orderId }]);
  });
});
