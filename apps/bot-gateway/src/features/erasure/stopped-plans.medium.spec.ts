import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { PLANS, type SubscriptionState } from '@aisha/domain';
import { ORDER_KIND, ORDER_KINDS } from '@aisha/kinds';
import { Outbox } from '@aisha/messaging';
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
    /** Writes the message that has Telegram asked to take no more payments. */
    stops: (firstChargeId: string) =>
      database.transaction((tx) =>
        new Outbox('bot').add(
          tx,
          message(botGatewayInbox, 'edit-subscription', { userId, planId: plan.id, firstChargeId, isCancelled: true }),
        ),
      ),
    /** Records the messages as handled: Telegram has answered, or the job was given up. */
    isAnswered: () => admin.query(`INSERT INTO bot.handled (message_id, job) SELECT id::text, job FROM bot.outbox`),
    /** Plays that nobody has handled the messages for a week. */
    isAbandoned: () => admin.query(`UPDATE bot.outbox SET abandoned_at = now()`),
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

  it('an erasure waits for as long as Telegram is still asked to stop a subscription: without its person nobody could ask', async () => {
    const { has, stops, wasAsked, isAnswered, waits } = await setup();
    await has('goes-on', 'active');
    await stops('goes-on');

    await wasAsked('25 hours');
    expect(await waits()).toBe(true);
    await isAnswered();
    expect(await waits()).toBe(false);
  });

  it('an erasure does not wait for a request to Telegram that nobody sends any more', async () => {
    const { has, stops, wasAsked, isAbandoned, waits } = await setup();
    await has('goes-on', 'active');
    await stops('goes-on');
    await wasAsked('8 days');
    await isAbandoned();

    expect(await waits()).toBe(false);
  });
});
