import { describe, expect, it } from '@jest/globals';
import { centiCredits, type OrderId, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { isSameHold, isSettledLike, type NewHold } from './hold.store';
import { receiptOf } from './receipt';

const HOLD: NewHold = {
  orderId: newId<OrderId>(),
  userId: newId<UserId>(),
  kind: 'generation',
  item: 'picture',
  units: 4,
  freeUnits: 0,
  amount: centiCredits(1_200n),
};

describe('two requests for a hold', () => {
  it('two requests for a hold are the same when they agree in everything', () => {
    expect(isSameHold(HOLD, { ...HOLD })).toBe(true);
  });

  it.each<Partial<NewHold>>([
    { orderId: newId<OrderId>() },
    { userId: newId<UserId>() },
    { kind: 'upscale' },
    { item: 'upscale' as NewHold['item'] },
    { units: 3 },
    { amount: centiCredits(900n) },
  ])('two requests for a hold are in conflict when only one of them has %p', (other) => {
    expect(isSameHold(HOLD, { ...HOLD, ...other })).toBe(false);
  });
});

describe('a hold that is settled', () => {
  const settled = {
    ...HOLD,
    status: 'captured',
    captured: centiCredits(900n),
    delivered: 3,
    deliveredOf: 4,
    reason: 'provider-failed',
  } as Parameters<typeof isSettledLike>[0];
  const outcome = { delivered: 3, of: 4, reason: 'provider-failed' as const };

  it('a settled hold has one outcome, and any other outcome is a conflict', () => {
    expect(isSettledLike(settled, outcome)).toBe(true);
    expect(isSettledLike(settled, { ...outcome, delivered: 4 })).toBe(false);
    expect(isSettledLike(settled, { ...outcome, of: 3 })).toBe(false);
    expect(isSettledLike(settled, { ...outcome, reason: null })).toBe(false);
  });

  it('the receipt of a settled hold adds up', () => {
    const balance = { available: centiCredits(300n) } as Parameters<typeof receiptOf>[1];

    expect(receiptOf(settled, balance).payload).toMatchObject({
      held: '1200',
      charged: '900',
      released: '300',
      availableAfter: '300',
      delivered: 3,
      of: 4,
      reason: 'provider-failed',
    });
  });
});
