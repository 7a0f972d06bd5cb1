import { describe, expect, it } from '@jest/globals';
import type { SettleHold } from '@aisha/contracts/billing';
import type { TellGain } from '@aisha/contracts/bot-gateway';
import { HistoryReader, LedgerInvariantsReader } from '@aisha/database/billing';
import { PersonRowsStore } from '@aisha/database/people';
import type { UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { jobContext, onPostgres } from '@aisha/testing';
import { ForgetPersonHandler } from '../people/forget-person.handler';
import { LedgerStore } from '../ledger/ledger.store';
import { atOnce, rowOf } from '../../spec/at-once';
import { billingHandlers } from '../../spec/handlers';

/** What a picture costs, in credits. */
const PICTURE = 3;

/** An inviter without credits, and friends who came by the link and have ten credits each. */
const setup = async (friends = 1) => {
  const postgres = await onPostgres('billing');
  const { admin, database, fixtures } = postgres;
  const handlers = billingHandlers(postgres, { welcomeCredits: 0, openOrders: 10 });
  const forget = new ForgetPersonHandler(
    new LedgerStore(),
    new PersonRowsStore(database, 'billing'),
    new Outbox('billing'),
  );
  const context = () => jobContext(postgres);
  const inviter = (await fixtures.account({ credits: 0 })).userId;
  const comes = async () => {
    const { userId } = await fixtures.account({ credits: 10 });
    await handlers.keep.handle({ friendId: userId, inviterId: inviter }, context());
    return userId;
  };
  const invited: UserId[] = [];
  for (let nth = 0; nth < friends; nth += 1) invited.push(await comes());
  const asked = async () => (await postgres.outboxOf('billing')).filter(({ job }) => job === 'reward-picture');
  const reward = (friendId: UserId) => handlers.rewardPicture.handle({ friendId }, context());
  /** Ends an order of the person with `delivered` units; the message about its end comes `times` times. */
  const draws = async (userId: UserId, { kind = 'generation', delivered = 1, times = 1 }: Drawn = {}) => {
    const { orderId } = await fixtures.hold({ userId, kind, item: kind === 'document' ? 'document' : 'picture' });
    if (kind === 'generation') await fixtures.generation({ orderId, userId, state: 'succeeded', delivered, units: 1 });
    const ended: SettleHold = { orderId, userId, kind, delivered, of: 1, reason: null };
    for (let time = 0; time < times; time += 1) await handlers.settle.handle(ended, context());
  };
  return {
    ...handlers,
    postgres,
    admin,
    inviter,
    friend: invited[0]!,
    invited,
    asked,
    reward,
    draws,
    /** Lets each of these people draw a picture, and delivers the message by which billing asks itself for the reward. */
    drawn: async (...people: UserId[]) => {
      for (const one of people) {
        await draws(one);
        await reward(one);
      }
    },
    erases: (userId: UserId) =>
      forget.handle({ userId, erasureId: newId<string>(), avatarIds: [], round: 0, forfeits: true }, context()),
    allows: (times: number) =>
      admin.query(`INSERT INTO billing.allowance VALUES ('referral-pictures-a-month', '2026-11-01Z', $1)`, [times]),
    outcomes: () =>
      admin.query<{ outcome: string | null; count: number }[]>(
        `SELECT picture_outcome AS outcome, count(*)::int FROM billing.referral GROUP BY 1 ORDER BY 1`,
      ),
    told: async () =>
      (await postgres.outboxOf('billing'))
        .filter(({ job }) => job === 'tell-gain')
        .map(({ payload }) => payload as unknown as TellGain),
    balance: async (userId: UserId) => (await postgres.balanceOf(userId)).available,
    history: async (userId: UserId) =>
      (await new HistoryReader(database).page(userId, { limit: 10 })).receipts.map(({ kind }) => kind),
    violations: () => new LedgerInvariantsReader(database).violations(),
  };
};

interface Drawn {
  readonly kind?: 'generation' | 'together' | 'document';
  readonly delivered?: number;
  readonly times?: number;
}

describe('the first picture of an invited friend', () => {
  it('the first picture of an invited friend brings both people the price of a picture once, however often its messages come', async () => {
    const { inviter, friend, draws, asked, reward, balance, told, history, admin, violations } = await setup();

    await draws(friend, { times: 2 });
    expect(await asked()).toEqual([expect.objectContaining({ payload: { friendId: friend } })]);
    await atOnce(admin, rowOf.account(friend), [() => reward(friend), () => reward(friend)]);
    await draws(friend);
    await reward(friend);

    expect(await asked()).toHaveLength(1);
    expect([await balance(inviter), await balance(friend)]).toEqual([PICTURE, 10 - 2 * PICTURE + PICTURE]);
    expect((await told()).map(({ userId, reason, credits }) => [userId, reason, credits])).toEqual([
      [inviter, 'referral-picture-inviter', '300'],
      [friend, 'referral-picture-friend', '300'],
    ]);
    expect(await history(inviter)).toEqual(['referral-picture']);
    expect(
      await admin.query(`SELECT description FROM billing.transaction WHERE type = 'referral-picture' ORDER BY 1`),
    ).toEqual([
      { description: 'A first picture by an invitation' },
      { description: 'The first picture of an invited friend' },
    ]);
    expect(await violations()).toEqual([]);
  });

  it('no reward is asked for when an order delivered nothing, was for a document, or was of somebody who was not invited', async () => {
    const { friend, draws, asked, postgres } = await setup();
    const stranger = (await postgres.fixtures.account({ credits: 10 })).userId;

    await draws(friend, { delivered: 0 });
    await draws(friend, { kind: 'document' });
    await draws(stranger);

    expect(await asked()).toEqual([]);
    await draws(friend);
    expect(await asked()).toHaveLength(1);
  });

  it('an invited friend brings no reward when an older release has settled the friend’s first picture, but still brings one after an order that delivered nothing', async () => {
    const { inviter, invited, draws, drawn, asked, balance, admin } = await setup(2);
    const [early, undelivered] = invited as [UserId, UserId];
    // The older release settles the orders and tells nobody.
    await draws(early, { kind: 'together' });
    await draws(undelivered, { delivered: 0 });
    await admin.query(`DELETE FROM billing.outbox`);

    await draws(early);
    expect(await asked()).toEqual([]);
    await drawn(undelivered);

    expect((await asked()).map(({ payload }) => payload)).toEqual([{ friendId: undelivered }]);
    expect(await balance(inviter)).toBe(PICTURE);
  });

  it('the reward for a friend’s first picture is the price of a picture at the moment of the reward', async () => {
    const { inviter, friend, draws, reward, balance, admin } = await setup();
    await draws(friend);
    await admin.query(
      `INSERT INTO billing.price (item, valid_from, amount) VALUES ('picture', now() - interval '1 minute', 500)`,
    );

    await reward(friend);

    expect(await balance(inviter)).toBe(5);
  });

  it('an inviter is rewarded for no more first pictures in 30 days than the allowance says, and again afterwards', async () => {
    const { inviter, invited, drawn, allows, balance, outcomes, admin, violations } = await setup(4);
    await allows(2);

    await drawn(...invited.slice(0, 3));
    expect(await balance(inviter)).toBe(2 * PICTURE);
    expect(await balance(invited[2]!)).toBe(10 - PICTURE);
    await admin.query(`UPDATE billing.gain SET gained_at = gained_at - interval '31 days'`);
    await drawn(invited[3]!);

    expect(await balance(inviter)).toBe(3 * PICTURE);
    expect(await outcomes()).toEqual([
      { outcome: 'rewarded', count: 3 },
      { outcome: 'too-many-this-month', count: 1 },
    ]);
    expect(await violations()).toEqual([]);
  });

  it('an inviter gets no more rewards than the month allows when the first pictures of six friends come at the same moment', async () => {
    const { inviter, invited, draws, reward, allows, balance, violations } = await setup(6);
    await allows(2);
    for (const one of invited) await draws(one);

    await Promise.all(invited.flatMap((one) => [reward(one), reward(one)]));

    expect(await balance(inviter)).toBe(2 * PICTURE);
    expect(await violations()).toEqual([]);
  });

  it('a friend’s first picture brings nothing when the friend is banned or in debt, or the inviter had everything deleted', async () => {
    const { inviter, invited, draws, reward, drawn, erases, balance, outcomes, admin, postgres } = await setup(3);
    const [banned, indebted, last] = invited as [UserId, UserId, UserId];
    await postgres.fixtures.person({ userId: banned });
    await admin.query(`UPDATE bot.person SET banned_until = 'infinity' WHERE user_id = $1`, [banned]);
    await drawn(banned);
    await draws(indebted);
    await admin.query(`UPDATE billing.account SET debt = 1 WHERE user_id = $1`, [indebted]);
    await reward(indebted);
    expect(await outcomes()).toEqual([
      { outcome: 'gone', count: 1 },
      { outcome: 'in-debt', count: 1 },
      { outcome: null, count: 1 },
    ]);
    await draws(last);

    await erases(inviter);
    await reward(last);

    expect([await balance(inviter), await balance(last)]).toEqual([0, 10 - PICTURE]);
    expect(await outcomes()).toEqual([]);
  });

  it('a friend’s first picture brings nothing to either person when the inviter’s account is closed', async () => {
    const { inviter, friend, draws, reward, balance, outcomes, admin } = await setup();
    await admin.query(`UPDATE billing.account SET forgotten_at = now() WHERE user_id = $1`, [inviter]);
    await draws(friend);

    await reward(friend);

    expect([await balance(inviter), await balance(friend)]).toEqual([0, 10 - PICTURE]);
    expect(await outcomes()).toEqual([{ outcome: 'gone', count: 1 }]);
  });

  it('the reward for a friend’s first picture leaves the reward for the first purchase open', async () => {
    const { inviter, friend, drawn, admin, postgres, balance } = await setup();
    await drawn(friend);

    expect(await balance(inviter)).toBe(PICTURE);
    expect(await admin.query('SELECT outcome FROM billing.referral')).toEqual([{ outcome: null }]);
    expect((await postgres.outboxOf('billing')).filter(({ job }) => job === 'reward-invitation')).toEqual([]);
  });
});
