import { describe, expect, it } from '@jest/globals';
import { credits } from './credits';
import {
  bySize,
  type Discount,
  PACKS,
  packPaidBy,
  packPayload,
  packsFor,
  starsOfCredit,
  type PaidInvoice,
} from './packs';

const [small, medium] = PACKS as [(typeof PACKS)[0], (typeof PACKS)[0]];
const spring: Discount = { id: 'spring', percent: 15, packs: ['small-1'] };
const LIST = { packs: PACKS, discounts: [spring] };
const bought = (invoice: PaidInvoice) => packPaidBy(invoice, LIST);
const paid = { payload: packPayload(small.id), currency: 'XTR', amount: small.stars };

describe('a payment', () => {
  it.each(PACKS)('a payment of the price of $id buys that pack', (pack) => {
    expect(bought({ payload: `pack:${pack.id}`, currency: 'XTR', amount: pack.stars })).toBe(pack);
    expect(packPayload(pack.id)).toBe(`pack:${pack.id}`);
  });

  it.each([
    ['less than the price', { amount: small.stars - 1 }],
    ['more than the price', { amount: small.stars + 1 }],
    ['another pack’s price', { amount: medium.stars }],
    ['another currency', { currency: 'USD' }],
    ['no pack we know', { payload: 'pack:unknown' }],
    ['no pack', { payload: '' }],
    ['a name of JavaScript’s own', { payload: 'pack:__proto__' }],
    ['something before the pack', { payload: ` ${paid.payload}` }],
    ['something after the pack', { payload: `${paid.payload} ` }],
    ['a discount we do not know', { payload: 'pack:small-1:summer', amount: 128 }],
    ['the full price of a discounted invoice', { payload: 'pack:small-1:spring' }],
    ['the discount without naming it', { amount: 128 }],
    ['a discount of other packs', { payload: 'pack:medium-1:spring', amount: 357 }],
    ['no pack and no amount', { payload: '', amount: undefined as unknown as number }],
  ])('a payment for %s buys nothing', (_, told) => expect(bought({ ...paid, ...told })).toBeUndefined());

  it('a payment of a discounted price, rounded up to whole Stars, buys the pack', () => {
    expect(bought({ payload: packPayload('small-1', 'spring'), currency: 'XTR', amount: 128 })).toBe(small);
  });
});

describe('the packs for a person who lacks credits', () => {
  const shown = (missing: number) => packsFor(PACKS, credits(missing)).map((pack) => Number(pack.credits / 100n));

  it.each([
    [1, [100, 300, 500, 1_000]],
    [100, [100, 300, 500, 1_000]],
    [101, [300, 500, 1_000, 100]],
    [400, [500, 1_000, 300, 100]],
    [1_001, [1_000, 500, 300, 100]],
  ])('a person who lacks credits is offered packs from the smallest that covers the %i missing', (missing, packs) =>
    expect(shown(missing)).toEqual(packs),
  );
});

describe('the first packs', () => {
  /** Packs that were sold: an invoice in a chat may be paid years later, so a line here never changes. */
  it.each([
    ['small-1', 10_000n, 150],
    ['medium-1', 30_000n, 420],
    ['large-1', 100_000n, 1_300],
    ['medium-2', 50_000n, 680],
  ])('the pack %s stays as it was sold: %s hundredths of a credit for %i Stars', (id, hundredths, stars) =>
    expect(PACKS.find((pack) => pack.id === id)).toEqual({ id, credits: hundredths, stars }),
  );

  it('the larger one of the first packs is, the less a credit costs in it', () => {
    const starsForACredit = bySize(PACKS).map(starsOfCredit);
    expect(starsForACredit).toEqual(starsForACredit.toSorted((one, other) => other - one));
  });
});
