import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import { LedgerInvariantsReader } from '@aisha/database/billing';
import { credits, packPayload, PACKS, type AvatarId, type GiftId, type OrderId, type UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { jobContext, onPostgres } from '@aisha/testing';
import { billingHandlers } from '../../spec/handlers';

/** A random generator with a seed (mulberry32), so that a failing run can be repeated. */
const randomFrom = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
};

const [pack] = PACKS as [(typeof PACKS)[number]];
const PACK = Number(pack.credits);
const WELCOME = 3_000;
const AT_ONCE = 700;
const PERCENT = 15;
const CARD = { currency: 'EUR', amount: 299 };
const REWARD = 3_000;

interface Purchase {
  readonly charge: string;
  readonly userId: UserId;
  readonly isByCard: boolean;
  isRefunded: boolean;
  gains: { readonly userId: UserId; readonly amount: number }[];
}

/**
 * What each person should have by the rules alone, in hundredths: new credits pay a debt first, and what cannot be taken becomes a debt.
 */
class Model {
  readonly people = new Map<UserId, { available: number; held: number; debt: number }>();
  readonly purchases: Purchase[] = [];
  readonly gifts: { readonly id: GiftId; readonly giver: UserId; readonly amount: number; opener: UserId | null }[] =
    [];
  readonly orders: { readonly orderId: OrderId; readonly userId: UserId; readonly units: number; isOpen: boolean }[] =
    [];
  readonly codes = new Map<UserId, { atOnce: boolean; percents: number; waits: boolean }>();
  readonly invited = new Map<UserId, { readonly inviter: UserId; isDone: boolean; isPictured: boolean }>();

  of(userId: UserId) {
    return this.people.get(userId)!;
  }

  joins(userId: UserId): void {
    this.people.set(userId, { available: WELCOME, held: 0, debt: 0 });
    this.codes.set(userId, { atOnce: false, percents: 0, waits: false });
  }

  comesIn(userId: UserId, amount: number): void {
    const person = this.of(userId);
    const paid = Math.min(person.debt, amount);
    person.debt -= paid;
    person.available += amount - paid;
  }

  goes(userId: UserId, amount: number): void {
    const person = this.of(userId);
    const taken = Math.min(person.available, amount);
    person.available -= taken;
    person.debt += amount - taken;
  }

  giveable(userId: UserId): number {
    const bought = this.purchases.filter((one) => one.userId === userId && !one.isRefunded).length * PACK;
    const given = this.gifts.filter(({ giver, opener }) => giver === userId && opener !== userId);
    return Math.max(
      0,
      Math.min(this.of(userId).available, bought - given.reduce((sum, { amount }) => sum + amount, 0)),
    );
  }
}

describe('balances', () => {
  it.each([1, 2, 3, 4])(
    'balances equal those that a second implementation of the rules computes, after each of 90 random events that come twice (seed %i)',
    async (seed) => {
      const postgres = await onPostgres('billing');
      const { fixtures, admin } = postgres;
      await admin.query(
        `INSERT INTO billing.promo (code, credits, percent, per_person, valid_from) VALUES
         ('AT-ONCE', ${AT_ONCE}, NULL, 1, '2026-01-01Z'), ('MORE', NULL, ${PERCENT}, 2, '2026-01-01Z')`,
      );
      await admin.query(
        `INSERT INTO billing.card_price (pack_id, currency, amount, valid_from) VALUES ($1, $2, $3, '2026-01-01Z')`,
        [pack.id, CARD.currency, CARD.amount],
      );
      const handlers = billingHandlers(postgres, { welcomeCredits: WELCOME / 100, openOrders: 1_000 });
      const picture = await handlers.prices.quote('picture', 1, new Date());
      const random = randomFrom(seed);
      const below = (most: number) => Math.floor(random() * most);
      const oneOf = <T>(items: readonly T[]): T | undefined => items[below(items.length)];
      const model = new Model();
      /** Delivers a message, and then either the same message again or another message with the same content. */
      const twice = async (handle: (context: ReturnType<typeof jobContext>) => Promise<void>) => {
        const messageId = newId<string>();
        await handle(jobContext(postgres, { messageId }));
        await handle(jobContext(postgres, { messageId: random() < 0.5 ? messageId : newId<string>() }));
      };
      const people: UserId[] = [];
      const someone = () => oneOf(people)!;

      const steps: Record<string, () => Promise<void>> = {
        async joins() {
          const userId = newId<UserId>();
          await twice((context) => handlers.open.handle({ userId }, context));
          model.joins(userId);
          const inviter = random() < 0.7 ? oneOf(people) : undefined;
          people.push(userId);
          if (!inviter) return;
          await twice((context) => handlers.keep.handle({ friendId: userId, inviterId: inviter }, context));
          model.invited.set(userId, { inviter, isDone: false, isPictured: false });
        },
        async buys() {
          const userId = someone();
          const charge = `stx${newId<string>()}`;
          const isByCard = random() < 0.4;
          const money = isByCard ? CARD : { amount: pack.stars };
          await fixtures.stars({ userId, chargeId: charge, payload: packPayload(pack.id), ...money });
          await twice((context) => handlers.credit.handle({ telegramPaymentChargeId: charge }, context));
          const purchase: Purchase = { charge, userId, isByCard, isRefunded: false, gains: [] };
          const isFirst = !model.purchases.some((one) => one.userId === userId);
          model.purchases.push(purchase);
          model.comesIn(userId, PACK);
          const code = model.codes.get(userId)!;
          if (code.waits) {
            code.waits = false;
            const bonus = Math.floor((PACK * PERCENT) / 100);
            purchase.gains.push({ userId, amount: bonus });
            model.comesIn(userId, bonus);
          }
          const invitation = model.invited.get(userId);
          if (!isFirst || !invitation || invitation.isDone) return;
          await twice((context) =>
            handlers.reward.handle({ friendId: userId, telegramPaymentChargeId: charge }, context),
          );
          invitation.isDone = true;
          const both = [invitation.inviter, userId];
          if (both.some((one) => model.of(one).debt > 0)) return;
          for (const one of both) {
            purchase.gains.push({ userId: one, amount: REWARD });
            model.comesIn(one, REWARD);
          }
        },
        async refunds() {
          const purchase = oneOf(model.purchases.filter(({ isRefunded }) => !isRefunded));
          if (!purchase) return;
          const { charge, userId, isByCard } = purchase;
          if (isByCard) {
            // An operator can return a purchase even when some of its credits are spent. The operator then reports whether the card
            // provider gave the money back.
            const by = () => ({ actId: newId<string>(), operator: 'command:nina', reason: 'test' });
            const begun = { ...by(), telegramPaymentChargeId: charge, evenIfSpent: true };
            await twice((context) => handlers.operate.handle(begun, context));
            const isReturned = random() < 0.7;
            const ended = { ...by(), telegramPaymentChargeId: charge, isReturned };
            await twice((context) => handlers.end.handle(ended, context));
            if (!isReturned) return;
          } else {
            await fixtures.stars({
              userId,
              chargeId: charge,
              kind: 'refund',
              payload: packPayload(pack.id),
              amount: pack.stars,
            });
            await twice((context) => handlers.refund.handle({ telegramPaymentChargeId: charge }, context));
          }
          purchase.isRefunded = true;
          model.goes(userId, PACK);
          await twice((context) => handlers.takeBack.handle({ telegramPaymentChargeId: charge }, context));
          for (const gain of purchase.gains) model.goes(gain.userId, gain.amount);
        },
        async orders() {
          const userId = someone();
          const units = 1 + below(4);
          const order = { orderId: newId<OrderId>(), userId, kind: 'generation' as const };
          const start = message(imageGeneratorInbox, 'start-generation', {
            ...order,
            input: { kind: 'avatar', avatarId: newId<AvatarId>() },
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
          });
          const price = Number(picture.total) * units;
          const hold = {
            ...order,
            item: 'picture' as const,
            units,
            quotedCentiCredits: String(price),
            quotedAt: picture.quotedAt,
            onHeld: start,
          };
          await twice((context) => handlers.place.handle(hold, context));
          const person = model.of(userId);
          if (person.available < price) return;
          person.available -= price;
          person.held += price;
          model.orders.push({ orderId: order.orderId, userId, units, isOpen: true });
        },
        async settles() {
          const order = oneOf(model.orders.filter(({ isOpen }) => isOpen));
          if (!order) return;
          const { orderId, userId, units } = order;
          const delivered = below(units + 1);
          await fixtures.generation({ orderId, userId, state: 'succeeded', delivered, units, finishedAt: new Date() });
          const ending = { orderId, userId, kind: 'generation' as const, delivered, of: units, reason: null };
          await twice((context) => handlers.settle.handle(ending, context));
          order.isOpen = false;
          const price = Number(picture.total);
          model.of(userId).held -= price * units;
          model.comesIn(userId, price * (units - delivered));
          const invitation = model.invited.get(userId);
          if (delivered === 0 || !invitation || invitation.isPictured) return;
          await twice((context) => handlers.rewardPicture.handle({ friendId: userId }, context));
          invitation.isPictured = true;
          const both = [invitation.inviter, userId];
          if (both.some((one) => model.of(one).debt > 0)) return;
          for (const one of both) model.comesIn(one, price);
        },
        async enters() {
          const userId = someone();
          const code = random() < 0.5 ? 'AT-ONCE' : 'MORE';
          const useId = newId<string>();
          await twice((context) => handlers.promo.handle({ useId, userId, code }, context));
          const known = model.codes.get(userId)!;
          if (code === 'AT-ONCE' && !known.atOnce) {
            known.atOnce = true;
            model.comesIn(userId, AT_ONCE);
          }
          if (code === 'MORE' && !known.waits && known.percents < 2) {
            known.percents += 1;
            known.waits = true;
          }
        },
        async corrects() {
          const userId = someone();
          const amount = 100 * (1 + below(30));
          const isGiven = random() < 0.5;
          const by = { actId: newId<string>(), operator: 'command:nina', reason: 'test' };
          const centiCredits = `${isGiven ? '' : '-'}${amount}`;
          await twice((context) => handlers.correct.handle({ ...by, userId, centiCredits }, context));
          if (isGiven) model.comesIn(userId, amount);
          else model.of(userId).available -= Math.min(model.of(userId).available, amount);
        },
        async gives() {
          const giver = someone();
          const amount = Number(credits(5 * (1 + below(10))));
          const id = newId<GiftId>();
          await twice((context) =>
            handlers.makeGift.handle(
              { giftId: id, userId: giver, centiCredits: `${amount}`, called: 'credits' },
              context,
            ),
          );
          if (model.of(giver).debt > 0 || amount > model.giveable(giver)) return;
          model.of(giver).available -= amount;
          model.gifts.push({ id, giver, amount, opener: null });
        },
        async opens() {
          const gift = oneOf(model.gifts);
          if (!gift) return;
          const opener = someone();
          await twice((context) => handlers.openGift.handle({ giftId: gift.id, userId: opener }, context));
          if (gift.opener) return;
          gift.opener = opener;
          model.comesIn(opener, gift.amount);
        },
      };

      for (let n = 0; n < 3; n += 1) await steps['joins']!();
      for (let n = 0; n < 90; n += 1) {
        const name = random() < 0.05 ? 'joins' : oneOf(Object.keys(steps).slice(1))!;
        await steps[name]!();
        const rows = await admin.query<{ id: UserId; available: number; held: number; debt: number }>(
          'SELECT user_id AS id, available::int, held::int, debt::int FROM billing.account',
        );
        expect({ n, name, people: Object.fromEntries(rows.map(({ id, ...row }) => [id, row])) }).toEqual({
          n,
          name,
          people: Object.fromEntries(model.people),
        });
      }

      expect(await new LedgerInvariantsReader(postgres.database).violations()).toEqual([]);
    },
    120_000,
  );
});
