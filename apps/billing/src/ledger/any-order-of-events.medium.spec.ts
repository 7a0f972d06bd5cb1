import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import { LedgerInvariantsReader } from '@aisha/database/billing';
import { AppError, packPayload, PACKS, type AvatarId, type GiftId, type OrderId, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { jobContext, onPostgres, type PostgresHarness } from '@aisha/testing';
import { billingHandlers } from '../../spec/handlers';

/** A random generator with a seed (mulberry32), so that a failing run can be repeated. */
const randomFrom = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

const shuffled = <T>(items: readonly T[], random: () => number): T[] =>
  items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

type Event = () => Promise<void>;

/** Every event of several people, each up to three times, because the queue may deliver a message more than once. */
const events = async (postgres: PostgresHarness, random: () => number) => {
  const all = billingHandlers(postgres, { welcomeCredits: 30, openOrders: 5 });
  const { prices, open, place, settle, credit, refund } = all;
  await postgres.admin.query(
    `INSERT INTO billing.promo (code, credits, percent, per_person, in_all, valid_from) VALUES
       ('AT-ONCE', 700, NULL, 1, 3, '2026-01-01Z'), ('MORE', NULL, 15, 2, NULL, '2026-01-01Z')`,
  );
  const people = Array.from({ length: 4 }, () => newId<UserId>());
  const picture = await prices.quote('picture', 1, new Date());
  const upTo = (most: number) => 1 + Math.floor(random() * most);
  /** Repeats an event as the same message, or as another message with the same content. */
  const repeated = (times: number, event: (messageId: string) => Promise<void>): Event[] => {
    const messageId = random() < 0.5 ? newId<string>() : undefined;
    return Array.from({ length: times }, () => () => event(messageId ?? newId<string>()));
  };

  const beginnings: Event[] = [];
  const endings: Event[] = [];
  const ended: { orderId: OrderId; userId: UserId; delivered: number; of: number }[] = [];
  for (const [nth, userId] of people.entries()) {
    const context = (messageId: string) => jobContext(postgres, { messageId });
    beginnings.push(...repeated(upTo(3), (id) => open.handle({ userId }, context(id))));
    for (let n = 0; n < 2; n += 1) {
      const pack = PACKS[Math.floor(random() * PACKS.length)]!;
      const charge = { telegramPaymentChargeId: `${userId}-${n}` };
      const paid = {
        userId,
        chargeId: charge.telegramPaymentChargeId,
        payload: packPayload(pack.id),
        amount: pack.stars,
      };
      await postgres.fixtures.stars(paid);
      beginnings.push(...repeated(upTo(3), (id) => credit.handle(charge, context(id))));
      if (n === 0) {
        let written: Promise<unknown> | undefined;
        const refunded = async (id: string) => {
          await (written ??= postgres.fixtures.stars({ ...paid, kind: 'refund' }));
          await refund.handle(charge, context(id));
        };
        endings.push(...repeated(upTo(3), refunded));
      }
    }
    const [other, third] = [people[(nth + 1) % 4]!, people[(nth + 2) % 4]!];
    const giftId = newId<GiftId>();
    const [first, second] = [newId<string>(), newId<string>()];
    const by = { actId: newId<string>(), operator: 'command:nina', reason: 'test' };
    const charge = { telegramPaymentChargeId: `${userId}-0` };
    beginnings.push(
      ...repeated(upTo(2), (id) => all.promo.handle({ useId: first, userId, code: 'AT-ONCE' }, context(id))),
      ...repeated(upTo(2), (id) => all.promo.handle({ useId: second, userId, code: 'MORE' }, context(id))),
      ...repeated(upTo(2), (id) =>
        all.correct.handle({ ...by, userId, centiCredits: nth % 2 ? '900' : '-400' }, context(id)),
      ),
      ...repeated(upTo(2), (id) =>
        all.makeGift.handle({ giftId, userId, centiCredits: '2500', called: 'credits' }, context(id)),
      ),
    );
    if (nth > 0)
      beginnings.push(
        ...repeated(upTo(2), (id) => all.keep.handle({ friendId: userId, inviterId: people[0]! }, context(id))),
      );
    endings.push(
      ...[other, third].flatMap((opener) =>
        repeated(upTo(2), (id) => all.openGift.handle({ giftId, userId: opener }, context(id))),
      ),
      ...repeated(upTo(2), async (id) => {
        // Billing sends this news in the transaction that credits the purchase, so without the purchase there is no news to handle.
        const bought = `SELECT FROM billing.purchase WHERE telegram_payment_charge_id = $1`;
        if ((await postgres.admin.query(bought, [charge.telegramPaymentChargeId])).length > 0)
          await all.reward.handle({ friendId: userId, ...charge }, context(id));
      }),
      ...repeated(upTo(2), (id) => all.rewardPicture.handle({ friendId: userId }, context(id))),
      ...repeated(upTo(2), (id) => all.takeBack.handle(charge, context(id))),
    );
    for (let n = 0; n < 8; n += 1) {
      const order = { orderId: newId<OrderId>(), userId, kind: 'generation' as const };
      const units = upTo(4);
      const start = {
        input: { kind: 'avatar' as const, avatarId: newId<AvatarId>() },
        prompt: 'sea',
        aspectRatio: '1:1',
        quality: 'normal',
        pictureCount: units,
        seed: null,
        similarTo: null,
        enhance: true,
        look: null,
        session: null,
        path: null,
      } as const;
      const hold = {
        ...order,
        item: 'picture' as const,
        units,
        quotedCentiCredits: String(picture.total * BigInt(units)),
        quotedAt: picture.quotedAt,
        onHeld: message(imageGeneratorInbox, 'start-generation', { ...order, ...start }),
      };
      beginnings.push(...repeated(upTo(3), (id) => place.handle(hold, context(id))));
      const ending = { ...order, delivered: Math.floor(random() * (units + 1)), of: units, reason: null };
      ended.push(ending);
      endings.push(...repeated(upTo(3), (id) => settle.handle(ending, context(id))));
    }
  }
  return { beginnings, endings, ended };
};

/**
 * Runs an event. One that comes before the account is open, or before the order's hold is placed, is put into `later`, because the queue
 * would bring such a message again.
 */
const orLater =
  (later: Event[]) =>
  (event: Event): Event =>
  () =>
    event().catch((error: unknown) => {
      if (!(error instanceof AppError && error.code === 'order-unknown')) throw error;
      later.push(event);
    });
const unlessNotHeld = orLater([]);

describe('credits', () => {
  it.each([1, 2, 3])(
    'credits add up after the events of several people came at the same time, in any order, some of them three times (seed %i)',
    async (seed) => {
      const postgres = await onPostgres('billing');
      const random = randomFrom(seed);
      const { beginnings, endings, ended } = await events(postgres, random);
      // The workers have ended these orders; their messages arrive in a random sequence.
      for (const { orderId, userId, delivered, of } of ended)
        await postgres.fixtures.generation({
          orderId,
          userId,
          state: 'succeeded',
          delivered,
          units: of,
          finishedAt: new Date(),
        });
      const violations = () => new LedgerInvariantsReader(postgres.database).violations();
      const count = async (what: string) =>
        (await postgres.admin.query<{ count: number }>(`SELECT count(*)::int FROM ${what}`))[0]?.count;

      const early: Event[] = [];
      await Promise.all(
        shuffled([...beginnings.map(orLater(early)), ...endings.map(unlessNotHeld)], random).map((event) => event()),
      );
      await Promise.all(early.map((event) => event()));
      // An order for which billing held no credits never begins, so its row is removed.
      await postgres.admin.query(
        'DELETE FROM generator.image_generation WHERE order_id NOT IN (SELECT order_id FROM billing.credit_hold)',
      );
      expect(await violations()).toEqual([]);
      // Billing gets the end of every order that it forwarded, in a random sequence.
      await Promise.all(shuffled(endings, random).map((event) => unlessNotHeld(event)()));
      expect(await violations()).toEqual([]);

      const holds = await count('billing.credit_hold');
      expect(holds).toBeGreaterThan(8);
      expect(await count('billing.promo_use')).toBeGreaterThan(3);
      expect(await count(`billing.gift WHERE closed_at IS NOT NULL AND opener_id IS NULL`)).toBe(0);
      expect(await count(`billing.outbox WHERE job = 'start-generation'`)).toBe(holds);
      expect(await count(`billing.outbox WHERE job = 'show-receipt'`)).toBe(holds);
      expect(await count(`billing.credit_hold WHERE status = 'open'`)).toBe(0);
      expect(await count('billing.account WHERE held <> 0')).toBe(0);
      // One purchase of each person is refunded. If the refund comes before the crediting, the purchase is never credited.
      expect(await count('billing.purchase')).toBe(4 + (await count('billing.refund'))!);
      expect(await count(`billing.transaction WHERE type = 'welcome'`)).toBe(4);
    },
  );
});
