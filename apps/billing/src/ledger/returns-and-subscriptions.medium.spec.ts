import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { LedgerInvariantsReader } from '@aisha/database/billing';
import { StarTransactionReader, type StarTransaction } from '@aisha/database/bot';
import { credits, PACKS, packPayload, PLANS, planPayload, type UserId } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { Logger, newId } from '@aisha/platform';
import { jobContext, ManualClock, onPostgres, type PostgresHarness } from '@aisha/testing';
import { HoldStore } from '../holds/hold.store';
import { Settlement } from '../holds/settlement';
import { CreditPurchaseHandler } from '../purchases/credit-purchase.handler';
import { RefundPurchaseHandler } from '../return-ends/refund-purchase.handler';
import { ReturnPurchaseHandler } from '../returns/return-purchase.handler';
import { ReturnEnd } from '../return-ends/return-end';
import { SettleReturnHandler } from '../return-ends/settle-return.handler';
import { NoteSubscriptionHandler } from '../subscriptions/note-subscription.handler';
import { purchasing } from '../../spec/purchasing';

const [pack] = PACKS as [(typeof PACKS)[number]];
const [plan] = PLANS as [(typeof PLANS)[number]];
const WELCOME = 50;

/** What can happen to one person's credits; `n` chooses which purchase or order it happens to. */
type Step =
  | { readonly does: 'buys' | 'subscribes' | 'renews' | 'spends'; readonly n: number }
  | { readonly does: 'asks' | 'telegram-yes' | 'telegram-no' | 'listed'; readonly n: number }
  | { readonly does: 'cancels' | 'resumes' | 'fails' | 'again'; readonly n: number };
const step: fc.Arbitrary<Step> = fc.record({
  does: fc.constantFrom<Step['does'][]>(
    ...([
      'buys',
      'buys',
      'subscribes',
      'renews',
      'renews',
      'spends',
      'spends',
      'asks',
      'asks',
      'telegram-yes',
      'telegram-yes',
    ] as const),
    ...(['telegram-no', 'listed', 'cancels', 'resumes', 'fails', 'again'] as const),
  ),
  n: fc.nat(9),
}) as fc.Arbitrary<Step>;

/** A subscription as Telegram has it: its renewals follow its own periods, and it is known by the charge of its first payment. */
interface PlayedSubscription {
  readonly first: string;
  last: string;
  until: Date;
}
/** How much later each subscription begins than the one before, so that no two are paid until the same second. */
const APART_MS = 10 * 60_000;
const MONTH_MS = 30 * 86_400_000;

/** A payment as Telegram has it, and whether it went back. */
interface Played {
  readonly id: string;
  readonly credited: bigint;
  isBack: boolean;
}

const world = async (postgres: PostgresHarness) => {
  const { database, fixtures, admin } = postgres;
  const clock = new ManualClock(new Date());
  const { ledger, accounts, returns, subscriptions, purchases } = purchasing(clock, WELCOME);
  const outbox = new Outbox('billing');
  const parts = [new StarTransactionReader(database), accounts, purchases, outbox, Logger.silent()] as const;
  const crediting = new CreditPurchaseHandler(...parts);
  const refunding = new RefundPurchaseHandler(...parts);
  const asking = new ReturnPurchaseHandler(accounts, returns, outbox, Logger.silent());
  const settling = new SettleReturnHandler(new ReturnEnd(accounts, returns, purchases, outbox), Logger.silent());
  const noting = new NoteSubscriptionHandler(accounts, subscriptions, outbox, Logger.silent());
  const settlement = new Settlement(accounts, new HoldStore(ledger, clock), outbox);
  const userId = newId<UserId>();
  await database.transaction((tx) => accounts.welcome(tx, userId));
  const played: Played[] = [];
  const subscribed: PlayedSubscription[] = [];
  let spent = 0n;
  let repeat: () => Promise<unknown> = () => Promise.resolve();
  let update = 0;

  const once = (run: () => Promise<unknown>) => {
    repeat = run;
    return run();
  };
  const pays = async (payload: string, stars: number, credited: bigint, more: Partial<StarTransaction> = {}) => {
    const id = newId<string>();
    await fixtures.stars({ userId, chargeId: id, payload, amount: stars, ...more });
    played.push({ id, credited, isBack: false });
    await once(() => crediting.handle({ telegramPaymentChargeId: id }, jobContext(postgres)));
    return id;
  };
  const paysPlan = (subscribedUntil: Date, beginsSubscription: boolean | null) =>
    pays(planPayload(plan.id), plan.stars, plan.credits, { subscribedUntil, beginsSubscription });
  /** Billing's rows of each subscription: the newest payment, and until when it is paid. */
  const subscriptionRows = async () =>
    Object.fromEntries(
      (
        await admin.query<{ first: string; last: string; until: Date }>(
          'SELECT first_charge_id AS first, last_charge_id AS last, paid_until AS until FROM billing.subscription',
        )
      ).map(({ first, last, until }) => [first, { last, until }]),
    );
  /** Telegram gives the Stars of a charge back, once, and its list shows it. */
  const givesBack = async (id: string) => {
    const charge = played.find((one) => one.id === id);
    if (!charge || charge.isBack) return;
    charge.isBack = true;
    await fixtures.stars({ userId, chargeId: id, kind: 'refund' });
  };
  const openReturn = async (n: number) => {
    const open = await admin.query<{ id: string; charge: string }>(
      `SELECT id, telegram_payment_charge_id AS charge FROM billing.purchase_return WHERE state = 'open' ORDER BY id`,
    );
    return open[n % Math.max(1, open.length)];
  };

  const run = async ({ does, n }: Step): Promise<unknown> => {
    switch (does) {
      case 'buys':
        return pays(packPayload(pack.id), pack.stars, pack.credits);
      case 'subscribes': {
        clock.set(new Date(clock.now().getTime() + APART_MS));
        const until = new Date(clock.now().getTime() + MONTH_MS);
        const first = await paysPlan(until, true);
        return subscribed.push({ first, last: first, until });
      }
      case 'renews': {
        const one = subscribed[n % Math.max(1, subscribed.length)];
        if (!one) return undefined;
        const until = new Date(one.until.getTime() + MONTH_MS);
        const last = await paysPlan(until, n % 2 === 0 ? false : null);
        return Object.assign(one, { last, until });
      }
      case 'spends': {
        const { available } = await postgres.balanceOf(userId).catch(() => ({ available: 0 }));
        const amount = Math.min(available, n * 15);
        if (amount < 1) return undefined;
        const { orderId } = await fixtures.hold({ userId, credits: amount });
        await fixtures.generation({ orderId, userId, state: 'succeeded', delivered: n % 2 });
        await database.transaction((tx) =>
          settlement.settle(tx, { orderId, userId, kind: 'generation' }, { delivered: n % 2, of: 1, reason: null }),
        );
        if (n % 2 === 1) spent += credits(1) * BigInt(Math.round(amount));
        return undefined;
      }
      case 'asks': {
        const charge = played[n % Math.max(1, played.length)];
        if (!charge) return undefined;
        const asked = { returnId: newId<string>(), userId, telegramPaymentChargeId: charge.id };
        return once(() => asking.handle(asked, jobContext(postgres)));
      }
      case 'telegram-yes': {
        const open = await openReturn(n);
        if (!open) return undefined;
        await givesBack(open.charge);
        return once(() =>
          settling.handle({ returnId: open.id, isReturned: true, problem: null }, jobContext(postgres)),
        );
      }
      case 'telegram-no': {
        const open = await openReturn(n);
        // Telegram does not refuse to give back Stars that are back already, so for such a charge the test plays no refusal.
        if (!open || played.find(({ id }) => id === open.charge)?.isBack) return undefined;
        return once(() =>
          settling.handle({ returnId: open.id, isReturned: false, problem: 'CHARGE_NOT_FOUND' }, jobContext(postgres)),
        );
      }
      case 'listed': {
        const charge = played[n % Math.max(1, played.length)];
        if (!charge) return undefined;
        await givesBack(charge.id);
        return once(() => refunding.handle({ telegramPaymentChargeId: charge.id }, jobContext(postgres)));
      }
      case 'again':
        return repeat();
      case 'cancels':
      case 'resumes':
      case 'fails': {
        const state = ({ cancels: 'cancelled', resumes: 'active', fails: 'failed' } as const)[does];
        const isSubscribed = await admin.query('SELECT FROM billing.subscription');
        if (isSubscribed.length === 0) return undefined;
        update += 1;
        const told = { userId, planId: plan.id, state, updateId: update };
        return once(() => noting.handle(told, jobContext(postgres)));
      }
    }
  };
  /** In the end billing learns of every refund in Telegram's list, and of the answer to every open return. */
  const rest = async () => {
    for (let open = await openReturn(0); open; open = await openReturn(0)) await run({ does: 'telegram-yes', n: 0 });
    for (const { id, isBack } of played)
      if (isBack) await refunding.handle({ telegramPaymentChargeId: id }, jobContext(postgres));
  };
  const account = async () => {
    const [row] = await admin.query<{ available: string; held: string; debt: string }>(
      'SELECT available, held, debt FROM billing.account WHERE user_id = $1',
      [userId],
    );
    return row;
  };
  const expected = () =>
    credits(WELCOME) + played.filter(({ isBack }) => !isBack).reduce((sum, { credited }) => sum + credited, 0n) - spent;
  const expectedRows = () => Object.fromEntries(subscribed.map(({ first, last, until }) => [first, { last, until }]));
  return {
    run,
    rest,
    account,
    expected,
    subscriptionRows,
    expectedRows,
    violations: () => new LedgerInvariantsReader(database).violations(),
  };
};

describe('returns and subscriptions', () => {
  it('after returns and subscriptions in any order a balance is what Telegram’s list and the spending add up to', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const postgres = await onPostgres('billing');
        const { run, rest, account, expected, subscriptionRows, expectedRows, violations } = await world(postgres);
        await run({ does: 'buys', n: 0 });
        for (const one of steps) await run(one);
        expect(await violations()).toEqual([]);
        expect(await subscriptionRows()).toEqual(expectedRows());

        await rest();

        expect(await violations()).toEqual([]);
        const { available, held, debt } = (await account())!;
        expect(held).toBe('0');
        expect(BigInt(available) - BigInt(debt)).toBe(expected());
        await postgres.close();
      }),
      { numRuns: 25 },
    );
  });
});
