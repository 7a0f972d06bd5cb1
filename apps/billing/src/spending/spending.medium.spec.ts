import { describe, expect, it } from '@jest/globals';
import { message } from '@aisha/contracts';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import { LedgerInvariantsReader, PriceReader } from '@aisha/database/billing';
import { credits, type AvatarId, type OrderId, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { jobContext, ManualClock, onPostgres } from '@aisha/testing';
import { AccountStore, WelcomeGift } from '../accounts/account.store';
import { BillingConfig } from '../config';
import { HoldStore } from '../holds/hold.store';
import { HoldLimits, PlaceHoldHandler } from '../holds/place-hold.handler';
import { Settlement } from '../holds/settlement';
import { LedgerStore } from '../ledger/ledger.store';
import { QuoteCheck } from '../prices/quote-check';
import { SetSpendingHandler } from './set-spending.handler';
import { SpendingStore } from './spending.store';

/** A picture costs three credits. */
const PICTURE = 3;

/** A person with 100 credits. */
const setup = async () => {
  const postgres = await onPostgres('billing');
  const clock = new ManualClock(new Date());
  const ledger = new LedgerStore();
  const config = new BillingConfig();
  const accounts = new AccountStore(ledger, new WelcomeGift({ ...config, WELCOME_CREDITS: 0 }, clock));
  const holds = new HoldStore(ledger, clock);
  const outbox = new Outbox('billing');
  const prices = new PriceReader(postgres.database);
  const spending = new SpendingStore(clock);
  const limits = new HoldLimits(config, Logger.silent(), spending, clock);
  const placing = new PlaceHoldHandler(new QuoteCheck(prices), accounts, holds, outbox, limits);
  const setting = new SetSpendingHandler(accounts, spending);
  const settlement = new Settlement(accounts, holds, outbox);
  const { userId } = await postgres.fixtures.account({ userId: newId<UserId>(), credits: 100 });
  const sent = async (job: string) => (await postgres.outboxOf('billing')).filter((one) => one.job === job);
  return {
    postgres,
    clock,
    sent,
    set: (asked: object, timeZone = 'UTC') =>
      setting.handle({ userId, timeZone, limit: null, remindBelow: null, ...asked }, jobContext(postgres)),
    orders: async (pictures: number) => {
      const order = { orderId: newId<OrderId>(), userId, kind: 'generation' as const };
      const { quotedAt } = await prices.quote('picture', 1, clock.now());
      const start = {
        ...{
          input: { kind: 'avatar' as const, avatarId: newId<AvatarId>() },
          prompt: 'sea',
          aspectRatio: '1:1' as const,
        },
        ...{ quality: 'normal' as const, pictureCount: pictures, seed: null, similarTo: null, enhance: true },
        ...{ look: null, session: null, path: null },
      };
      await placing.handle(
        {
          ...order,
          item: 'picture',
          units: pictures,
          quotedCentiCredits: credits(PICTURE * pictures).toString(),
          quotedAt,
          onHeld: message(imageGeneratorInbox, 'start-generation', { ...order, ...start }),
        },
        jobContext(postgres),
      );
      return order.orderId;
    },
    ends: async (orderId: OrderId, delivered: number, of: number) => {
      await postgres.fixtures.generation({ orderId, userId, state: 'succeeded', delivered, units: of });
      await postgres.database.transaction((tx) =>
        settlement.settle(tx, { orderId, userId, kind: 'generation' }, { delivered, of, reason: null }),
      );
    },
    refusals: async () => (await sent('explain-refusal')).map(({ payload }) => payload['code']),
    violations: () => new LedgerInvariantsReader(postgres.database).violations(),
  };
};

const limitOf = (whole: number) => ({ setsLimit: true, limit: credits(whole).toString() });

describe("a person's own daily limit", () => {
  it('a person’s own daily limit refuses an order that goes beyond it, and holds nothing for that order', async () => {
    const { set, orders, refusals, sent, postgres, violations } = await setup();
    await set(limitOf(10));

    await orders(3); // costs 9 of the 10 credits
    await orders(1); // would cost 3 more

    expect(await refusals()).toEqual(['over-own-limit']);
    expect(await sent('start-generation')).toHaveLength(1);
    expect(await postgres.admin.query('SELECT FROM billing.credit_hold')).toHaveLength(1);
    expect(await violations()).toEqual([]);
  });

  it('a person’s own daily limit may be used up to its last credit', async () => {
    const { set, orders, refusals, sent } = await setup();
    await set(limitOf(9));

    await orders(2); // 6 of 9
    await orders(1); // 9 of 9

    expect(await refusals()).toEqual([]);
    expect(await sent('start-generation')).toHaveLength(2);
  });

  it('a person’s own daily limit counts what was charged, and not what was released', async () => {
    const { set, orders, ends, refusals } = await setup();
    await set(limitOf(10));
    const orderId = await orders(3);
    await ends(orderId, 1, 3); // 3 of 9 were charged

    await orders(2); // 9 of 10
    await orders(1);

    expect(await refusals()).toEqual(['over-own-limit']);
  });

  it('a person’s own daily limit is lowered at once, and raised only on the next day', async () => {
    const { set, orders, refusals, clock } = await setup();
    await set(limitOf(5));
    await set(limitOf(50));

    await orders(2);
    expect(await refusals()).toEqual(['over-own-limit']);

    clock.advance(24 * 3_600_000);
    await orders(2);
    expect(await refusals()).toEqual(['over-own-limit']);

    await set(limitOf(2));
    await orders(1);
    expect(await refusals()).toEqual(['over-own-limit', 'over-own-limit']);
  });

  it('a change of the time zone does not lift a person’s own daily limit', async () => {
    const { set, orders, refusals, postgres } = await setup();
    await set(limitOf(5));

    await set({ ...limitOf(50) }, 'Pacific/Kiritimati');

    const [row] = await postgres.admin.query<{ comes: boolean }>(
      `SELECT next_from = (date_trunc('day', now() AT TIME ZONE 'UTC') + interval '1 day') AT TIME ZONE 'UTC' AS comes FROM billing.spending_setting`,
    );
    expect(row?.comes).toBe(true);
    await orders(2);
    expect(await refusals()).toEqual(['over-own-limit']);
  });

  it('a person’s own daily limit still counts the day’s spending when a new time zone has already begun another day', async () => {
    const { set, orders, refusals, clock, postgres } = await setup();
    clock.set(new Date('2026-12-01T11:00:00Z')); // 01:00 of 2 December in Kiritimati
    await set(limitOf(10));
    await orders(3); // 9 of 10
    await postgres.admin.query(`UPDATE billing.credit_hold SET created_at = '2026-12-01T09:00:00Z'`);

    await set({ setsReminder: true, remindBelow: null }, 'Pacific/Kiritimati');
    await orders(3);

    expect(await refusals()).toEqual(['over-own-limit']);
  });

  it('a person’s own daily limit lets only one of three orders at the same moment through when it has room for only one', async () => {
    const { set, orders, refusals } = await setup();
    await set(limitOf(10));

    await Promise.all([orders(3), orders(3), orders(3)]);

    expect(await refusals()).toEqual(['over-own-limit', 'over-own-limit']);
  });
});

describe('the reminder that few credits are left', () => {
  it('the reminder that few credits are left comes when an order crosses the threshold, at most once a day', async () => {
    const { set, orders, ends, sent, clock } = await setup();
    await set({ setsReminder: true, remindBelow: credits(95).toString() });

    await orders(1); // 97 are left
    expect(await sent('remind-of-balance')).toEqual([]);
    const second = await orders(1); // 94 are left
    await ends(second, 0, 1); // 97 are left again
    await orders(1); // 94 are left again
    expect((await sent('remind-of-balance')).map(({ payload }) => payload)).toEqual([
      { userId: expect.any(String), available: '9400', threshold: '9500' },
    ]);

    clock.advance(25 * 3_600_000);
    await orders(1); // the balance is below the threshold already
    expect(await sent('remind-of-balance')).toHaveLength(1);
  });

  it('the reminder that few credits are left comes again on the same day only after its person has set another threshold', async () => {
    const { set, orders, ends, sent } = await setup();
    const setsThreshold = (whole: number) => set({ setsReminder: true, remindBelow: credits(whole).toString() });
    /** Orders a picture, by which 97 credits become 94, and gives its credits back. */
    const crosses = async () => ends(await orders(1), 0, 1);
    await setsThreshold(95);
    await orders(1);
    await crosses();
    expect(await sent('remind-of-balance')).toHaveLength(1);

    await set(limitOf(1_000));
    await setsThreshold(95);
    await crosses();
    expect(await sent('remind-of-balance')).toHaveLength(1);

    await setsThreshold(96);
    await crosses();
    expect(await sent('remind-of-balance')).toHaveLength(2);
  });
});
