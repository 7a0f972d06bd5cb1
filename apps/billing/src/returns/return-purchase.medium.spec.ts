import { describe, expect, it } from '@jest/globals';
import { OperatorActs } from '@aisha/database';
import { LedgerInvariantsReader } from '@aisha/database/billing';
import { StarTransactionReader } from '@aisha/database/bot';
import { DAY_MS, RETURN_TERMS, type TelegramId, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { jobContext, ManualClock, onPostgres } from '@aisha/testing';
import { BillingConfig } from '../config';
import { GivingLimit } from '../corrections/giving-limit';
import { CreditPurchaseHandler } from '../purchases/credit-purchase.handler';
import { RefundPurchaseHandler } from '../return-ends/refund-purchase.handler';
import { RefundByOperatorHandler } from './refund-by-operator.handler';
import { ReturnPurchaseHandler } from './return-purchase.handler';
import { ReturnEnd } from '../return-ends/return-end';
import { SettleReturnHandler } from '../return-ends/settle-return.handler';
import { atOnce, rowOf } from '../../spec/at-once';
import { purchasing } from '../../spec/purchasing';

const CHARGE = 'stxCharge_1';
const [{ withinDays, atMost }] = RETURN_TERMS;

/** A person who has bought the smallest pack: 100 credits for 150 Stars. */
const setup = async () => {
  const postgres = await onPostgres('billing');
  const { database, fixtures } = postgres;
  const clock = new ManualClock(new Date());
  const { accounts, returns, purchases } = purchasing(clock);
  const outbox = new Outbox('billing');
  const log = Logger.silent();
  const stars = new StarTransactionReader(database);
  const crediting = new CreditPurchaseHandler(stars, accounts, purchases, outbox, log);
  const refunding = new RefundPurchaseHandler(stars, accounts, purchases, outbox, log);
  const asking = new ReturnPurchaseHandler(accounts, returns, outbox, log);
  const settling = new SettleReturnHandler(new ReturnEnd(accounts, returns, purchases, outbox), log);
  const limit = new GivingLimit(
    Object.assign(new BillingConfig(), { ADMIN_TELEGRAM_IDS: '500001,500002:support', SUPPORT_GIVES_A_DAY: 50 }),
  );
  const operating = new RefundByOperatorHandler(new OperatorActs('billing'), accounts, returns, limit, log);
  const userId = newId<UserId>();
  const buys = async (chargeId = CHARGE) => {
    const payment = await fixtures.stars({ userId, chargeId });
    await crediting.handle({ telegramPaymentChargeId: chargeId }, jobContext(postgres));
    return payment;
  };
  const payment = await buys();
  return {
    postgres,
    userId,
    clock,
    buys,
    asks: async (chargeId = CHARGE, returnId = newId<string>(), by = userId) => {
      await asking.handle({ returnId, userId: by, telegramPaymentChargeId: chargeId }, jobContext(postgres));
      return returnId;
    },
    operates: async (
      evenIfSpent = false,
      actId = newId<string>(),
      chargeId = CHARGE,
      operator: string = 'command:nina',
    ) => {
      const by = { actId, operator, reason: 'bought by mistake' };
      await operating.handle({ ...by, telegramPaymentChargeId: chargeId, evenIfSpent }, jobContext(postgres));
      const [row] = await postgres.admin.query<{ outcome: string; details: object }>(
        'SELECT outcome, details FROM billing.operator_act WHERE id = $1',
        [actId],
      );
      return { actId, ...row };
    },
    /** Adds another payment, which fits no pack, and its dead letter. */
    paysInVain: async (chargeId: string) => {
      await fixtures.stars({ userId, chargeId, payload: 'pack:gone' });
      await postgres.admin.query(
        `INSERT INTO billing.dead_letter (message_id, job, payload, code, facts, attempts)
         VALUES ('in-vain', 'credit-purchase', $1, 'payment-fits-no-pack', '{}', 1)`,
        [JSON.stringify({ telegramPaymentChargeId: chargeId })],
      );
    },
    answers: (returnId: string, problem: string | null = null) =>
      settling.handle({ returnId, isReturned: problem === null, problem }, jobContext(postgres)),
    listed: async (chargeId = CHARGE) => {
      await fixtures.stars({ userId, chargeId, kind: 'refund', amount: payment.amount });
      await refunding.handle({ telegramPaymentChargeId: chargeId }, jobContext(postgres));
    },
    spends: async (amount: number) => {
      const { orderId } = await fixtures.hold({ userId, credits: amount });
      return orderId;
    },
    sent: async (job: string) => (await postgres.outboxOf('billing')).filter((one) => one.job === job),
    balance: () => postgres.balanceOf(userId),
    violations: () => new LedgerInvariantsReader(database).violations(),
  };
};

describe('unused credits that go back', () => {
  it('the unused credits of a return are set aside first, and taken when Telegram has given the Stars back', async () => {
    const { asks, answers, balance, sent, violations, userId } = await setup();

    const returnId = await asks();
    expect(await balance()).toEqual({ available: 0, held: 100 });
    expect(await sent('return-stars')).toMatchObject([
      { receiver: 'bot-gateway', payload: { returnId, userId, telegramPaymentChargeId: CHARGE } },
    ]);
    expect(await violations()).toEqual([]);

    await answers(returnId);
    await answers(returnId);

    expect(await balance()).toEqual({ available: 0, held: 0 });
    expect(await sent('announce-refund')).toMatchObject([
      { payload: { taken: '10000', owed: '0', availableAfter: '0', stars: 150 } },
    ]);
    expect(await violations()).toEqual([]);
  });

  it('the unused credits of a return can be spent again when Telegram refuses', async () => {
    const { asks, answers, balance, sent, violations } = await setup();

    await answers(await asks(), 'CHARGE_NOT_FOUND');

    expect(await balance()).toEqual({ available: 100, held: 0 });
    expect(await sent('explain-return')).toMatchObject([{ payload: { verdict: 'by-rule', stars: 150 } }]);
    expect(await violations()).toEqual([]);

    await answers(await asks()); // and the person may ask again
    expect(await balance()).toEqual({ available: 0, held: 0 });
    expect(await violations()).toEqual([]);
  });

  it('the person is told which part of the credits of a refused return has paid a debt that arose meanwhile', async () => {
    const { buys, spends, asks, listed, answers, balance, sent } = await setup();
    await buys('stxCharge_2');
    await spends(40);
    const returnId = await asks('stxCharge_2');
    await listed();

    await answers(returnId, 'CHARGE_NOT_FOUND');

    expect(await balance()).toEqual({ available: 60, held: 40 });
    expect(await sent('explain-return')).toMatchObject([
      { payload: { setAside: '10000', debtPaid: '4000', availableAfter: '6000' } },
    ]);
  });

  it('the person is not told that credits are back when the refused return had set none aside', async () => {
    const { spends, operates, answers, sent } = await setup();
    await spends(100);
    const { actId } = await operates(true);

    await answers(actId, 'CHARGE_NOT_FOUND');

    expect(await sent('explain-return')).toMatchObject([
      { payload: { setAside: '0', debtPaid: '0', availableAfter: '0' } },
    ]);
  });

  it('a return that has ended does not change, whatever answer comes later or at the same moment', async () => {
    const { asks, answers, balance, sent, violations, postgres, buys } = await setup();
    const states = () => postgres.admin.query('SELECT state FROM billing.purchase_return ORDER BY id');

    const back = await asks();
    await answers(back);
    await answers(back, 'CHARGE_NOT_FOUND');
    expect(await states()).toEqual([{ state: 'returned' }]);
    expect(await balance()).toEqual({ available: 0, held: 0 });
    expect(await sent('explain-return')).toEqual([]);

    await buys('stxCharge_2');
    const contested = await asks('stxCharge_2');
    await Promise.all([answers(contested), answers(contested, 'CHARGE_NOT_FOUND'), answers(contested)]);

    const [, ended] = await states();
    const isBack = ended!['state'] === 'returned';
    expect(await balance()).toEqual({ available: isBack ? 0 : 100, held: 0 });
    expect([await sent('announce-refund'), await sent('explain-return')].map(({ length }) => length)).toEqual(
      isBack ? [2, 0] : [1, 1],
    );
    expect(await violations()).toEqual([]);
  });

  it.each([
    ['refused', 'CHARGE_NOT_FOUND', null, { available: 100, held: 0 }, 0, 1],
    ['returned', null, 'CHARGE_NOT_FOUND', { available: 0, held: 0 }, 1, 0],
    ['returned', null, null, { available: 0, held: 0 }, 1, 0],
  ])(
    'of two answers about one return that both wait for the account, only the first counts: %s (problems: %s, %s)',
    async (state, first, second, left, refunds, explained) => {
      const { asks, answers, balance, sent, violations, postgres, userId } = await setup();
      const returnId = await asks();

      await atOnce(postgres.admin, rowOf.account(userId), [
        () => answers(returnId, first),
        () => answers(returnId, second),
      ]);

      expect(await postgres.admin.query('SELECT state FROM billing.purchase_return')).toEqual([{ state }]);
      expect(await balance()).toEqual(left);
      expect(await sent('announce-refund')).toHaveLength(refunds);
      expect(await sent('explain-return')).toHaveLength(explained);
      expect(await violations()).toEqual([]);
    },
  );

  it('the unused credits of a return are taken once when Telegram’s list comes before its answer', async () => {
    const { asks, answers, listed, balance, sent, violations } = await setup();
    const returnId = await asks();

    await listed();
    await answers(returnId);

    expect(await balance()).toEqual({ available: 0, held: 0 });
    expect(await sent('announce-refund')).toHaveLength(1);
    expect(await violations()).toEqual([]);
  });

  it('Telegram is asked for the Stars once when the person asks eight times at the same moment', async () => {
    const { asks, balance, sent, violations } = await setup();

    await Promise.all(Array.from({ length: 8 }, () => asks()));

    expect(await sent('return-stars')).toHaveLength(1);
    expect(await balance()).toEqual({ available: 0, held: 100 });
    expect(await violations()).toEqual([]);
  });

  it('a return is refused when credits of the purchase are spent, and the person is told how many', async () => {
    const { asks, spends, balance, sent } = await setup();
    await spends(40);

    await asks();

    expect(await balance()).toEqual({ available: 60, held: 40 });
    expect(await sent('return-stars')).toEqual([]);
    expect(await sent('explain-return')).toMatchObject([
      { payload: { verdict: 'spent-in-part', stars: 150, spent: '4000', availableAfter: '6000' } },
    ]);
  });

  it('a purchase can be returned only within the days that the terms allow, and a person can return only as many purchases as the terms allow', async () => {
    const { asks, buys, clock, sent } = await setup();
    const verdicts = async () => (await sent('explain-return')).map(({ payload }) => payload['verdict']);
    for (let n = 0; n <= atMost; n += 1) await buys(`more-${n}`);
    for (let n = 0; n <= atMost; n += 1) await asks(`more-${n}`);
    expect(await verdicts()).toEqual(['too-often']);

    clock.set(new Date(clock.now().getTime() + (withinDays + 1) * DAY_MS));
    await asks();

    expect(await verdicts()).toEqual(['too-often', 'too-late']);
  });

  it('neither what operators have given back nor what Telegram has refused counts among the purchases that a person may return', async () => {
    const { asks, operates, answers, buys, sent } = await setup();
    for (let n = 0; n < atMost; n += 1) {
      await buys(`operators-${n}`);
      const { actId } = await operates(false, newId<string>(), `operators-${n}`);
      await answers(actId);
      await buys(`refused-${n}`);
      await answers(await asks(`refused-${n}`), 'CHARGE_NOT_FOUND');
    }
    const before = (await sent('return-stars')).length;

    await asks();

    expect(await sent('return-stars')).toHaveLength(before + 1);
  });

  it('a person can return only their own purchases: to a stranger the charge is unknown', async () => {
    const { asks, sent, balance } = await setup();

    await asks(CHARGE, newId<string>(), newId<UserId>());

    expect(await sent('explain-return')).toMatchObject([{ payload: { verdict: 'unknown', stars: 0 } }]);
    expect(await sent('return-stars')).toEqual([]);
    expect(await balance()).toEqual({ available: 100, held: 0 });
  });
});

describe("an operator's return", () => {
  it('an operator’s return is handled like a person’s, once per act, with its audit row', async () => {
    const { operates, answers, balance, sent, violations } = await setup();

    const { actId, outcome } = await operates();
    await operates(false, actId);
    expect([outcome, await balance()]).toEqual(['done', { available: 0, held: 100 }]);
    expect(await sent('return-stars')).toHaveLength(1);
    await answers(actId);

    expect(await balance()).toEqual({ available: 0, held: 0 });
    expect((await operates()).outcome).toBe('asked-before');
    expect(await violations()).toEqual([]);
  });

  it('an operator does not return a purchase whose Stars went back before, as Telegram’s list says', async () => {
    const { operates, listed, sent, balance } = await setup();
    await listed();

    expect(await operates()).toMatchObject({ outcome: 'returned-before' });

    expect(await sent('return-stars')).toEqual([]);
    expect(await balance()).toEqual({ available: 0, held: 0 });
  });

  it('an operator may return a partly spent purchase only when the act says so; what is left is taken, and what is spent becomes a debt', async () => {
    const { operates, answers, spends, balance, sent, violations, postgres } = await setup();
    await spends(70);
    const figures = { credited: '10000', spent: '7000', fromOthers: '0', owed: '7000', stars: 150 };
    expect(await operates()).toMatchObject({ outcome: 'spent-in-part', details: figures });
    expect(await balance()).toEqual({ available: 30, held: 70 });

    const { actId, outcome } = await operates(true);
    expect([outcome, await balance()]).toEqual(['done', { available: 0, held: 100 }]);
    await answers(actId);

    expect(await sent('announce-refund')).toMatchObject([{ payload: { taken: '3000', owed: '7000', stars: 150 } }]);
    const [{ debt }] = (await postgres.admin.query('SELECT debt::int FROM billing.account')) as [{ debt: number }];
    expect(debt).toBe(7_000);
    expect(await violations()).toEqual([]);
  });

  it('a purchase older than the 200 newest counts as spent whole: it goes back only when the act says so, with what a return of it takes', async () => {
    const { operates, spends, postgres, userId } = await setup();
    await postgres.admin.query(
      `WITH bought AS (
         INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, credited)
         SELECT 'newer-' || n, $1, 'small-1', 150, 10000 FROM generate_series(1, 200) n RETURNING *)
       INSERT INTO billing.transaction (id, type, user_id, amount, description, idempotency_key)
       SELECT gen_random_uuid(), 'purchase', user_id, credited, 'pack', 'purchase:' || telegram_payment_charge_id FROM bought`,
      [userId],
    );
    await spends(50);
    const figures = { credited: '10000', spent: '10000', fromOthers: '5000', owed: '5000', stars: 150 };

    expect(await operates()).toMatchObject({ outcome: 'spent-in-part', details: figures });
    expect(await operates(true)).toMatchObject({ outcome: 'done', details: figures });
  });

  it('support returns no purchase of its own, and no more spent credits a day than it may give; an owner returns them all', async () => {
    const { operates, buys, spends, postgres, userId } = await setup();
    const [support, owner] = ['telegram:500002', 'telegram:500001'];
    const isOwn = (is: boolean) =>
      postgres.admin.query('UPDATE bot.person SET telegram_id = $2 WHERE user_id = $1', [
        userId,
        is ? 500_002 : 500_009,
      ]);
    await isOwn(true);
    expect(await operates(false, newId<string>(), CHARGE, support)).toMatchObject({ outcome: 'own-account' });
    await isOwn(false);
    await spends(30);
    expect(await operates(true, newId<string>(), CHARGE, support)).toMatchObject({ outcome: 'done' });
    await buys('stxCharge_2');
    await spends(60);

    const refused = await operates(true, newId<string>(), 'stxCharge_2', support);
    const done = await operates(true, newId<string>(), 'stxCharge_2', owner);

    expect([refused.outcome, done.outcome]).toEqual(['too-many-today', 'done']);
  });

  it('a spent bonus of a purchase counts among what support may give a day, because it is left as a debt', async () => {
    const { operates, buys, postgres, userId } = await setup();
    const support = 'telegram:500002';
    const gains = (chargeId: string, amount: number) =>
      postgres.admin.query(
        `INSERT INTO billing.gain (id, user_id, reason, credits, telegram_payment_charge_id) VALUES ($1, $2, 'promo', $3, $4)`,
        [newId<string>(), userId, amount, chargeId],
      );
    await gains(CHARGE, 3_000);
    const first = await operates(false, newId<string>(), CHARGE, support);
    await buys('stxCharge_2');
    await gains('stxCharge_2', 3_000);

    const second = await operates(false, newId<string>(), 'stxCharge_2', support);

    expect([first, second]).toMatchObject([
      { outcome: 'done', details: { spent: '0', owed: '3000' } },
      { outcome: 'too-many-today' },
    ]);
  });

  it('an operator of the chat is told once per act why a return does not begin; one whom the bot does not know, and a command, are not', async () => {
    const { operates, spends, sent, postgres, userId } = await setup();
    const { userId: operatorId } = await postgres.fixtures.person({ telegramId: 500_001 as TelegramId });
    const [owner, actId] = ['telegram:500001', newId<string>()];
    await spends(70);
    await operates(false, actId, CHARGE, owner);
    await operates(false, actId, CHARGE, owner);
    await operates(false, newId<string>(), CHARGE, 'telegram:500003');
    await operates();
    await operates(true, newId<string>(), CHARGE, owner);
    await operates(true, newId<string>(), CHARGE, owner);

    expect((await sent('explain-kept-payment')).map(({ payload }) => payload)).toEqual([
      { userId: operatorId, why: 'spent-in-part' },
      { userId: operatorId, why: 'asked-before' },
    ]);
    await postgres.admin.query('UPDATE bot.person SET telegram_id = 500002 WHERE user_id = $1', [userId]);
    await operates(false, newId<string>(), CHARGE, 'telegram:500002');
    expect((await sent('explain-kept-payment')).at(-1)).toMatchObject({
      payload: { userId, why: 'asked-before' },
    });
  });

  it('an operator’s return of a spent purchase takes the person’s other credits first, and leaves a debt only for the rest', async () => {
    const { operates, answers, spends, buys, balance, sent, violations, postgres, clock } = await setup();
    clock.set(new Date(clock.now().getTime() + 1_000));
    await buys('stxCharge_2');
    await spends(130);
    expect(await balance()).toEqual({ available: 70, held: 130 });
    const figures = { credited: '10000', spent: '10000', fromOthers: '7000', owed: '3000', stars: 150 };

    const { actId, outcome, details } = await operates(true);
    expect([outcome, details]).toMatchObject(['done', figures]);
    expect(await balance()).toEqual({ available: 0, held: 200 });
    await answers(actId);

    expect(await balance()).toEqual({ available: 0, held: 130 });
    expect(await sent('announce-refund')).toMatchObject([{ payload: { taken: '7000', owed: '3000', stars: 150 } }]);
    const [{ debt }] = (await postgres.admin.query('SELECT debt::int FROM billing.account')) as [{ debt: number }];
    expect(debt).toBe(3_000);
    expect(await violations()).toEqual([]);
  });

  it('credits that come in while a return is open pay, at its end, for the purchase’s spent credits', async () => {
    const { operates, answers, spends, buys, balance, sent, violations, postgres } = await setup();
    await spends(70);
    const { actId } = await operates(true);
    expect(await balance()).toEqual({ available: 0, held: 100 });
    await buys('stxCharge_2');

    await answers(actId);

    expect(await sent('announce-refund')).toMatchObject([
      { payload: { taken: '3000', owed: '7000', availableAfter: '3000' } },
    ]);
    expect(await balance()).toEqual({ available: 30, held: 70 });
    expect(await postgres.admin.query('SELECT debt::int FROM billing.account')).toEqual([{ debt: 0 }]);
    expect(await violations()).toEqual([]);
  });

  it('a payment’s dead letter is marked while an operator returns the payment; it is unmarked when Telegram refuses, and dropped when Telegram agrees', async () => {
    const { operates, answers, paysInVain, postgres, balance, violations } = await setup();
    await paysInVain('stxInVain');
    const letter = async () =>
      (
        await postgres.admin.query<{ resolved: string | null; isGoing: boolean }>(
          'SELECT resolved, refunding_since IS NOT NULL AS "isGoing" FROM billing.dead_letter',
        )
      )[0];

    const first = await operates(false, undefined, 'stxInVain');
    expect([first.outcome, await letter()]).toEqual(['done', { resolved: null, isGoing: true }]);
    await answers(first.actId, 'CHARGE_NOT_FOUND');
    expect(await letter()).toEqual({ resolved: null, isGoing: false });

    const second = await operates(false, undefined, 'stxInVain');
    await answers(second.actId);
    expect(await letter()).toEqual({ resolved: 'dropped', isGoing: true });
    expect(await balance()).toEqual({ available: 100, held: 0 });
    expect(await violations()).toEqual([]);
  });

  it('an operator’s return of a payment that is unknown, or is just being credited, changes nothing', async () => {
    const { operates, paysInVain, postgres, sent } = await setup();
    await postgres.fixtures.stars({ chargeId: 'stxOnItsWay' });
    await paysInVain('stxSentAgain');
    await postgres.admin.query(`UPDATE billing.dead_letter SET resolved = 'retried', resolved_at = now()`);

    expect((await operates(false, undefined, 'stxElse')).outcome).toBe('unknown');
    expect((await operates(false, undefined, 'stxOnItsWay')).outcome).toBe('being-credited');
    expect((await operates(false, undefined, 'stxSentAgain')).outcome).toBe('being-credited');
    expect(await sent('return-stars')).toEqual([]);
  });
});
