import { describe, expect, it } from '@jest/globals';
import { centiCredits, type OrderId, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { balanceAfter, capture, debt, debtPayment, hold, purchase, refund, release, welcome } from './posting';

const userId = newId<UserId>();
const order = { orderId: newId<OrderId>(), userId, kind: 'generation' as const };
const amount = centiCredits(700n);

describe('a posting', () => {
  it.each([
    ['a gift', welcome(userId, amount), 'platform-gifts → user-available', `welcome:${userId}`, 'Welcome credits'],
    [
      'a purchase',
      purchase(userId, amount, 'small', 'charge-1'),
      'platform-sales → user-available',
      'purchase:charge-1',
      'Pack small for Telegram Stars',
    ],
    [
      'a refund',
      refund(userId, amount, 'charge-1'),
      'user-available → platform-sales',
      'refund:charge-1',
      'The Stars of the purchase went back',
    ],
    [
      'a debt',
      debt(userId, amount, 'charge-1'),
      'user-debt → platform-sales',
      'debt:charge-1',
      'The Stars of the purchase went back',
    ],
  ])('a posting of %s has its owner, source, target, description, and a key made of its cause', (...given) => {
    const [, posting, way, idempotencyKey, description] = given;

    expect(posting).toMatchObject({ userId, orderId: null, amount, idempotencyKey, description });
    expect(`${posting.from} → ${posting.to}`).toBe(way);
  });

  it.each([
    ['hold', hold(order, amount), 'user-available → user-held'],
    ['capture', capture(order, amount), 'user-held → platform-revenue'],
    ['release', release(order, amount, null), 'user-held → user-available'],
  ])('the %s of an order is a posting with the order, a source, a target and a key', (type, posting, way) => {
    const { orderId } = order;

    expect(posting).toMatchObject({ type, userId, orderId, amount, idempotencyKey: `${type}:${orderId}` });
    expect(posting.description).toBe(`${type} for a generation`);
    expect(`${posting.from} → ${posting.to}`).toBe(way);
  });

  it('the posting of a release describes the reason', () => {
    expect(release(order, amount, 'avatar-unlike').description).toBe('release for a generation: avatar-unlike');
  });

  it.each([
    ['less than is owed', 300n, 700n, [300n]],
    ['more than is owed', 700n, 300n, [300n]],
    ['as much as is owed', 700n, 700n, [700n]],
    ['something and nothing is owed', 700n, 0n, []],
    ['nothing', 0n, 700n, []],
  ])('new credits pay a debt as far as they go: %s', (_what, cameIn, owed, paid) => {
    const postings = debtPayment(userId, centiCredits(cameIn), centiCredits(owed), 'charge-2');

    expect(postings.map((posting) => posting.amount)).toEqual(paid);
    for (const posting of postings) {
      expect(posting).toMatchObject({
        type: 'debt-payment',
        userId,
        orderId: null,
        from: 'user-available',
        to: 'user-debt',
        description: 'Pays for spent credits whose Stars went back',
        idempotencyKey: 'debt-payment:charge-2',
      });
    }
  });
});

describe('the balance that postings leave', () => {
  it('a settled hold charges a part and gives the rest back, and a debt is paid from that rest', () => {
    const credit = (amount: bigint) => centiCredits(amount);
    const settled = [
      capture(order, credit(900n)),
      release(order, credit(300n), null),
      ...debtPayment(userId, credit(300n), credit(100n), order.orderId),
    ];

    const after = balanceAfter({ available: credit(50n), held: credit(1_200n), debt: credit(100n) }, settled);

    expect(after).toEqual({ available: 250n, held: 0n, debt: 0n });
  });
});
