import { describe, expect, it } from '@jest/globals';
import type { ChangeSelling } from '@aisha/contracts/billing';
import { ModelStateReader, OperatorActReader, OperatorActs } from '@aisha/database';
import { AllowanceReader, labelOf, PackReader, PriceReader } from '@aisha/database/billing';
import type { Quote } from '@aisha/kinds';
import { Logger, newId } from '@aisha/platform';
import { shippedCatalogue } from '@aisha/providers/catalogue';
import { jobContext, ManualClock, onPostgres } from '@aisha/testing';
import { BillingConfig } from '../config';
import { Floors } from '../prices/floors';
import { QuoteCheck } from '../prices/quote-check';
import { ChangeSellingHandler } from './change-selling.handler';
import { SellingStore } from './selling.store';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const setup = async (config: Partial<BillingConfig> = {}) => {
  const postgres = await onPostgres('billing');
  const { database } = postgres;
  const clock = new ManualClock();
  const floors = new Floors(shippedCatalogue(), new ModelStateReader(database), {
    ...new BillingConfig(),
    ...config,
  });
  const handler = new ChangeSellingHandler(
    new OperatorActs('billing'),
    new SellingStore(),
    floors,
    clock,
    Logger.silent(),
  );
  const later = (ms: number) => new Date(clock.now().getTime() + ms);
  const change = async (asked: Partial<ChangeSelling> & Pick<ChangeSelling, 'change'>) => {
    const actId = newId<string>();
    const by = { actId, operator: 'command:nina', reason: 'spring', from: clock.now().toISOString() };
    await handler.handle({ ...by, ...asked }, jobContext(postgres));
    const reader = new OperatorActReader((sql, parameters) => postgres.admin.query(sql, parameters));
    const { act, outcome, details } = (await reader.find(actId))!;
    return { act, outcome, why: details['why'] };
  };
  const prices = new PriceReader(database);
  const check = async (quote: Quote) => {
    const at = clock.now();
    const { total: perUnit } = await prices.quote(quote.item, 1, at);
    return database.transaction((tx) => new QuoteCheck(prices).check(tx, quote, { perUnit, at }));
  };
  return {
    check,
    postgres,
    clock,
    later,
    change,
    prices,
    packs: new PackReader(database),
    allowances: new AllowanceReader(database),
  };
};

describe('what is sold', () => {
  it('a price changes from its date on, and an earlier quote is honoured while it is valid', async () => {
    const { check, clock, later, change, prices } = await setup();
    const quote = await prices.quote('picture', 2, clock.now());

    expect(await change({ change: 'price', item: 'picture', amount: '350', from: later(DAY).toISOString() })).toEqual({
      act: 'set-price',
      outcome: 'done',
    });
    expect((await prices.list(clock.now())).picture).toBe(300n);
    expect((await prices.list(later(DAY))).picture).toBe(350n);

    clock.advance(1);
    await change({ change: 'price', item: 'picture', amount: '320' });
    clock.advance(10 * MINUTE);
    const honoured = await check(quote);

    expect(honoured).toMatchObject({ isHonoured: true, currentTotal: 640n });
    clock.advance(21 * MINUTE);
    const late = await check(quote);
    expect(late.isHonoured).toBe(false);
  });

  it('a price that should begin at once, but whose message came late, does not change a price that was shown meanwhile', async () => {
    const { check, clock, change, prices } = await setup();
    const sent = clock.now();
    clock.advance(2 * MINUTE);
    const quote = await prices.quote('picture', 1, clock.now());
    clock.advance(1 * MINUTE);

    await change({ change: 'price', item: 'picture', amount: '350', from: sent.toISOString() });

    const checked = await check(quote);
    expect(checked).toMatchObject({ isHonoured: true, currentTotal: 350n });
  });

  it('a price can be withdrawn before its date, and not afterwards', async () => {
    const { clock, later, change, prices } = await setup();
    const from = later(DAY).toISOString();
    await change({ change: 'price', item: 'picture', amount: '350', from });

    expect(await change({ change: 'price', item: 'picture', from })).toMatchObject({ outcome: 'done' });
    expect((await prices.list(later(2 * DAY))).picture).toBe(300n);
    expect(await prices.after(clock.now())).toEqual([]);
    expect(await change({ change: 'price', item: 'picture', from })).toMatchObject({
      outcome: 'refused',
      why: expect.stringContaining('nothing to withdraw'),
    });
    expect(await change({ change: 'price', item: 'picture', amount: '400', from })).toMatchObject({
      outcome: 'refused',
      why: expect.stringContaining('choose another moment'),
    });
  });

  it.each<[string, Partial<ChangeSelling> & Pick<ChangeSelling, 'change'>, string]>([
    [
      'a price below its floor',
      { change: 'price', item: 'upscale', amount: '90' },
      'The price of upscale, 0.9 credits',
    ],
    [
      'a pack that makes credits too cheap',
      { change: 'pack', id: 'huge-1', credits: '300000', stars: 3_000 },
      'The price of ',
    ],
    [
      'a discount of the cheapest pack',
      {
        change: 'discount',
        id: 'sale',
        percent: 20,
        labelRu: 'Распродажа',
        labelEn: 'Sale',
        until: '2099-01-01T00:00Z',
      },
      'The price of ',
    ],
    ['a pack that is sold', { change: 'pack', id: 'small-1', credits: '10000', stars: 160 }, 'a pack is never changed'],
    ['a discount without an end', { change: 'discount', id: 'sale', percent: 5 }, 'other fields'],
    [
      'a past date',
      { change: 'allowance', allowance: 'gift-days', amount: '3', from: '2020-01-01T00:00:00Z' },
      'is past',
    ],
    ['too generous a gift', { change: 'allowance', allowance: 'welcome-credits', amount: '5000' }, 'from 0 to 2000'],
  ])('an operator’s change is refused with its reason: %s', async (_, asked, why) => {
    const { change, packs, clock } = await setup();

    expect(await change(asked)).toMatchObject({ outcome: 'refused', why: expect.stringContaining(why) });
    expect((await packs.onSale(clock.now())).map(({ id, price }) => `${id} ${price}`).toSorted()).toEqual([
      'large-1 1300',
      'medium-1 420',
      'medium-2 680',
      'small-1 150',
    ]);
  });

  it('a price counts the percent that an ended promo code has promised to a person, until it is used or its date is past', async () => {
    const { postgres, change, later } = await setup();
    const { userId } = await postgres.fixtures.account();
    await postgres.admin.query(
      `WITH code AS (INSERT INTO billing.promo (code, percent, per_person, used, valid_from, valid_until)
                     VALUES ('SPRING', 30, 1, 1, $1, $2) RETURNING code)
       INSERT INTO billing.promo_use (id, code, user_id, percent, valid_until) SELECT gen_random_uuid(), code, $3, 30, $4 FROM code`,
      [later(-2 * DAY), later(-DAY), userId, later(DAY)],
    );
    const cheaper = () => change({ change: 'price', item: 'upscale', amount: '99' });

    expect(await cheaper()).toMatchObject({
      outcome: 'refused',
      why: expect.stringContaining('The price of upscale, 0.99 credits'),
    });
    expect(await change({ change: 'price', item: 'upscale', amount: '99', from: later(DAY).toISOString() })).toEqual({
      act: 'set-price',
      outcome: 'done',
    });
    await postgres.admin.query(
      `WITH bought AS (INSERT INTO billing.purchase (telegram_payment_charge_id, user_id, pack_id, stars, credited)
                       VALUES ('stx1', $1, 'small-1', 150, 5000) RETURNING telegram_payment_charge_id AS charge)
       UPDATE billing.promo_use SET telegram_payment_charge_id = charge FROM bought`,
      [userId],
    );
    expect(await cheaper()).toMatchObject({ outcome: 'done' });
  });

  it('an operator who retires the packs one by one is refused the last one, because from the others’ date on nothing would be for sale', async () => {
    const { change, packs, later } = await setup();
    const from = later(DAY).toISOString();
    for (const id of ['small-1', 'medium-1', 'medium-2'])
      expect(await change({ change: 'pack-end', id, from })).toMatchObject({ outcome: 'done' });

    expect(await change({ change: 'pack-end', id: 'large-1' })).toMatchObject({
      outcome: 'refused',
      why: `Without large-1 nothing would be for sale from ${from} on: add another pack first.`,
    });
    expect((await packs.onSale(later(DAY))).map(({ id }) => id)).toEqual(['large-1']);
  });

  it('the last pack cannot be retired before there is another one', async () => {
    const { change, packs, clock } = await setup();
    for (const id of ['small-1', 'medium-1', 'medium-2'])
      expect(await change({ change: 'pack-end', id })).toMatchObject({ outcome: 'done' });

    expect(await change({ change: 'pack-end', id: 'large-1' })).toMatchObject({
      outcome: 'refused',
      why: expect.stringContaining('nothing would be for sale'),
    });
    expect((await packs.onSale(clock.now())).map(({ id }) => id)).toEqual(['large-1']);
  });

  it('a pack with a discount costs less while the discount lasts, and its full price before and afterwards', async () => {
    const { change, packs, later, clock } = await setup();
    const [from, until] = [later(DAY), later(2 * DAY)];
    const label = { labelRu: 'Весна', labelEn: 'Spring' };
    await change({
      change: 'discount',
      id: 'spring',
      percent: 10,
      packs: ['small-1'],
      ...label,
      from: from.toISOString(),
      until: until.toISOString(),
    });
    const small = async (at: Date) => (await packs.onSale(at)).find(({ id }) => id === 'small-1');

    expect(await small(clock.now())).toMatchObject({ price: 150, discount: null });
    expect(await small(from)).toMatchObject({ price: 135, stars: 150, discount: { id: 'spring', percent: 10 } });
    expect(await small(until)).toMatchObject({ price: 150, discount: null });

    expect(await change({ change: 'discount-end', id: 'spring', from: later(0).toISOString() })).toMatchObject({
      outcome: 'done',
    });
    expect(await small(from)).toMatchObject({ price: 150 });
  });

  it('a discount is labelled in the language of its reader, and in English where it has no label in it', async () => {
    const { change, packs, later, clock } = await setup();
    const asked = { change: 'discount', percent: 1, labelRu: 'Весна', labelEn: 'Spring' } as const;
    const labels = [{ language: 'de', label: 'Frühling' }] as const;
    const until = later(DAY).toISOString();
    await change({ ...asked, id: 'spring-1', packs: ['small-1'], labels: [...labels], until });
    await change({ ...asked, id: 'spring-2', packs: ['medium-1'], until });
    const read = async (pack: string) => {
      const { discount } = (await packs.onSale(clock.now())).find(({ id }) => id === pack)!;
      return (['ru', 'en', 'de'] as const).map((language) => labelOf(discount!, language));
    };

    expect(await read('small-1')).toEqual(['Весна', 'Spring', 'Frühling']);
    expect(await read('medium-1')).toEqual(['Весна', 'Spring', 'Spring']);
  });

  it('an allowance changes from its date on, and before its first row the configuration decides', async () => {
    const { change, allowances, later, clock } = await setup();
    await change({ change: 'allowance', allowance: 'welcome-credits', amount: '40', from: later(DAY).toISOString() });

    expect(await allowances.at('welcome-credits', clock.now(), 25)).toBe(25);
    expect(await allowances.at('welcome-credits', later(DAY), 25)).toBe(40);
    expect(await allowances.at('gift-days', clock.now())).toBe(7);
  });

  it('two packs that are to be retired at the same moment are checked one after the other, so that one stays on sale', async () => {
    const { postgres, change, packs, clock } = await setup();
    await postgres.admin.query(`UPDATE billing.pack SET retired_at = valid_from WHERE id LIKE 'medium%'`);

    const outcomes = await Promise.all(['small-1', 'large-1'].map((id) => change({ change: 'pack-end', id })));

    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['done', 'refused']);
    expect(await packs.onSale(clock.now())).toHaveLength(1);
  });

  describe('the price by card', () => {
    const CARDS = { PAYMENT_CURRENCY: 'EUR', PAYMENT_DOLLARS_A_UNIT: 1, PAYMENT_LEAST: 90, PAYMENT_MOST: 900_000 };
    const asked = { change: 'card-price', id: 'small-1', currency: 'EUR' } as const;

    it('a pack has a price by card from a date on, until the next price begins or the pack is taken off sale by card', async () => {
      const { change, packs, clock, later } = await setup(CARDS);

      expect(await change({ ...asked, amount: '299' })).toMatchObject({ act: 'set-pack', outcome: 'done' });
      await change({ ...asked, amount: '399', from: later(DAY).toISOString() });
      await change({ ...asked, from: later(2 * DAY).toISOString() });

      const amountAt = async (at: Date) => (await packs.byCard('EUR', at)).map(({ id, amount }) => [id, amount]);
      expect(await amountAt(clock.now())).toEqual([['small-1', 299]]);
      expect(await amountAt(later(DAY))).toEqual([['small-1', 399]]);
      expect(await amountAt(later(2 * DAY))).toEqual([]);
      expect(await packs.byCard('RUB', clock.now())).toEqual([]);
    });

    it('a price by card can be withdrawn before it is in force', async () => {
      const { change, packs, later } = await setup(CARDS);
      const from = later(DAY).toISOString();
      await change({ ...asked, amount: '299' });
      await change({ ...asked, amount: '399', from });

      expect(await change({ ...asked, from })).toMatchObject({ outcome: 'done' });

      expect(await packs.byCard('EUR', later(DAY))).toMatchObject([{ amount: 299 }]);
    });

    it.each([
      ['in which an item would be sold below its cost', { amount: '100' }, /The price of \S+/],
      [
        'below what Telegram takes',
        { amount: '89' },
        /0\.89 EUR: Telegram takes payments of 0\.90 EUR to 9000\.00 EUR/,
      ],
      ['in another currency', { amount: '29900', currency: 'RUB' }, /RUB: packs are sold by card in EUR/],
      ['of no pack', { amount: '299', id: 'huge-9' }, /huge-9: there is no such pack/],
      ['that is taken off and was never there', {}, /nothing to take off/],
    ])('a price by card %s is refused', async (_, wrong, why) => {
      const { change, postgres } = await setup(CARDS);

      expect(await change({ ...asked, ...wrong })).toEqual({
        act: 'set-pack',
        outcome: 'refused',
        why: expect.stringMatching(why),
      });
      expect(await postgres.admin.query('SELECT FROM billing.card_price')).toEqual([]);
    });

    it('a discount is checked against the price by card, too', async () => {
      const { change } = await setup(CARDS);
      const discount = {
        change: 'discount' as const,
        ...{ id: 'spring-2027', packs: ['small-1'], percent: 10, labelRu: 'Весна', labelEn: 'Spring' },
        until: '2099-01-01T00:00:00.000Z',
      };
      await change({ ...asked, amount: '175' });

      expect(await change(discount)).toMatchObject({ outcome: 'refused' });
      await change({ ...asked });
      expect(await change(discount)).toMatchObject({ outcome: 'done' });
    });

    it('a price by card is refused while no currency is configured', async () => {
      const { change } = await setup();

      expect(await change({ ...asked, amount: '299' })).toMatchObject({
        outcome: 'refused',
        why: expect.stringContaining('PAYMENT_CURRENCY'),
      });
    });
  });
});
