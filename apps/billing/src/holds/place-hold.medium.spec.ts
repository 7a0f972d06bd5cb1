import { describe, expect, it } from '@jest/globals';
import { message, type Message } from '@aisha/contracts';
import type { OpenAccount, PlaceHold } from '@aisha/contracts/billing';
import { botGatewayInbox } from '@aisha/contracts/bot-gateway';
import { imageGeneratorInbox } from '@aisha/contracts/image-generator';
import { transcriberInbox } from '@aisha/contracts/transcriber';
import { LedgerInvariantsReader, PriceReader } from '@aisha/database/billing';
import { AppError, type AvatarId, type OrderId, type SourceId, type UserId } from '@aisha/domain';
import { QUOTE_VALID_MS } from '@aisha/kinds';
import { jobContext, ManualClock, onPostgres, readableLog } from '@aisha/testing';
import { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import { SpendingStore } from '../spending/spending.store';
import { BillingConfig } from '../config';
import { AccountStore, WelcomeGift } from '../accounts/account.store';
import { OpenAccountHandler } from '../accounts/open-account.handler';
import { LedgerStore } from '../ledger/ledger.store';
import { QuoteCheck } from '../prices/quote-check';
import { HoldStore } from './hold.store';
import { HoldLimits, PlaceHoldHandler } from './place-hold.handler';

const MAX_OPEN_ORDERS = 10;

/**
 * A real Postgres in which billing signs in as its own role. A picture costs 3 credits from 1 November, and 5 from noon of 15 December
 * 2026.
 */
const setup = async ({ maxOpenOrders = MAX_OPEN_ORDERS, welcome = 0 } = {}) => {
  const postgres = await onPostgres('billing');
  await postgres.admin.query(`INSERT INTO billing.price VALUES ('picture', '2026-12-15T12:00:00Z', 500)`);
  const clock = new ManualClock(new Date('2026-12-01T12:00:00Z'));
  const ledger = new LedgerStore();
  const { log, lines } = readableLog();
  const accounts = new AccountStore(
    ledger,
    new WelcomeGift({ ...new BillingConfig(), WELCOME_CREDITS: welcome }, clock),
  );
  const handler = new PlaceHoldHandler(
    new QuoteCheck(new PriceReader(postgres.database)),
    accounts,
    new HoldStore(ledger, clock),
    new Outbox('billing'),
    new HoldLimits({ ...new BillingConfig(), MAX_OPEN_ORDERS: maxOpenOrders }, log, new SpendingStore(clock), clock),
  );
  return {
    postgres,
    lines,
    clock,
    ask: (job: PlaceHold) => handler.handle(job, jobContext(postgres)),
    open: (job: OpenAccount) => new OpenAccountHandler(accounts).handle(job, jobContext(postgres)),
    giveUp: (job: PlaceHold) =>
      postgres.database.transaction((tx) => handler.giveUp(job, new AppError('unexpected'), tx)),
    holds: () =>
      postgres.admin.query('SELECT order_id, amount::int, status FROM billing.credit_hold ORDER BY order_id'),
    sent: () => postgres.outboxOf('billing'),
    violations: () => new LedgerInvariantsReader(postgres.database).violations(),
  };
};

/** Two pictures for 6 credits, quoted at noon. */
const order = (userId: UserId, changes: Partial<PlaceHold> = {}): PlaceHold => {
  const orderId = changes.orderId ?? newId<OrderId>();
  return {
    orderId,
    userId,
    kind: 'generation',
    item: 'picture',
    units: 2,
    quotedCentiCredits: '600',
    quotedAt: '2026-12-01T12:00:00.000Z',
    onHeld: message(imageGeneratorInbox, 'start-generation', {
      orderId,
      userId,
      input: { kind: 'avatar', avatarId: newId<AvatarId>() },
      prompt: 'at the sea',
      aspectRatio: '1:1',
      quality: 'normal',
      pictureCount: changes.units ?? 2,
      seed: null,
      similarTo: null,
      enhance: true,
      look: null,
      session: null,
      path: null,
    }),
    ...changes,
  };
};

describe('an order that asks for its credits', () => {
  it('an order gets its credits held, and billing forwards its continuation unchanged', async () => {
    const { postgres, ask, holds, sent, violations } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 20 });
    const job = order(userId);

    await ask(job);

    expect(await postgres.balanceOf(userId)).toEqual({ available: 14, held: 6 });
    expect(await holds()).toEqual([{ order_id: job.orderId, amount: 600, status: 'open' }]);
    expect(await sent()).toEqual([{ ...job.onHeld }]);
    expect(await violations()).toEqual([]);
  });

  it.each<[what: string, changes: Partial<PlaceHold>, sent: object]>([
    ['more pictures', {}, { pictureCount: 4 }],
    ['pictures without an avatar', {}, { input: { kind: 'idea' } }],
    ['a session', {}, { pictureCount: 8, session: 'cinema' }],
    ['a larger session', { item: 'session.8', units: 8 }, { pictureCount: 16, session: 'cinema' }],
    ['another order', {}, { orderId: newId<OrderId>() }],
    ['another person’s order', {}, { userId: newId<UserId>() }],
    ['a start of another kind', { kind: 'upscale', item: 'upscale', units: 1 }, {}],
  ])(
    'billing forwards nothing and holds nothing when the continuation starts something that the order does not pay for: %s',
    async (_, changes, other) => {
      const { postgres, ask, giveUp, holds, sent } = await setup();
      const { userId } = await postgres.fixtures.account({ credits: 100 });
      const paid = order(userId, changes);
      const job = { ...paid, onHeld: { ...paid.onHeld, payload: { ...paid.onHeld.payload, ...other } } };

      await expect(ask(job)).rejects.toMatchObject({ code: 'idempotency-conflict' });

      expect(await holds()).toEqual([]);
      expect(await sent()).toEqual([]);
      await giveUp(job);
      expect(await sent()).toMatchObject([{ job: 'explain-failure' }, { job: 'show-receipt' }]);
      expect(await postgres.balanceOf(userId)).toEqual({ available: 100, held: 0 });
    },
  );

  it('billing holds nothing for a banned person until the ban is over, and says why', async () => {
    const { postgres, ask, holds, sent } = await setup();
    const { userId } = await postgres.fixtures.person({ bannedUntil: new Date('2100-01-01') });
    await postgres.fixtures.account({ userId, credits: 20 });

    await ask(order(userId));

    expect(await holds()).toEqual([]);
    expect(await sent()).toMatchObject([{ job: 'explain-refusal', payload: { code: 'person-banned' } }]);
    await postgres.admin.query(`UPDATE bot.person SET banned_until = now() - interval '1 s'`);
    await ask(order(userId));
    expect(await holds()).toHaveLength(1);
  });

  it('billing holds nothing for an order that arrives after its person has withdrawn the consent, until they give another', async () => {
    const { postgres, ask, holds, sent } = await setup();
    const { userId } = await postgres.fixtures.person();
    await postgres.fixtures.account({ userId, credits: 20 });
    await postgres.fixtures.consent({ userId });
    await postgres.admin.query('UPDATE bot.consent SET withdrawn_at = now()');

    await ask(order(userId));

    expect(await holds()).toEqual([]);
    expect(await sent()).toMatchObject([{ job: 'explain-refusal', payload: { code: 'cancelled-by-user' } }]);
    await postgres.fixtures.consent({ userId });
    await ask(order(userId));
    expect(await holds()).toHaveLength(1);
  });

  it('billing holds nothing for a person who had everything deleted, even if credits have come back since', async () => {
    const { postgres, ask, holds, sent } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 20 });
    await postgres.admin.query('UPDATE billing.account SET forgotten_at = now()');

    await ask(order(userId));

    expect(await holds()).toEqual([]);
    expect(await sent()).toMatchObject([{ job: 'explain-refusal', payload: { code: 'not-enough-credits' } }]);
  });

  it('billing forwards the start of a transcription only when it names as many units as the order holds credits for', async () => {
    const { postgres, ask, sent } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 20 });
    const line = { kind: 'transcription', item: 'transcription.speech', units: 7 } as const;
    const paid = { ...order(userId), ...line, quotedCentiCredits: '35' };
    const begin = (speechUnits: number) =>
      message(transcriberInbox, 'start-transcription', {
        orderId: paid.orderId,
        userId,
        sourceId: newId<SourceId>(),
        speechUnits,
        minutes: 2,
      });

    await expect(ask({ ...paid, onHeld: begin(8) })).rejects.toMatchObject({ code: 'idempotency-conflict' });

    const onHeld = begin(7);
    await ask({ ...paid, onHeld });
    expect(await sent()).toEqual([{ ...onHeld }]);
  });

  /** An order of speech, quoted with this many free units. */
  const speech = (userId: UserId, units: number, freeUnits: number): PlaceHold => {
    const orderId = newId<OrderId>();
    const start = { orderId, userId, sourceId: newId<SourceId>(), speechUnits: units, minutes: 2 };
    return order(userId, {
      orderId,
      kind: 'transcription',
      item: 'transcription.speech',
      units,
      freeUnits,
      quotedCentiCredits: `${(units - freeUnits) * 5}`,
      onHeld: message(transcriberInbox, 'start-transcription', start),
    });
  };

  it('billing holds no credits for the first transcribed minute of a day, and holds credits for the rest', async () => {
    const { postgres, ask, holds, sent, clock, violations } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 20 });
    clock.set(new Date()); // the database's own clock dates a hold

    await ask(speech(userId, 7, 7));
    await ask(speech(userId, 10, 3));

    expect((await holds()).map(({ amount }) => amount)).toEqual([0, 35]);
    await ask(speech(userId, 5, 1));
    expect((await sent()).at(-1)).toMatchObject({
      job: 'explain-refusal',
      payload: { code: 'price-changed', price: '25' },
    });
    expect(await holds()).toHaveLength(2);
    expect(await violations()).toEqual([]);
  });

  it('when two orders come at the same moment, billing gives the free minute to one of them and refuses the other', async () => {
    const { postgres, ask, holds, clock } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 20 });
    clock.set(new Date());

    await Promise.all([ask(speech(userId, 10, 10)), ask(speech(userId, 10, 10))]);

    expect(await holds()).toHaveLength(1);
  });

  it('billing gives the free minute again 24 hours after it was used, and not at midnight', async () => {
    const { postgres, ask, holds, clock } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 20 });
    const takenAt = new Date();
    clock.set(takenAt);
    await ask(speech(userId, 10, 10));

    clock.set(new Date(takenAt.getTime() + 24 * 60 * 60_000 - 60_000));
    await ask(speech(userId, 10, 10));
    expect(await holds()).toHaveLength(1);

    clock.set(new Date(takenAt.getTime() + 24 * 60 * 60_000 + 60_000));
    await ask(speech(userId, 10, 10));
    expect(await holds()).toHaveLength(2);
  });

  it('billing gives the allowance of free transcription that is in force by the product’s clock, not by the machine’s', async () => {
    const { postgres, ask, holds, sent, clock } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 20 });
    await postgres.admin.query(`INSERT INTO billing.allowance VALUES ('free-speech-seconds', '2099-12-01Z', 0)`);
    clock.set(new Date('2099-12-01T12:00:00Z'));

    await ask({ ...speech(userId, 7, 7), quotedAt: '2099-12-01T11:59:00Z' });

    expect(await holds()).toEqual([]);
    expect(await sent()).toMatchObject([{ payload: { code: 'price-changed', price: '35' } }]);
  });

  it('billing places no hold for an order that claims free pictures', async () => {
    const { postgres, ask, holds } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 20 });

    await ask(order(userId, { freeUnits: 2, quotedCentiCredits: '0' }));

    expect(await holds()).toEqual([]);
  });

  it.each<[what: string, onHeld: (job: PlaceHold) => Message]>([
    [
      'news',
      ({ orderId, userId, kind }) =>
        message(botGatewayInbox, 'explain-failure', { orderId, userId, kind, code: 'unexpected' }),
    ],
    [
      'a file that is fetched first',
      ({ userId, onHeld }) => {
        const ways = { onStored: onHeld, onFailed: onHeld, overBudget: { atOnce: onHeld, today: onHeld } };
        return message(botGatewayInbox, 'fetch-file', { userId, fileId: 'x', target: 'files:x', ...ways });
      },
    ],
  ])(
    'billing neither holds credits for a continuation that begins no order nor forwards it: %s',
    async (_, onHeldOf) => {
      const { postgres, ask, holds, sent } = await setup();
      const { userId } = await postgres.fixtures.account({ credits: 100 });
      const job = order(userId);

      await expect(ask({ ...job, onHeld: onHeldOf(job) })).rejects.toMatchObject({ code: 'idempotency-conflict' });

      expect([...(await holds()), ...(await sent())]).toEqual([]);
    },
  );

  it('billing holds nothing for an order whose start the worker could not read, and the person is told at once', async () => {
    const { postgres, ask, giveUp, holds, sent } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 100 });
    const paid = order(userId);
    const job = { ...paid, onHeld: { ...paid.onHeld, payload: { ...paid.onHeld.payload, prompt: '' } } };

    await expect(ask(job)).rejects.toMatchObject({ code: 'message-unreadable', mayRetry: false });
    expect(await holds()).toEqual([]);
    await giveUp(job);

    expect(await postgres.balanceOf(userId)).toEqual({ available: 100, held: 0 });
    expect((await sent()).map(({ job: name }) => name)).toEqual(['explain-failure', 'show-receipt']);
  });

  it('billing forwards the start of an order with a value of a newer release: its worker may know it', async () => {
    const { postgres, ask, sent } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 100 });
    const paid = order(userId);
    const onHeld = { ...paid.onHeld, payload: { ...paid.onHeld.payload, aspectRatio: 'of-tomorrow' } };

    await ask({ ...paid, onHeld });

    expect(await sent()).toEqual([onHeld]);
  });

  it('the log says once that an order’s credits were held, or why they were not, and does not contain the order’s prompt', async () => {
    const { postgres, ask, lines } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 6 });
    const [held, refused] = [order(userId), order(userId)];
    for (const job of [held, held, refused]) await ask(job);

    const placed = { level: 'info', orderId: held.orderId, traceId: held.orderId, kind: 'generation', units: 2 };
    expect(lines('hold.placed')).toEqual([expect.objectContaining(placed)]);
    const why = { level: 'info', orderId: refused.orderId, kind: 'generation', code: 'not-enough-credits' };
    expect(lines('hold.refused')).toEqual([expect.objectContaining(why)]);
    expect(JSON.stringify(lines('hold.placed'))).not.toContain('at the sea');
  });

  it('an order is forwarded once when 64 taps ask for it at the same moment', async () => {
    const { postgres, ask, holds, sent, violations } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 1000 });
    const job = order(userId);

    await Promise.all(Array.from({ length: 64 }, () => ask(job)));

    expect(await holds()).toHaveLength(1);
    expect(await sent()).toEqual([{ ...job.onHeld }]);
    expect(await postgres.balanceOf(userId)).toEqual({ available: 994, held: 6 });
    expect(await violations()).toEqual([]);
  });

  it('exactly 10 of 64 orders at the same moment get their credits when the balance is enough for 10', async () => {
    const { postgres, ask, holds, sent, violations } = await setup({ maxOpenOrders: 100 });
    const { userId } = await postgres.fixtures.account({ credits: 60 });

    await Promise.all(Array.from({ length: 64 }, () => ask(order(userId))));

    expect(await holds()).toHaveLength(10);
    expect(await postgres.balanceOf(userId)).toEqual({ available: 0, held: 60 });
    const jobs = (await sent()).map(({ job }) => job);
    expect(jobs.filter((job) => job === 'start-generation')).toHaveLength(10);
    expect(jobs.filter((job) => job === 'explain-refusal')).toHaveLength(54);
    expect(await violations()).toEqual([]);
  });

  it('billing refuses an order for which a person has too few credits, and names the price and the balance', async () => {
    const { postgres, ask, holds, sent } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 5.99 });
    const job = order(userId);

    await ask(job);

    expect(await holds()).toEqual([]);
    expect(await sent()).toEqual([
      {
        receiver: 'bot-gateway',
        job: 'explain-refusal',
        payload: {
          orderId: job.orderId,
          userId,
          kind: 'generation',
          code: 'not-enough-credits',
          price: '600',
          available: '599',
        },
      },
    ]);
  });

  it('a refused order gets its credits held when it is asked for again and there are enough', async () => {
    const { postgres, ask, holds } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 0 });
    const job = order(userId);
    await ask(job);

    await postgres.admin.query('UPDATE billing.account SET available = 600');
    await ask(job);

    expect(await holds()).toEqual([{ order_id: job.orderId, amount: 600, status: 'open' }]);
  });

  it('billing holds a whole balance, to the last hundredth', async () => {
    const { postgres, ask } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 6 });

    await ask(order(userId));

    expect(await postgres.balanceOf(userId)).toEqual({ available: 0, held: 6 });
  });

  it('billing refuses an order beyond the number that a person may have under way, and names that number', async () => {
    const { postgres, ask, sent, holds } = await setup({ maxOpenOrders: 2 });
    const { userId } = await postgres.fixtures.account({ credits: 100 });

    const first = order(userId);
    for (const job of [first, order(userId), order(userId)]) await ask(job);

    expect(await holds()).toHaveLength(2);
    expect((await sent()).at(-1)?.payload).toMatchObject({ code: 'too-many-orders', maxOpenOrders: 2 });
    await postgres.fixtures.forgottenHold(first.orderId);
    await ask(order(userId));
    expect(await holds()).toHaveLength(3);
  });

  it('a person pays the price that they were shown while the quote is valid, even if the price has risen since', async () => {
    const { postgres, clock, ask, holds } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 100 });
    clock.set('2026-12-15T12:10:00Z');

    await ask(order(userId, { quotedAt: '2026-12-15T11:55:00Z' }));

    expect(await holds()).toMatchObject([{ amount: 600 }]);
  });

  it('billing refuses an order at the old price once its quote is too old, and names the new price', async () => {
    const { postgres, clock, ask, holds, sent } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 100 });
    clock.set(new Date(Date.parse('2026-12-15T11:55:00Z') + QUOTE_VALID_MS));

    await ask(order(userId, { quotedAt: '2026-12-15T11:55:00Z' }));

    expect(await holds()).toEqual([]);
    expect((await sent())[0]?.payload).toMatchObject({ code: 'price-changed', price: '1000', available: '10000' });
  });

  it('billing accepts a quote that is too old when the price has not changed', async () => {
    const { postgres, clock, ask, holds } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 100 });
    clock.set('2026-12-02T12:00:00Z');

    await ask(order(userId));

    expect(await holds()).toMatchObject([{ amount: 600 }]);
  });

  const forgeries: [string, Partial<PlaceHold>][] = [
    ['a lower price than was ever asked', { quotedCentiCredits: '599' }],
    ['a price of nothing', { quotedCentiCredits: '0' }],
    ['a higher price', { quotedCentiCredits: '601' }],
    ['the price of fewer pictures', { units: 3 }],
    ["tomorrow's price", { quotedCentiCredits: '1000', quotedAt: '2026-12-15T12:00:01.000Z' }],
    ['a price from before there were prices', { quotedCentiCredits: '1', quotedAt: '2020-01-01T00:00:00.000Z' }],
  ];
  it.each(forgeries)('billing never accepts %s', async (_, changes) => {
    const { postgres, ask, holds, sent } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 100 });

    await ask(order(userId, changes));

    expect(await holds()).toEqual([]);
    expect((await sent()).map(({ payload }) => payload['code'])).toEqual(['price-changed']);
  });

  it('billing refuses a second order under the same id', async () => {
    const { postgres, ask, sent } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 100 });
    const stranger = await postgres.fixtures.account({ credits: 100 });
    const job = order(userId);
    await ask(job);

    await expect(
      ask(order(userId, { orderId: job.orderId, units: 1, quotedCentiCredits: '300' })),
    ).rejects.toMatchObject({
      code: 'idempotency-conflict',
    });
    await expect(ask(order(stranger.userId, { orderId: job.orderId }))).rejects.toMatchObject({
      code: 'idempotency-conflict',
    });

    expect(await sent()).toHaveLength(1);
    expect(await postgres.balanceOf(stranger.userId)).toEqual({ available: 100, held: 0 });
  });

  it.each([
    ['a new person', false, { available: 4, held: 6 }],
    ['a past guest, who gets no welcome credits again', true, { available: 0, held: 0 }],
  ])(
    'the first order of %s waits for the message that opens the account, which alone knows who returns',
    async (_who, isReturning, balance) => {
      const { postgres, ask, open, violations } = await setup({ welcome: 10 });
      const userId = newId<UserId>();
      const job = order(userId);

      await expect(ask(job)).rejects.toMatchObject({ code: 'order-unknown' });
      expect(await postgres.admin.query('SELECT FROM billing.account')).toEqual([]);
      await open({ userId, isReturning });
      await ask(job);

      expect(await postgres.balanceOf(userId)).toEqual(balance);
      expect(await violations()).toEqual([]);
    },
  );
});

describe('an order that billing could not decide about', () => {
  it('an order that billing could not check is not forwarded, and the person is told', async () => {
    const { postgres, giveUp, holds, sent } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 20 });
    const job = order(userId);

    await giveUp(job);

    expect(await holds()).toEqual([{ order_id: job.orderId, amount: 600, status: 'released' }]);
    expect(await postgres.balanceOf(userId)).toEqual({ available: 20, held: 0 });
    expect(await sent()).toMatchObject([
      { job: 'explain-failure', payload: { orderId: job.orderId, userId, kind: 'generation', code: 'unexpected' } },
      { job: 'show-receipt', payload: { orderId: job.orderId, held: '0', charged: '0', availableAfter: '2000' } },
    ]);
  });

  it('a person whose first order is given up is told so, although nothing has opened their account', async () => {
    const { giveUp, sent } = await setup();

    await giveUp(order(newId<UserId>()));

    expect((await sent()).map(({ job }) => job)).toEqual(['explain-failure', 'show-receipt']);
  });

  it('an order that was given up does not begin when an operator sends its message again, because its person was told that it failed', async () => {
    const { postgres, ask, giveUp, sent, violations } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 20 });
    const job = order(userId);
    await giveUp(job);
    const told = await sent();

    await ask(job);

    expect(await sent()).toEqual(told);
    expect(await postgres.balanceOf(userId)).toEqual({ available: 20, held: 0 });
    expect(await violations()).toEqual([]);
  });

  it('nobody is told that an order failed when billing has forwarded it and gives up a repetition of its message', async () => {
    const { postgres, ask, giveUp, sent } = await setup();
    const { userId } = await postgres.fixtures.account({ credits: 20 });
    const job = order(userId);
    await ask(job);

    await giveUp(job);

    expect(await sent()).toEqual([{ ...job.onHeld }]);
  });
});
