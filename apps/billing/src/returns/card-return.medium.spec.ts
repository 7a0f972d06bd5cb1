import { describe, expect, it } from '@jest/globals';
import { OperatorActs } from '@aisha/database';
import { LedgerInvariantsReader } from '@aisha/database/billing';
import { StarTransactionReader } from '@aisha/database/bot';
import { AppError, packPayload, PACKS, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { jobContext, ManualClock, onPostgres } from '@aisha/testing';
import { BillingConfig } from '../config';
import { GivingLimit } from '../corrections/giving-limit';
import { CreditPurchaseHandler } from '../purchases/credit-purchase.handler';
import { RefundByOperatorHandler } from './refund-by-operator.handler';
import { ReturnEnd } from '../return-ends/return-end';
import { ReturnPurchaseHandler } from './return-purchase.handler';
import { SettleCardReturnHandler } from '../return-ends/settle-card-return.handler';
import { atOnce, rowOf } from '../../spec/at-once';
import { purchasing } from '../../spec/purchasing';

const [pack] = PACKS as [(typeof PACKS)[number]];
const CHARGE = 'tpcCharge_1';
const PRICE = { currency: 'RUB', amount: 24_900 };

/** A person who has paid for the smallest pack by card: 100 credits. */
const setup = async (paid: object = {}) => {
  const postgres = await onPostgres('billing');
  const { database, fixtures, admin } = postgres;
  await admin.query(
    `INSERT INTO billing.card_price (pack_id, currency, amount, valid_from) VALUES ($1, 'RUB', $2, '2026-11-01Z')`,
    [pack.id, PRICE.amount],
  );
  const clock = new ManualClock(new Date());
  const { accounts, returns, purchases } = purchasing(clock);
  const outbox = new Outbox('billing');
  const log = Logger.silent();
  const acts = new OperatorActs('billing');
  const crediting = new CreditPurchaseHandler(new StarTransactionReader(database), accounts, purchases, outbox, log);
  const asking = new ReturnPurchaseHandler(accounts, returns, outbox, log);
  const operating = new RefundByOperatorHandler(acts, accounts, returns, new GivingLimit(new BillingConfig()), log);
  const settling = new SettleCardReturnHandler(acts, new ReturnEnd(accounts, returns, purchases, outbox), log);
  const userId = newId<UserId>();
  await fixtures.stars({ userId, chargeId: CHARGE, payload: packPayload(pack.id), ...PRICE, ...paid });
  const by = (actId: string) => ({ actId, operator: 'command:nina', reason: 'by the cabinet' });
  const outcomeOf = async (actId: string) =>
    (await admin.query<{ outcome: string }>('SELECT outcome FROM billing.operator_act WHERE id = $1', [actId]))[0]
      ?.outcome;
  return {
    postgres,
    userId,
    credit: () => crediting.handle({ telegramPaymentChargeId: CHARGE }, jobContext(postgres)),
    asks: () =>
      asking.handle({ returnId: newId<string>(), userId, telegramPaymentChargeId: CHARGE }, jobContext(postgres)),
    operates: async (evenIfSpent = false, actId = newId<string>()) => {
      await operating.handle({ ...by(actId), telegramPaymentChargeId: CHARGE, evenIfSpent }, jobContext(postgres));
      return outcomeOf(actId);
    },
    settles: async (isReturned: boolean, actId = newId<string>()) => {
      await settling.handle({ ...by(actId), telegramPaymentChargeId: CHARGE, isReturned }, jobContext(postgres));
      return outcomeOf(actId);
    },
    sent: async () => (await postgres.outboxOf('billing')).map(({ job, payload }) => ({ job, payload })),
    returns: () => admin.query('SELECT state, problem FROM billing.purchase_return'),
    violations: () => new LedgerInvariantsReader(database).violations(),
  };
};

describe('a payment by card', () => {
  it('a payment by card is credited once, and its purchase keeps the currency and no Stars', async () => {
    const { postgres, userId, credit, sent, violations } = await setup();

    await credit();
    await credit();

    expect(await postgres.balanceOf(userId)).toEqual({ available: 100, held: 0 });
    expect(await postgres.admin.query('SELECT stars, currency, card_amount FROM billing.purchase')).toEqual([
      { stars: 0, currency: 'RUB', card_amount: PRICE.amount },
    ]);
    expect(await sent()).toMatchObject([{ job: 'announce-purchase', payload: { stars: 0, credited: '10000' } }]);
    expect(await violations()).toEqual([]);
  });

  it.each([
    ['an amount that the pack never had', { amount: PRICE.amount - 1 }],
    ['a currency that the pack never had', { currency: 'EUR' }],
    ['the pack’s number of Stars in another currency', { amount: pack.stars }],
  ])('a payment by card of %s buys nothing', async (_, wrong) => {
    const { postgres, userId, credit } = await setup(wrong);

    await expect(credit()).rejects.toThrow(new AppError('payment-fits-no-pack'));

    expect(await postgres.admin.query('SELECT FROM billing.purchase WHERE user_id = $1', [userId])).toEqual([]);
  });
});

describe('a payment by card that goes back', () => {
  it('the return of a payment by card sets its credits aside and waits for an operator, and Telegram is not asked', async () => {
    const { postgres, userId, credit, asks, sent, returns } = await setup();
    await credit();

    await asks();
    await asks();

    expect(await postgres.balanceOf(userId)).toEqual({ available: 0, held: 100 });
    expect(await returns()).toEqual([{ state: 'open', problem: null }]);
    expect((await sent()).slice(1)).toEqual([
      { job: 'explain-card-return', payload: { userId, ...PRICE, setAside: '10000' } },
    ]);
  });

  it('an operator’s report that a payment by card was given back takes its credits once, even if it comes again', async () => {
    const { postgres, userId, credit, asks, settles, operates, sent, violations } = await setup();
    await credit();
    await asks();
    const act = newId<string>();

    expect(await settles(true, act)).toBe('done');
    expect(await settles(true, act)).toBe('done');
    expect(await settles(true)).toBe('not-asked');
    expect(await settles(false)).toBe('not-asked');
    expect(await operates()).toBe('asked-before');

    expect(await postgres.balanceOf(userId)).toEqual({ available: 0, held: 0 });
    expect((await sent()).filter(({ job }) => job === 'announce-refund')).toMatchObject([
      { payload: { ...PRICE, stars: 0, taken: '10000', owed: '0' } },
    ]);
    expect(await violations()).toEqual([]);
  });

  it('when two operators report about one card return at the same moment, the first report counts, and the second operator reads that no return waits', async () => {
    const { postgres, userId, credit, asks, settles, returns, violations } = await setup();
    await credit();
    await asks();
    const outcomes: (string | undefined)[] = [];
    const reports = (isReturned: boolean) => async () => void outcomes.push(await settles(isReturned));

    await atOnce(postgres.admin, rowOf.account(userId), [reports(false), reports(true)]);

    expect(outcomes.toSorted()).toEqual(['done', 'not-asked']);
    expect(await returns()).toEqual([{ state: 'refused', problem: 'by the cabinet' }]);
    expect(await postgres.balanceOf(userId)).toEqual({ available: 100, held: 0 });
    expect(await violations()).toEqual([]);
  });

  it('the refused return of a payment by card gives its credits back to the person, who may ask again', async () => {
    const { postgres, userId, credit, asks, settles, sent, returns, violations } = await setup();
    await credit();
    await asks();

    expect(await settles(false)).toBe('done');

    expect(await postgres.balanceOf(userId)).toEqual({ available: 100, held: 0 });
    expect(await returns()).toEqual([{ state: 'refused', problem: 'by the cabinet' }]);
    expect((await sent()).at(-1)).toMatchObject({ job: 'explain-return', payload: { verdict: 'by-rule', ...PRICE } });
    await asks();
    expect(await postgres.balanceOf(userId)).toEqual({ available: 0, held: 100 });
    expect(await violations()).toEqual([]);
  });

  it('an operator can give back a payment by card even if some of its credits are spent, which leaves a debt', async () => {
    const { postgres, userId, credit, operates, settles } = await setup();
    await credit();
    await postgres.fixtures.hold({ userId, credits: 40 });

    expect(await operates()).toBe('spent-in-part');
    expect(await settles(true)).toBe('not-asked');
    expect(await operates(true)).toBe('done');
    expect(await settles(true)).toBe('done');

    expect(await postgres.admin.query('SELECT debt::int, available::int FROM billing.account')).toEqual([
      { debt: 4_000, available: 0 },
    ]);
  });

  const inVain = async (paid: object = {}) => {
    const story = await setup({ ...paid, payload: 'pack:gone' });
    await story.postgres.admin.query(
      `INSERT INTO billing.dead_letter (message_id, job, payload, code, facts, attempts)
       VALUES ('in-vain', 'credit-purchase', $1, 'payment-fits-no-pack', '{}', 1)`,
      [JSON.stringify({ telegramPaymentChargeId: CHARGE })],
    );
    await story.postgres.fixtures.account({ userId: story.userId, credits: 7 });
    return story;
  };

  it.each([
    [true, 'announce-refund', { taken: '0', owed: '0' }],
    [false, 'explain-return', { verdict: 'by-rule', setAside: '0' }],
  ])(
    'a person whose payment by card bought nothing is told when the money goes back or its return is refused, as the bot promised (back: %p)',
    async (isReturned, job, told) => {
      const { userId, operates, settles, sent, returns, postgres } = await inVain();
      expect(await operates()).toBe('done');

      expect(await settles(isReturned)).toBe('done');

      expect((await sent()).at(-1)).toEqual({
        job,
        payload: expect.objectContaining({ userId, ...PRICE, ...told, availableAfter: '700' }),
      });
      expect(await returns()).toMatchObject([{ state: isReturned ? 'returned' : 'refused' }]);
      expect(await postgres.balanceOf(userId)).toEqual({ available: 7, held: 0 });
    },
  );

  it('an operator’s report does not end the return of a payment in Stars', async () => {
    const { credit, asks, settles, returns } = await setup({ currency: 'XTR', amount: pack.stars });
    await credit();
    await asks();

    expect(await settles(true)).toBe('paid-in-stars');

    expect(await returns()).toEqual([{ state: 'open', problem: null }]);
  });
});
