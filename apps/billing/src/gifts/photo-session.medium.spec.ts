import { describe, expect, it } from '@jest/globals';
import type { TellGift } from '@aisha/contracts/bot-gateway';
import { enoughFor, Gift, LedgerInvariantsReader, photoSessionPrice, PriceReader } from '@aisha/database/billing';
import { centiCredits, credits, PACKS, packPayload, type GiftId, type GiftName, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { jobContext, onPostgres } from '@aisha/testing';
import { billingHandlers } from '../../spec/handlers';

const [, , large] = PACKS as unknown as [unknown, unknown, (typeof PACKS)[number]];

/** Anna, who has bought enough for a photo session, and Boris, who has nothing. */
const setup = async ({ welcomeCredits = 0 } = {}) => {
  const postgres = await onPostgres('billing');
  const { admin, database, fixtures } = postgres;
  const handlers = billingHandlers(postgres, { welcomeCredits, openOrders: 10 });
  const [anna, boris] = [
    (await fixtures.account({ credits: 0 })).userId,
    (await fixtures.account({ credits: 0 })).userId,
  ];
  const chargeId = `stx${newId<string>()}`;
  await fixtures.stars({ userId: anna, chargeId, payload: packPayload(large.id), amount: large.stars });
  await handlers.credit.handle({ telegramPaymentChargeId: chargeId }, jobContext(postgres));
  const prices = () => new PriceReader(database).list(new Date());
  const told = async () =>
    (await postgres.outboxOf('billing'))
      .filter(({ job }) => job === 'tell-gift')
      .map(({ payload }) => payload as unknown as TellGift);
  return {
    admin,
    database,
    anna,
    boris,
    prices,
    told,
    price: photoSessionPrice(await prices()),
    gives: async (amount: bigint, called: GiftName = 'photo-session', giftId = newId<GiftId>()) => {
      const gift = { giftId, userId: anna, centiCredits: amount.toString(), called };
      await handlers.makeGift.handle(gift, jobContext(postgres));
      return giftId;
    },
    opens: (giftId: GiftId, userId: UserId) => handlers.openGift.handle({ giftId, userId }, jobContext(postgres)),
    joins: (userId: UserId) => handlers.open.handle({ userId }, jobContext(postgres)),
    balance: async (userId: UserId) => (await postgres.balanceOf(userId)).available,
    violations: () => new LedgerInvariantsReader(database).violations(),
  };
};

describe('a photo session as a gift', () => {
  it('a photo session as a gift holds the price of the cheapest training and ten pictures, keeps its name, and both people are told about it', async () => {
    const { anna, boris, price, prices, gives, opens, told, balance, database, violations } = await setup();
    const { picture, 'training.fast': training } = await prices();
    expect(price).toBe(training + 10n * picture);

    const giftId = await gives(price);
    await gives(price, 'photo-session', giftId); // two messages with the id of one gift make one gift
    await opens(giftId, boris);

    expect(await database.read.find(Gift)).toMatchObject([{ id: giftId, called: 'photo-session', openerId: boris }]);
    expect((await told()).map(({ userId, outcome, called }) => [userId, outcome, called])).toEqual([
      [anna, 'made', 'photo-session'],
      [boris, 'received', 'photo-session'],
      [anna, 'opened', 'photo-session'],
    ]);
    expect(await balance(boris)).toBe(Number(price) / 100);
    expect(await violations()).toEqual([]);
  });

  it('a photo session as a gift is not made, and takes nothing, at a price that has changed; a gift of credits may have any amount', async () => {
    const { anna, price, gives, told, balance, admin } = await setup();
    const before = await balance(anna);
    await admin.query(
      `INSERT INTO billing.price (item, valid_from, amount) VALUES ('picture', now() - interval '1 minute', 400)`,
    );

    await gives(price);

    expect((await told()).map(({ outcome }) => outcome)).toEqual(['price-changed']);
    expect(await balance(anna)).toBe(before);
    await gives(price + 1_000n);
    await gives(price, 'credits');
    expect((await told()).map(({ outcome, called }) => [outcome, called])).toEqual([
      ['price-changed', 'credits'],
      ['made', 'photo-session'],
      ['made', 'credits'],
    ]);
  });

  it('a gift that overtakes the opening of a newcomer’s account waits for it, so that the balance that is told has the welcome credits', async () => {
    const { price, gives, opens, joins, told, violations } = await setup({ welcomeCredits: 25 });
    const newcomer = newId<UserId>();
    const giftId = await gives(price);

    await expect(opens(giftId, newcomer)).rejects.toMatchObject({ code: 'order-unknown' });
    await joins(newcomer);
    await opens(giftId, newcomer);

    expect((await told()).filter(({ userId }) => userId === newcomer)).toMatchObject([
      { outcome: 'received', availableAfter: (price + credits(25)).toString() },
    ]);
    expect(await violations()).toEqual([]);
  });

  it('the credits of a photo session pay for an avatar and as many pictures as the current prices allow, or for pictures alone when they do not pay for a training', async () => {
    const { prices, price } = await setup();
    const now = await prices();

    expect(enoughFor(price, now)).toEqual({ isAvatarPaid: true, pictures: 10 });
    expect(enoughFor(price, { ...now, picture: credits(4) })).toEqual({ isAvatarPaid: true, pictures: 7 });
    const dearer = { 'training.fast': credits(900), 'training.balanced': credits(900), 'training.best': credits(900) };
    expect(enoughFor(price, { ...now, ...dearer })).toEqual({ isAvatarPaid: false, pictures: 76 });
    expect(enoughFor(centiCredits(0), now)).toEqual({ isAvatarPaid: false, pictures: 0 });
  });
});
