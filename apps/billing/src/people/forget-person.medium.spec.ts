import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { LedgerInvariantsReader } from '@aisha/database/billing';
import { PersonRowsStore } from '@aisha/database/people';
import { PLANS, type SubscriptionState, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { jobContext, onPostgres } from '@aisha/testing';
import { LedgerStore } from '../ledger/ledger.store';
import { ForgetPersonHandler } from './forget-person.handler';

const [plan] = PLANS as [(typeof PLANS)[number]];

/** A person with 20 credits, of which 5 are held for an order, and another person who is not forgotten. */
const setup = async () => {
  const postgres = await onPostgres('billing');
  const { database, fixtures, admin } = postgres;
  const outbox = new Outbox('billing');
  const handler = new ForgetPersonHandler(new LedgerStore(), new PersonRowsStore(database, 'billing'), outbox);
  const { userId } = await fixtures.account({ credits: 20 });
  const { orderId } = await fixtures.hold({ userId, credits: 5 });
  const other = await fixtures.account({ credits: 7 });
  const erasureId = newId<string>();
  return {
    postgres,
    userId,
    orderId,
    other: other.userId,
    erasureId,
    outbox,
    forgets: ({ round = 0, forfeits = true, messageId = newId<string>(), of = userId } = {}) =>
      handler.handle({ userId: of, erasureId, avatarIds: [], round, forfeits }, jobContext(postgres, { messageId })),
    /** Writes a setting for each of the two people, and a subscription of the first person in each of these states. */
    lives: async (states: readonly SubscriptionState[]) => {
      for (const id of [userId, other.userId])
        await admin.query(`INSERT INTO billing.spending_setting (user_id, time_zone) VALUES ($1, 'Europe/Moscow')`, [
          id,
        ]);
      for (const state of states)
        await admin.query(
          `INSERT INTO billing.subscription (first_charge_id, user_id, plan_id, state, paid_until, last_charge_id, payments)
           VALUES ($1, $2, $3, $1, now() + interval '9 days', $1, 1)`,
          [state, userId, plan.id],
        );
    },
    given: async () =>
      admin.query(
        `SELECT type, amount::int, idempotency_key AS key FROM billing.transaction WHERE type = 'forfeit' ORDER BY created_at`,
      ),
    closed: () => admin.query('SELECT user_id AS "userId" FROM billing.account WHERE forgotten_at IS NOT NULL'),
    settings: () => admin.query('SELECT user_id AS "userId" FROM billing.spending_setting'),
    sent: async () => (await postgres.outboxOf('billing')).map(({ job, payload }) => ({ job, payload })),
    violations: () => new LedgerInvariantsReader(database).violations(),
  };
};

describe('the account of a person who has everything deleted', () => {
  it('an erasure forfeits the available credits once, leaves held credits to their order, and closes the account', async () => {
    const { forgets, postgres, userId, other, given, closed, sent, erasureId, violations } = await setup();
    const messageId = newId<string>();

    await Promise.all([forgets({ messageId }), forgets({ messageId })]);

    expect(await postgres.balanceOf(userId)).toEqual({ available: 0, held: 5 });
    expect(await given()).toEqual([{ type: 'forfeit', amount: 1_500, key: `forfeit:${userId}:0` }]);
    expect(await closed()).toEqual([{ userId }]);
    expect(await postgres.balanceOf(other)).toEqual({ available: 7, held: 0 });
    expect(await sent()).toEqual([
      {
        job: 'person-forgotten',
        payload: { erasureId, forgottenBy: 'billing', round: 0, rows: 0, files: 0 },
      },
    ]);
    expect(await violations()).toEqual([]);
  });

  it('credits stay in the closed account when the erasure does not forfeit them', async () => {
    const { forgets, postgres, userId, given, closed } = await setup();

    await forgets({ forfeits: false });

    expect(await postgres.balanceOf(userId)).toEqual({ available: 15, held: 5 });
    expect([await given(), await closed()]).toEqual([[], [{ userId }]]);
  });

  it('a later round of an erasure forfeits the credits that a settled hold has brought back, once for each round', async () => {
    const { forgets, postgres, userId, orderId, given, violations } = await setup();
    await forgets();
    await postgres.fixtures.forgottenHold(orderId);

    await forgets({ round: 1 });
    await forgets({ round: 1 });
    await forgets({ round: 2 });

    expect(await given()).toMatchObject([
      { amount: 1_500, key: `forfeit:${userId}:0` },
      { amount: 500, key: `forfeit:${userId}:1` },
    ]);
    expect(await postgres.balanceOf(userId)).toEqual({ available: 0, held: 0 });
    expect(await violations()).toEqual([]);
  });

  it('an erasure deletes the person’s settings and the payloads of the waiting messages about the person, and nobody else’s', async () => {
    const { forgets, lives, settings, sent, userId, other, outbox, postgres } = await setup();
    await lives([]);
    const reminds = (of: UserId) =>
      message(botGatewayInbox, 'explain-card-return', { userId: of, currency: 'RUB', amount: 1, setAside: '1' });
    await postgres.database.transaction((tx) => outbox.add(tx, reminds(userId), reminds(other)));

    await forgets();

    expect(await settings()).toEqual([{ userId: other }]);
    expect(await sent()).toMatchObject([
      { job: 'explain-card-return', payload: { isForgotten: true } },
      { job: 'explain-card-return', payload: { userId: other } },
      { job: 'person-forgotten', payload: { rows: 2 } },
    ]);
  });

  it('an erasure counts the operator’s words about a return of a payment in the round that clears them, and in no later one', async () => {
    const { forgets, sent, userId, postgres } = await setup();
    const returns = (charge: string, reason: string | null, problem: string | null) =>
      postgres.admin.query(
        `INSERT INTO billing.purchase_return (id, telegram_payment_charge_id, user_id, set_aside, asked_by, reason, state, problem, ended_at)
         VALUES (gen_random_uuid(), $1, $2, 0, 'an-operator', $3, 'refused', $4, now())`,
        [charge, userId, reason, problem],
      );
    await returns('with-words', 'asked by phone', 'CHARGE_NOT_FOUND');
    await returns('without-reason', null, 'CHARGE_NOT_FOUND');

    await forgets();
    await forgets({ round: 1 });

    expect((await sent()).map(({ payload }) => [payload['round'], payload['rows']])).toEqual([
      [0, 2],
      [1, 0],
    ]);
    expect(await postgres.admin.query('SELECT DISTINCT problem FROM billing.purchase_return')).toEqual([
      { problem: null },
    ]);
  });

  it('only the first round of an erasure asks Telegram to stop the payments of the person’s subscriptions', async () => {
    const { forgets, lives, sent, userId } = await setup();
    await lives(['active', 'failed', 'cancelled', 'ended']);
    const stops = async () =>
      (await sent())
        .filter(({ job, payload }) => job === 'edit-subscription' && payload['isForgotten'] === undefined)
        .map(({ payload }) => payload)
        .toSorted((one, next) => String(one['firstChargeId']).localeCompare(String(next['firstChargeId'])));

    await forgets();

    const stop = { userId, planId: plan.id, isCancelled: true, isQuiet: true };
    expect(await stops()).toEqual([
      { ...stop, firstChargeId: 'active' },
      { ...stop, firstChargeId: 'failed' },
    ]);
    await forgets({ round: 1 });
    // The later round takes back the first round's request, and asks for nothing, because the gateway no longer knows the person.
    expect(await stops()).toEqual([]);
  });

  it('billing answers an erasure even for a person without an account', async () => {
    const { forgets, sent, erasureId, given, closed } = await setup();

    await forgets({ of: newId<UserId>() });

    expect([await given(), await closed()]).toEqual([[], []]);
    expect(await sent()).toMatchObject([{ job: 'person-forgotten', payload: { erasureId, rows: 0 } }]);
  });
});
