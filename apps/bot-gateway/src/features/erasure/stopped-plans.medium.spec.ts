import { describe, expect, it } from '@jest/globals';
import { PLANS, type SubscriptionState } from '@aisha/domain';
import { ORDER_KIND, ORDER_KINDS } from '@aisha/kinds';
import { newId } from '@aisha/platform';
import { onPostgres } from '@aisha/testing';
import { PastGuestStore } from '../../engine/people/past-guest.store';
import { ErasureStore } from './erasure.store';

const [plan] = PLANS as [(typeof PLANS)[number]];
const TABLES = ORDER_KINDS.map((kind) => ORDER_KIND[kind].table);

const setup = async () => {
  const { database, fixtures, admin } = await onPostgres('bot');
  const { userId } = await fixtures.person();
  await fixtures.account({ userId });
  const store = new ErasureStore(database, new PastGuestStore({ secret: 'a secret of this spec' }));
  await database.transaction((tx) =>
    store.begin(tx, userId, { id: newId<string>(), askedBy: 'person', forfeits: true }),
  );
  return {
    has: (firstChargeId: string, state: SubscriptionState) =>
      admin.query(
        `INSERT INTO billing.subscription (first_charge_id, user_id, plan_id, state, paid_until, last_charge_id, payments)
         VALUES ($1, $2, $3, $4, now() + interval '10 days', $1, 1)`,
        [firstChargeId, userId, plan.id, state],
      ),
    becomes: (firstChargeId: string, state: SubscriptionState) =>
      admin.query('UPDATE billing.subscription SET state = $2 WHERE first_charge_id = $1', [firstChargeId, state]),
    stopped: async () =>
      (await database.transaction((tx) => store.plansOf(tx, userId))).map(({ firstChargeId }) => firstChargeId).sort(),
    /** Plays that the erasure was asked for this long ago. */
    wasAsked: (ago: string) => admin.query(`UPDATE bot.erasure SET asked_at = now() - $1::interval`, [ago]),
    /** Writes the message by which the gateway asks Telegram to take no more payments, or to take them again. */
    edits: (firstChargeId: string, { isCancelled = true, by = 'bot' } = {}) =>
      admin.query(
        `INSERT INTO ${by}.outbox (id, receiver, job, payload) VALUES (gen_random_uuid(), 'bot-gateway', 'edit-subscription', $1)`,
        [JSON.stringify({ userId, planId: plan.id, firstChargeId, isCancelled })],
      ),
    /** Records the messages as handled: Telegram has answered, or the job was given up. */
    isAnswered: () =>
      admin.query(
        `INSERT INTO bot.handled (message_id, job) SELECT id::text, job FROM (TABLE bot.outbox UNION ALL TABLE billing.outbox) asked`,
      ),
    /** Puts the messages on the operators' list, as a job does that is given up. */
    isGivenUp: () =>
      admin.query(
        `INSERT INTO bot.dead_letter (message_id, job, payload, code, facts, attempts)
         SELECT id::text, job, payload, 'unexpected', '{}', 300 FROM bot.outbox`,
      ),
    decides: () => admin.query(`UPDATE bot.dead_letter SET resolved = 'dropped', resolved_at = now()`),
    waits: () => database.transaction((tx) => store.hasOpenOrders(tx, userId, TABLES)),
  };
};

describe('an erasure', () => {
  it('an erasure stops all subscriptions for which Telegram may still charge, and waits until they are stopped', async () => {
    const { has, becomes, stopped, waits } = await setup();
    await has('goes-on', 'active');
    await has('failed', 'failed');
    await has('cancelled', 'cancelled');
    await has('ended', 'ended');

    expect(await stopped()).toEqual(['failed', 'goes-on']);
    expect(await waits()).toBe(true);
    await becomes('goes-on', 'cancelled');
    expect(await waits()).toBe(true);
    await becomes('failed', 'cancelled');
    expect([await stopped(), await waits()]).toEqual([[], false]);
  });

  it('an erasure waits an hour at most for billing to learn that a subscription is stopped', async () => {
    const { has, wasAsked, waits } = await setup();
    await has('goes-on', 'active');

    await wasAsked('59 minutes');
    expect(await waits()).toBe(true);
    await wasAsked('61 minutes');
    expect(await waits()).toBe(false);
  });

  it.each([
    ['us to stop a subscription', {}],
    ['billing to stop a subscription whose payment went back', { by: 'billing' }],
    ['us to let a subscription go on, which nobody could stop afterwards', { isCancelled: false }],
  ])('an erasure waits while Telegram is still asked by %s', async (_what, edit) => {
    const { edits, wasAsked, isAnswered, waits } = await setup();
    await edits('goes-on', edit);

    await wasAsked('25 hours');
    expect(await waits()).toBe(true);
    await isAnswered();
    expect(await waits()).toBe(false);
  });

  it('an erasure waits until an operator decides about a subscription that Telegram could not be asked about', async () => {
    const { edits, isAnswered, isGivenUp, decides, waits } = await setup();
    await edits('goes-on');
    await isAnswered();
    await isGivenUp();

    expect(await waits()).toBe(true);
    await decides();
    expect(await waits()).toBe(false);
  });

  it('an erasure waits two weeks at most for Telegram to be asked', async () => {
    const { edits, wasAsked, waits } = await setup();
    await edits('goes-on');
    await wasAsked('15 days');

    expect(await waits()).toBe(false);
  });
});
