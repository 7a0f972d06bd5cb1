import { describe, expect, it } from '@jest/globals';
import type { TellGain, TellGift, TellPromo } from '@aisha/contracts/bot-gateway';
import { Gift, HistoryReader, LedgerInvariantsReader, type Promo } from '@aisha/database/billing';
import { StarTransactionReader } from '@aisha/database/bot';
import { PersonRowsStore } from '@aisha/database/people';
import { centiCredits, credits, PACKS, packPayload, type GiftId, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { jobContext, ManualClock, onPostgres } from '@aisha/testing';
import { MakeGiftHandler, OpenGiftHandler } from '../gifts/gift.handlers';
import { GiftStore } from '../gifts/gift.store';
import { ReturnGifts } from '../gifts/return-gifts';
import { ForgetPersonHandler } from '../people/forget-person.handler';
import { PromoCodeStore } from '../promo/promo-code.store';
import { PromoStore } from '../promo/promo.store';
import { UsePromoHandler } from '../promo/use-promo.handler';
import { CreditPurchaseHandler } from '../purchases/credit-purchase.handler';
import { RefundPurchaseHandler } from '../return-ends/refund-purchase.handler';
import { KeepInvitationHandler } from '../referrals/keep-invitation.handler';
import { ReferralStore } from '../referrals/referral.store';
import { RewardInvitationHandler } from '../referrals/reward-invitation.handler';
import { ReturnPurchaseHandler } from '../returns/return-purchase.handler';
import { ReturnEnd } from '../return-ends/return-end';
import { SettleReturnHandler } from '../return-ends/settle-return.handler';
import { GainStore } from './gain.store';
import { TakeBackGainsHandler } from './take-back-gains.handler';
import { atOnce, rowOf } from '../../spec/at-once';
import { purchasing } from '../../spec/purchasing';

const DAY = 24 * 60 * 60_000;
const [small] = PACKS as [(typeof PACKS)[number]];

const setup = async ({ welcomeCredits = 0 } = {}) => {
  const postgres = await onPostgres('billing');
  const { database, fixtures } = postgres;
  const clock = new ManualClock(new Date());
  const log = Logger.silent();
  const outbox = new Outbox('billing');
  const { ledger, accounts, returns: returnStore, purchases: purchaseStore } = purchasing(clock, welcomeCredits);
  const gains = new GainStore(ledger);
  const gifts = new GiftStore(accounts, ledger);
  const referrals = new ReferralStore(accounts, gains);
  const purchases = [new StarTransactionReader(database), accounts, purchaseStore, outbox, log] as const;
  const handlers = {
    use: new UsePromoHandler(accounts, new PromoStore(gains), outbox, clock, log),
    keep: new KeepInvitationHandler(referrals, clock, log),
    reward: new RewardInvitationHandler(referrals, outbox, clock, log),
    takeBack: new TakeBackGainsHandler(accounts, gains, outbox, log),
    make: new MakeGiftHandler(gifts, outbox, clock, log),
    open: new OpenGiftHandler(gifts, outbox, clock, log),
    forget: new ForgetPersonHandler(ledger, new PersonRowsStore(database, 'billing'), outbox),
    credit: new CreditPurchaseHandler(...purchases),
    refund: new RefundPurchaseHandler(...purchases),
    ask: new ReturnPurchaseHandler(accounts, returnStore, outbox, log),
    settle: new SettleReturnHandler(new ReturnEnd(accounts, returnStore, purchaseStore, outbox), log),
  };
  const context = () => jobContext(postgres);
  /** Delivers the messages about gains that billing sends to itself, each twice, as the queue may do. */
  const settled = async () => {
    for (const { job, payload } of await postgres.outboxOf('billing'))
      for (let time = 0; time < 2; time += 1) {
        if (job === 'reward-invitation') await handlers.reward.handle(payload as never, context());
        if (job === 'take-back-gains') await handlers.takeBack.handle(payload as never, context());
      }
  };
  const told = async <Told>(job: string): Promise<Told[]> =>
    (await postgres.outboxOf('billing')).filter((sent) => sent.job === job).map(({ payload }) => payload as Told);
  const spends = (userId: UserId, amount: number) => fixtures.hold({ userId, credits: amount });
  return {
    ...handlers,
    postgres,
    clock,
    context,
    settled,
    told,
    spends,
    returns: new ReturnGifts(database, gifts, outbox, clock, log),
    joins: (userId: UserId) => database.transaction((tx) => accounts.welcome(tx, userId)),
    person: async (amount = 0) => (await fixtures.account({ credits: amount })).userId,
    code: (promo: Partial<Promo> & Pick<Promo, 'code'>) =>
      database.transaction((tx) =>
        new PromoCodeStore().make(tx, {
          credits: null,
          percent: null,
          perPerson: 1,
          inAll: null,
          validFrom: new Date(0),
          validUntil: null,
          ...promo,
        }),
      ),
    enters: (userId: UserId, code: string, useId = newId<string>()) =>
      handlers.use.handle({ userId, code, useId }, context()),
    /** Buys the smallest pack, and resolves to the charge. */
    buys: async (userId: UserId, paidAt = new Date()) => {
      const chargeId = `stx${newId<string>()}`;
      const paid = { userId, chargeId, payload: packPayload(small.id), amount: small.stars };
      await fixtures.stars({ ...paid, createdAt: paidAt });
      await handlers.credit.handle({ telegramPaymentChargeId: chargeId }, context());
      return chargeId;
    },
    refunds: async (userId: UserId, chargeId: string) => {
      await fixtures.stars({ userId, chargeId, kind: 'refund', payload: packPayload(small.id), amount: small.stars });
      await handlers.refund.handle({ telegramPaymentChargeId: chargeId }, context());
      await settled();
    },
    /** Asks to return a purchase for its Stars, and resolves to whether billing has asked Telegram to give them back. */
    asks: async (userId: UserId, chargeId: string, returnId = newId<string>()) => {
      const sent = async () => (await postgres.outboxOf('billing')).filter(({ job }) => job === 'return-stars').length;
      const before = await sent();
      await handlers.ask.handle({ returnId, userId, telegramPaymentChargeId: chargeId }, context());
      return (await sent()) > before;
    },
    balance: async (userId: UserId) => (await postgres.balanceOf(userId)).available,
    debt: async (userId: UserId) =>
      (
        await postgres.admin.query<{ debt: number }>('SELECT debt::int FROM billing.account WHERE user_id = $1', [
          userId,
        ])
      )[0]?.debt,
    violations: () => new LedgerInvariantsReader(database).violations(),
    history: async (userId: UserId) =>
      (await new HistoryReader(database).page(userId, { limit: 10 })).receipts.map(({ kind }) => kind),
  };
};

describe('a promo code', () => {
  it('a promo code brings its credits once, even when its message comes twice at the same moment, and appears in the history', async () => {
    const { code, enters, person, balance, told, history, violations } = await setup();
    await code({ code: 'SPRING', credits: credits(50) });
    const anna = await person();
    const useId = newId<string>();

    await Promise.all([enters(anna, 'SPRING', useId), enters(anna, 'SPRING', useId)]);

    expect(await balance(anna)).toBe(50);
    expect(await told<TellPromo>('tell-promo')).toEqual([
      expect.objectContaining({ outcome: 'credits', credits: '5000' }),
    ]);
    expect(await history(anna)).toContain('promo');
    expect(await violations()).toEqual([]);
  });

  it('a promo code that overtakes the opening of a newcomer’s account waits for it, so that the balance that is told has the welcome credits', async () => {
    const { code, enters, joins, told, violations } = await setup({ welcomeCredits: 25 });
    await code({ code: 'SPRING', credits: credits(50) });
    const newcomer = newId<UserId>();
    const useId = newId<string>();

    await expect(enters(newcomer, 'SPRING', useId)).rejects.toMatchObject({ code: 'order-unknown' });
    await joins(newcomer);
    await enters(newcomer, 'SPRING', useId);

    expect(await told<TellPromo>('tell-promo')).toMatchObject([
      { outcome: 'credits', availableAfter: credits(75).toString() },
    ]);
    expect(await violations()).toEqual([]);
  });

  it('a promo code for three uses brings credits to three of eight people who enter it at the same moment', async () => {
    const { code, enters, person, told, violations, postgres } = await setup();
    await code({ code: 'LAST', credits: credits(50), inAll: 3 });
    const people = await Promise.all(Array.from({ length: 8 }, () => person()));

    await Promise.all(people.map((one) => enters(one, 'LAST')));

    const outcomes = (await told<TellPromo>('tell-promo')).map(({ outcome }) => outcome);
    expect(outcomes.toSorted()).toEqual([...Array<string>(3).fill('credits'), ...Array<string>(5).fill('exhausted')]);
    expect(await postgres.admin.query('SELECT used FROM billing.promo')).toEqual([{ used: 3 }]);
    expect(await violations()).toEqual([]);
  });

  it.each<[string, Partial<Promo>, string]>([
    ['that has ended', { validUntil: new Date(Date.now() - DAY) }, 'ended'],
    ['that has not begun', { validFrom: new Date(Date.now() + DAY) }, 'not-yet'],
    ['that is used up', { inAll: 1, credits: credits(1) }, 'exhausted'],
  ])('a promo code %s brings nothing, and the person is told why', async (_, promo, outcome) => {
    const { code, enters, person, balance, told } = await setup();
    await code({ code: 'SPRING', credits: credits(50), ...promo });
    if (outcome === 'exhausted') await enters(await person(), 'SPRING');
    const anna = await person();

    await enters(anna, 'SPRING');

    expect((await told<TellPromo>('tell-promo')).at(-1)).toMatchObject({ userId: anna, outcome });
    expect(await balance(anna)).toBe(0);
  });

  it('a person can use a promo code as often as the code allows, and no more often', async () => {
    const { code, enters, person, balance, told } = await setup();
    await code({ code: 'TWICE', credits: credits(5), perPerson: 2 });
    const anna = await person();

    for (let time = 0; time < 3; time += 1) await enters(anna, 'TWICE');

    expect((await told<TellPromo>('tell-promo')).map(({ outcome }) => outcome)).toEqual(['credits', 'credits', 'used']);
    expect(await balance(anna)).toBe(10);
  });

  it('a person who has entered ten wrong promo codes can enter a valid one only a day later, and not already after midnight', async () => {
    const { code, enters, person, told, clock } = await setup();
    await code({ code: 'SPRING', credits: credits(5) });
    const anna = await person();
    for (let time = 0; time < 10; time += 1) await enters(anna, `GUESS-${time}`);

    for (const laterMs of [0, DAY - 1]) {
      clock.advance(laterMs);
      await enters(anna, 'SPRING');
      expect((await told<TellPromo>('tell-promo')).at(-1)).toMatchObject({ outcome: 'too-many-tries' });
    }

    clock.advance(1);
    await enters(anna, 'SPRING');
    expect((await told<TellPromo>('tell-promo')).at(-1)).toMatchObject({ outcome: 'credits' });
  });

  it('a promo code’s percent is added to the next purchase only, and the added credits go back when that purchase is refunded', async () => {
    const { code, enters, person, buys, refunds, spends, balance, debt, told, violations } = await setup();
    await code({ code: 'MORE', percent: 20 });
    await code({ code: 'MORE-YET', percent: 10 });
    const anna = await person();
    await enters(anna, 'MORE');
    await enters(anna, 'MORE-YET');
    expect((await told<TellPromo>('tell-promo')).map(({ outcome }) => outcome)).toEqual(['percent', 'percent-waits']);

    const charge = await buys(anna);
    expect(await balance(anna)).toBe(120);
    expect((await told<{ bonus: string }>('announce-purchase'))[0]).toMatchObject({ credited: '10000', bonus: '2000' });
    await buys(anna);
    expect(await balance(anna)).toBe(220);

    await spends(anna, 115);
    await refunds(anna, charge);

    expect(await balance(anna)).toBe(0);
    expect(await debt(anna)).toBe(1_500);
    expect((await told<TellGain>('tell-gain')).at(-1)).toMatchObject({
      reason: 'promo',
      isTakenBack: true,
      owed: '1500',
    });
    expect(await violations()).toEqual([]);
  });
});

it('a promo code’s percent is kept for the next purchase when a purchase was paid before the code was entered, and is credited after it', async () => {
  const { code, enters, person, buys, balance } = await setup();
  await code({ code: 'MORE', percent: 20 });
  const anna = await person();
  await enters(anna, 'MORE');

  await buys(anna, new Date(Date.now() - 3 * 60_000));
  expect(await balance(anna)).toBe(100);

  await buys(anna);
  expect(await balance(anna)).toBe(220);
});

describe('a purchase with a bonus that its person returns', () => {
  /** Anna has bought a pack with a bonus of 20 credits, a day after the terms began that count the bonus. */
  const withBonus = async () => {
    const story = await setup();
    await story.code({ code: 'MORE', percent: 20 });
    const anna = await story.person();
    await story.enters(anna, 'MORE');
    const charge = await story.buys(anna);
    await story.postgres.admin.query(`UPDATE billing.purchase SET created_at = '2026-12-16Z'`);
    story.clock.set(new Date('2026-12-17Z'));
    return { ...story, anna, charge };
  };

  it('a returned purchase sets its bonus aside, too, so that the bonus cannot be spent meanwhile and no debt is left', async () => {
    const { anna, charge, asks, settle, settled, context, balance, debt, told, violations } = await withBonus();
    const returnId = newId<string>();

    expect(await asks(anna, charge, returnId)).toBe(true);
    expect(await balance(anna)).toBe(0);
    expect(await violations()).toEqual([]);

    await settle.handle({ returnId, isReturned: true, problem: null }, context());
    expect([await balance(anna), await debt(anna)]).toEqual([0, 0]);
    await settled();

    expect([await balance(anna), await debt(anna)]).toEqual([0, 0]);
    expect(await told('announce-refund')).toMatchObject([{ taken: '10000', owed: '0', availableAfter: '0' }]);
    expect((await told<TellGain>('tell-gain')).filter(({ isTakenBack }) => isTakenBack)).toMatchObject([
      { reason: 'promo', credits: '2000', owed: '0' },
    ]);
    expect(await violations()).toEqual([]);
  });

  it('the bonus that was set aside is there again when Telegram refuses the return', async () => {
    const { anna, charge, asks, settle, context, balance, violations } = await withBonus();
    const returnId = newId<string>();
    await asks(anna, charge, returnId);

    await settle.handle({ returnId, isReturned: false, problem: 'CHARGE_NOT_FOUND' }, context());

    expect(await balance(anna)).toBe(120);
    expect(await violations()).toEqual([]);
  });

  it('a purchase whose bonus is spent is not returned by rule, and its person reads how much of the bonus is missing', async () => {
    const { anna, charge, asks, spends, balance, told } = await withBonus();
    await spends(anna, 15);

    expect(await asks(anna, charge)).toBe(false);

    expect(await balance(anna)).toBe(105);
    expect(await told('explain-return')).toMatchObject([{ verdict: 'bonus-spent', spent: '1500' }]);
  });
});

describe('the percent of a promo code that ends', () => {
  const ended = async () => {
    const story = await setup();
    const until = new Date(Date.now() + DAY);
    await story.code({ code: 'MORE', percent: 20, validUntil: until });
    const anna = await story.person();
    await story.enters(anna, 'MORE');
    story.clock.advance(2 * DAY);
    return { ...story, anna, until };
  };

  it('the percent of a promo code is added to a pack that was paid in time, however late billing hears of the payment', async () => {
    const { anna, until, buys, balance } = await ended();

    await buys(anna, new Date(until.getTime() - 1000));

    expect(await balance(anna)).toBe(120);
  });

  it('the percent of a promo code is not added to a pack that was paid after its end', async () => {
    const { anna, until, buys, balance } = await ended();

    await buys(anna, until);

    expect(await balance(anna)).toBe(100);
  });
});

describe('an invitation', () => {
  const invited = async () => {
    const story = await setup();
    const [inviter, friend] = [await story.person(), await story.person()];
    await story.keep.handle({ friendId: friend, inviterId: inviter }, story.context());
    return { ...story, inviter, friend };
  };

  it('an invitation brings both people their credits once, after the friend’s first purchase', async () => {
    const { inviter, friend, buys, settled, balance, told, violations } = await invited();

    await buys(friend);
    await settled();
    await buys(friend);
    await settled();

    expect(await balance(inviter)).toBe(30);
    expect(await balance(friend)).toBe(230);
    expect((await told<TellGain>('tell-gain')).map(({ userId, reason }) => [userId, reason])).toEqual([
      [inviter, 'referral-inviter'],
      [friend, 'referral-friend'],
    ]);
    expect(await violations()).toEqual([]);
  });

  it('the gains of an invitation go back when the friend’s first purchase is refunded, and spent ones become a debt', async () => {
    const story = await invited();
    const { inviter, friend, buys, settled, refunds, spends, balance, debt, told, history, violations } = story;
    const charge = await buys(friend);
    await settled();
    await spends(inviter, 20);

    await refunds(friend, charge);

    expect([await balance(inviter), await debt(inviter)]).toEqual([0, 2_000]);
    expect([await balance(friend), await debt(friend)]).toEqual([0, 0]);
    expect((await told<TellGain>('tell-gain')).filter(({ isTakenBack }) => isTakenBack)).toHaveLength(2);
    expect([await history(inviter), await history(friend)].map((kinds) => kinds.includes('refund'))).toEqual([
      false,
      true,
    ]);
    expect(await violations()).toEqual([]);
  });

  it.each([
    ['a card', true, `UPDATE billing.purchase SET stars = 0, currency = 'RUB', card_amount = 24900`],
    ['Stars', undefined, 'SELECT'],
  ])(
    'both people of an invitation are told what went back for a purchase that was paid with %s',
    async (_, told, paid) => {
      const story = await invited();
      const charge = await story.buys(story.friend);
      await story.settled();
      await story.postgres.admin.query(paid);

      await story.refunds(story.friend, charge);

      const back = (await story.told<TellGain>('tell-gain')).filter(({ isTakenBack }) => isTakenBack);
      expect(back.map(({ isCard }) => isCard)).toEqual([told, told]);
    },
  );

  it('the gains of an invitation go back when the friend returns the unused purchase', async () => {
    const { inviter, friend, buys, settled, asks, settle, context, balance, violations } = await invited();
    const charge = await buys(friend);
    await settled();
    const returnId = newId<string>();

    expect(await asks(friend, charge, returnId)).toBe(true);
    await settle.handle({ returnId, isReturned: true, problem: null }, context());
    await settled();

    expect([await balance(inviter), await balance(friend)]).toEqual([0, 0]);
    expect(await violations()).toEqual([]);
  });

  it('an invitation brings nothing when the purchase was refunded before the reward', async () => {
    const { inviter, friend, buys, refunds, balance, violations } = await invited();
    const charge = await buys(friend);

    await refunds(friend, charge);

    expect(await balance(inviter)).toBe(0);
    expect(await balance(friend)).toBe(0);
    expect(await violations()).toEqual([]);
  });

  it('an invitation brings nothing after the purchase when the inviter is banned', async () => {
    const { inviter, friend, buys, settled, balance, postgres, violations } = await invited();
    await buys(friend);
    await postgres.fixtures.person({ userId: inviter });
    await postgres.admin.query(`UPDATE bot.person SET banned_until = 'infinity' WHERE user_id = $1`, [inviter]);

    await settled();

    expect([await balance(inviter), await balance(friend)]).toEqual([0, 100]);
    expect(await postgres.admin.query('SELECT outcome FROM billing.referral')).toEqual([{ outcome: 'gone' }]);
    expect(await violations()).toEqual([]);
  });

  it('people cannot invite themselves, and a person cannot be invited a second time, after buying or spending credits, or a day after their account was opened', async () => {
    const { inviter, friend, keep, context, person, buys, spends, postgres, clock } = await invited();
    const other = await person();
    const bought = await person();
    await buys(bought);
    const used = await person(10);
    await spends(used, 3);
    const old = await person();
    await postgres.admin.query(`UPDATE billing.account SET opened_at = $2 WHERE user_id = $1`, [
      old,
      new Date(clock.now().getTime() - DAY),
    ]);

    for (const [friendId, inviterId] of [
      [inviter, inviter],
      [friend, other],
      [used, inviter],
      [bought, inviter],
      [old, inviter],
    ] as const)
      await keep.handle({ friendId, inviterId }, context());

    expect(await postgres.admin.query('SELECT friend_id, inviter_id FROM billing.referral')).toEqual([
      { friend_id: friend, inviter_id: inviter },
    ]);
  });

  it('an inviter gains no more often in a month than the allowance says, and nothing through a friend who is in debt', async () => {
    const story = await invited();
    const { inviter, keep, person, context, buys, settled, balance, postgres, violations } = story;
    await postgres.admin.query(`INSERT INTO billing.allowance VALUES ('referral-gains-a-month', '2026-11-01Z', 2)`);
    const friends = [story.friend, ...(await Promise.all([person(), person(), person()]))];
    for (const friendId of friends.slice(1)) await keep.handle({ friendId, inviterId: inviter }, context());

    for (const friend of friends) await buys(friend);
    await settled();

    expect(await balance(inviter)).toBe(60);
    const inDebt = await person();
    await keep.handle({ friendId: inDebt, inviterId: await person() }, context());
    await postgres.admin.query(`UPDATE billing.allowance SET amount = 100`);
    await buys(inDebt);
    await postgres.admin.query(`UPDATE billing.account SET debt = 1 WHERE user_id = $1`, [inDebt]);
    await settled();

    expect(
      await postgres.admin.query('SELECT outcome, count(*)::int FROM billing.referral GROUP BY 1 ORDER BY 1'),
    ).toEqual([
      { outcome: 'in-debt', count: 1 },
      { outcome: 'rewarded', count: 2 },
      { outcome: 'too-many-this-month', count: 2 },
    ]);
    await postgres.admin.query(`UPDATE billing.account SET debt = 0 WHERE user_id = $1`, [inDebt]);
    expect(await violations()).toEqual([]);
  });
});

describe('a gift', () => {
  const given = async (amount = 50) => {
    const story = await setup();
    const [anna, boris, vera] = [await story.person(), await story.person(), await story.person()];
    const charge = await story.buys(anna);
    const giftId = newId<GiftId>();
    await story.make.handle(
      { giftId, userId: anna, centiCredits: credits(amount).toString(), called: 'credits' },
      story.context(),
    );
    const last = async () => (await story.told<TellGift>('tell-gift')).at(-1);
    return { ...story, anna, boris, vera, charge, giftId, last };
  };

  it('a gift goes to only one of two people who open its link at the same moment', async () => {
    const { anna, boris, vera, giftId, open, context, balance, told, history, violations, postgres } = await given();
    expect(await balance(anna)).toBe(50);

    const opened = [boris, vera].map((userId) => () => open.handle({ giftId, userId }, context()));
    await atOnce(postgres.admin, rowOf.gift(giftId), opened);

    expect((await balance(boris)) + (await balance(vera))).toBe(50);
    expect((await told<TellGift>('tell-gift')).map(({ outcome }) => outcome).toSorted()).toEqual([
      'made',
      'opened',
      'received',
      'used',
    ]);
    expect(await history(anna)).toContain('gift-sent');
    expect(await violations()).toEqual([]);
  });

  it('a gift goes back to its giver when the giver takes it back, or when nobody opens it in time; the giver’s link takes it back after its time, too', async () => {
    const { anna, boris, giftId, open, make, context, balance, returns, clock, last, postgres, violations } =
      await given();
    await open.handle({ giftId, userId: anna }, context());
    expect([await balance(anna), (await last())?.outcome]).toEqual([100, 'taken-back']);
    await open.handle({ giftId, userId: boris }, context());
    expect((await last())?.outcome).toBe('expired'); // the gift went back, so nobody else opens it

    const another = newId<GiftId>();
    await make.handle({ giftId: another, userId: anna, centiCredits: '10000', called: 'credits' }, context());
    clock.advance(7 * DAY);
    await open.handle({ giftId: another, userId: boris }, context());
    expect((await last())?.outcome).toBe('expired');
    await returns.run();
    await returns.run();

    expect([await balance(anna), (await last())?.outcome]).toEqual([100, 'returned']);
    const late = newId<GiftId>();
    await make.handle({ giftId: late, userId: anna, centiCredits: '10000', called: 'credits' }, context());
    clock.advance(7 * DAY);
    await open.handle({ giftId: late, userId: anna, isByLink: true }, context());
    await returns.run();
    expect([await balance(anna), (await last())?.outcome]).toEqual([100, 'taken-back']);
    expect(await postgres.admin.query('SELECT FROM billing.gift WHERE closed_at IS NULL')).toEqual([]);
    expect(await violations()).toEqual([]);
  });

  it('a giver who follows the link of their own gift hears that the gift is their own, and the link stays open for a friend', async () => {
    const { anna, boris, giftId, open, context, balance, last, violations } = await given();
    await open.handle({ giftId, userId: anna, isByLink: true }, context());
    expect(await last()).toMatchObject({ userId: anna, outcome: 'own', credits: '5000', called: 'credits' });
    expect(await balance(anna)).toBe(50);

    await open.handle({ giftId, userId: boris, isByLink: true }, context());
    expect(await balance(boris)).toBe(50);
    await open.handle({ giftId, userId: anna, isByLink: true }, context());
    expect((await last())?.outcome).toBe('used');
    expect(await violations()).toEqual([]);
  });

  it('a gift goes back once when two processes give it back and its giver opens it at the same moment', async () => {
    const { anna, giftId, open, context, balance, returns, clock, told, postgres, violations } = await given();
    clock.advance(7 * DAY);

    await atOnce(postgres.admin, rowOf.gift(giftId), [
      () => returns.run(),
      () => returns.run(),
      () => open.handle({ giftId, userId: anna }, context()),
    ]);

    expect(await balance(anna)).toBe(100);
    expect((await told<TellGift>('tell-gift')).map(({ outcome }) => outcome)).toEqual(['made', 'returned', 'expired']);
    expect(await violations()).toEqual([]);
  });

  it('a gift that a friend opens at the last moment does not go back as well', async () => {
    const { anna, boris, giftId, open, context, balance, returns, clock, postgres, violations } = await given();

    await atOnce(postgres.admin, rowOf.gift(giftId), [
      () => open.handle({ giftId, userId: boris }, context()),
      () => {
        clock.advance(7 * DAY);
        return returns.run();
      },
    ]);

    expect([await balance(anna), await balance(boris)]).toEqual([50, 50]);
    expect(await violations()).toEqual([]);
  });

  it('a person who opens a gift that does not exist is told so', async () => {
    const { boris, open, context, balance, last } = await given();

    await open.handle({ giftId: newId<GiftId>(), userId: boris }, context());

    expect([await balance(boris), (await last())?.outcome]).toEqual([0, 'unknown']);
  });

  it('a gift whose giver had everything deleted goes back to nobody, and its credits are forfeited', async () => {
    const { anna, forget, context, balance, returns, clock, postgres, told, violations } = await given(50);
    const erased = { userId: anna, erasureId: newId<string>(), avatarIds: [], round: 0, forfeits: true };
    await forget.handle(erased, context());
    const before = (await told<TellGift>('tell-gift')).length;
    clock.advance(8 * DAY);

    await returns.run();

    expect(await balance(anna)).toBe(0);
    expect(await postgres.admin.query('SELECT FROM billing.gift WHERE closed_at IS NULL')).toEqual([]);
    expect(await told<TellGift>('tell-gift')).toHaveLength(before);
    expect(await violations()).toEqual([]);
  });

  it('a gift is made of bought credits only, within the limit of a day, and only by a person without debt', async () => {
    const { anna, boris, make, context, buys, spends, last, balance, postgres, violations } = await given(100);
    const gives = async (userId: UserId, amount: number) => {
      await make.handle(
        { giftId: newId<GiftId>(), userId, centiCredits: credits(amount).toString(), called: 'credits' },
        context(),
      );
      return (await last())?.outcome;
    };
    await postgres.admin.query(`INSERT INTO billing.allowance VALUES ('gift-credits-a-day', '2026-11-01Z', 150)`);

    expect(await gives(anna, 50)).toBe('too-few');
    await buys(anna);
    expect(await gives(anna, 100)).toBe('too-many-today');
    expect(await gives(anna, 50)).toBe('made');
    const rich = (await postgres.fixtures.account({ credits: 500 })).userId;
    expect(await gives(rich, 50)).toBe('too-few');
    const { userId: spent } = await postgres.fixtures.account({ credits: 0 });
    await buys(spent);
    await spends(spent, (await balance(spent)) - 10);
    expect(await gives(spent, 50)).toBe('too-few');
    await postgres.admin.query(`UPDATE billing.account SET debt = 1 WHERE user_id = $1`, [boris]);
    expect(await gives(boris, 1)).toBe('in-debt');
    await postgres.admin.query(`UPDATE billing.account SET debt = 0 WHERE user_id = $1`, [boris]);
    expect(await balance(anna)).toBe(50);
    expect(await violations()).toEqual([]);
  });

  it('a purchase whose credits were partly given away cannot be returned, even after a promo code has brought as many credits', async () => {
    const { code, enters, anna, charge, asks, balance } = await given(50);
    await code({ code: 'SPRING', credits: credits(50) });
    await enters(anna, 'SPRING');
    expect(await balance(anna)).toBe(100); // as many as were bought

    expect(await asks(anna, charge)).toBe(false);
  });

  it('a gift cannot be made of credits whose purchase is on its way back', async () => {
    const { code, enters, person, buys, asks, make, context, told } = await setup();
    const anna = await person();
    const charge = await buys(anna);
    await code({ code: 'SPRING', credits: credits(50) });
    await enters(anna, 'SPRING');
    await asks(anna, charge);

    await make.handle({ giftId: newId<GiftId>(), userId: anna, centiCredits: '5000', called: 'credits' }, context());

    expect(await told<TellGift>('tell-gift')).toMatchObject([{ outcome: 'too-few' }]);
  });

  it('credits of a refunded purchase that were given away are owed by the giver, and stay with the receiver', async () => {
    const { anna, boris, charge, giftId, open, context, refunds, balance, debt, violations } = await given(100);
    await open.handle({ giftId, userId: boris }, context());

    await refunds(anna, charge);

    expect([await balance(anna), await debt(anna), await balance(boris)]).toEqual([0, 10_000, 100]);
    expect(await violations()).toEqual([]);
  });

  it('the check of the ledger finds a gift that was closed without a booking of its credits', async () => {
    const { postgres, giftId, violations } = await given();
    await postgres.admin.query(`UPDATE billing.gift SET closed_at = now() WHERE id = $1`, [giftId]);

    expect(await violations()).toEqual([expect.objectContaining({ invariant: 'gift-is-booked', subject: giftId })]);
    const [gift] = await postgres.database.read.find(Gift);
    expect(gift?.credits).toBe(centiCredits(5_000));
  });
});
