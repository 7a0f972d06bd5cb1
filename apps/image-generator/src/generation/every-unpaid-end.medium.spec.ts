import { describe, expect, it } from '@jest/globals';
import { newId } from '@aisha/platform';
import type { FaceStop, OrderId } from '@aisha/domain';
import { unpaidOf } from '@aisha/testing';
import { fal, generatorHarness, openAi } from '../../spec/generator-harness';

/** How many drawings are ordered. A day's free work covers three of them, at 14 cents each. */
const DRAWN = 6;
const READ = 50;
/** The value of FREE_WORK_DAILY_CENTS. */
const A_DAY = 50;

type Generator = Awaited<ReturnType<typeof generatorHarness>>;

/** Ways in which an order ends unpaid: the person ends it, or FAL or OpenAI refuses what the person asked for. */
const ENDS: Readonly<Record<string, (generator: Generator, orderId: OrderId) => Promise<unknown>>> = {
  'cancelled while FAL draws': async ({ app, work, webhook, userId, find }, orderId) => {
    await work();
    await app.cancel({ orderId, userId });
    const { generation } = await find(orderId);
    if (!generation.finishedAt) await webhook(orderId); // a cancel is granted only if the balance pays for it: this order goes on
  },
  'consent withdrawn while FAL draws': async ({ app, work, userId }, orderId) => {
    await work();
    await app.cancel({ orderId, userId, isWithdrawn: true });
  },
  'blacked out by FAL': async ({ work, webhook }, orderId) => {
    fal.faults.add({ on: 'job', kind: 'nsfw', match: orderId });
    await work();
    await webhook(orderId);
  },
  'declined by the language model': async ({ work }) => {
    await work();
  },
};

describe('a person whose pictures end unpaid again and again', () => {
  it.each(Object.keys(ENDS))(
    'a person whose pictures end unpaid again and again costs us no more than a day’s free work: %s',
    async (end) => {
      // Reading an idea costs so little that fifty readings cost less than a day's limit of free work. So the test of readings sets a lower
      // limit.
      const isRead = end.startsWith('declined');
      const [cents, times] = isRead ? [0.1, READ] : [A_DAY, DRAWN];
      const generator = await generatorHarness({ freeWorkCents: cents });
      const { app, avatar, order, postgres, userId } = generator;
      const { id: avatarId } = await avatar();

      for (let turn = 0; turn < times; turn += 1) {
        if (isRead) openAi.faults.add({ on: 'responses', kind: 'refusal' });
        const asked = order({ avatarId, orderId: newId<OrderId>(), pictureCount: 4 });
        await app.start(asked);
        await ENDS[end]!(generator, asked.orderId);
      }

      const unpaid = await unpaidOf(postgres.admin, userId, 'generation');
      expect(unpaid).toMatchObject({ orders: times, open: 0 });
      expect(unpaid.cents).toBeLessThanOrEqual(cents);
      expect(unpaid.given).toBeLessThanOrEqual(cents);
      expect(unpaid.given).toBeGreaterThan(0);
    },
  );
});

describe('a person whose avatar is stopped while FAL draws it, with no free work left', () => {
  interface Before {
    readonly keptBackDollars: number;
    readonly daysAgo?: number;
    readonly borneBy?: 'installation' | 'balance';
  }
  const stopped = async (
    stop: FaceStop,
    { keptBackDollars, daysAgo = 29, borneBy = 'installation' }: Before = { keptBackDollars: 0 },
  ) => {
    const generator = await generatorHarness({ freeWorkCents: 0 });
    const { app, avatar, order, postgres, work, webhook, said, userId, clock } = generator;
    await postgres.admin.query(
      `INSERT INTO generator.free_work (id, user_id, order_id, reason, borne_by, micro_dollars, begun_at)
       SELECT $1, $2, $3, 'avatar-reported', $5, $4::float8 * 1000000, $6::timestamptz - $7 * interval '1 day' WHERE $4::float8 > 0`,
      [newId<string>(), userId, newId<OrderId>(), keptBackDollars, borneBy, clock.now(), daysAgo],
    );
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 4 });
    await app.start(asked);
    await work();
    await generator.stop(stop);
    await webhook(asked.orderId);
    return {
      told: (await said(asked.orderId)).map(({ payload }) => payload['charged'] ?? payload['isCharged'] ?? null),
      given: await postgres.admin.query(
        `SELECT reason, borne_by AS "borneBy", micro_dollars > 0 AS "isAny" FROM generator.free_work
         WHERE user_id = $1 AND order_id = $2`,
        [userId, asked.orderId],
      ),
    };
  };

  it.each([
    ['reported', 'avatar-reported'],
    ['misused', 'avatar-stopped'],
  ] as const)(
    'a person whose avatar is stopped while FAL draws it does not pay for pictures that other people’s reports keep back: %s',
    async (stop, reason) => {
      expect(await stopped(stop)).toEqual({
        told: [null, null],
        given: [{ reason, borneBy: 'installation', isAny: true }],
      });
    },
  );

  it('a person whose avatar is stopped pays for the pictures that are kept back once reports have cost us five dollars within a month', async () => {
    expect(await stopped('reported', { keptBackDollars: 4.99 })).toMatchObject({ told: [4, true], given: [] });
  });

  it.each([
    ['lies more than a month back', { daysAgo: 31 }],
    ['was borne by their own balance', { borneBy: 'balance' }],
  ] as const)(
    'a person whose avatar is stopped does not pay because of what reports kept back before, when that %s',
    async (_what, before) => {
      expect(await stopped('reported', { keptBackDollars: 4.99, ...before })).toMatchObject({
        told: [null, null],
        given: [{ borneBy: 'installation' }],
      });
    },
  );

  it('a person whose avatar is stopped because of their own photos pays for the pictures that are kept back', async () => {
    expect(await stopped('several-people')).toEqual({ told: [4, true], given: [] });
  });
});

/** Ways in which an edit ends unpaid, each with the cents of free work a day and the number of orders for its test. */
const ENDS_OF_EDITS: Readonly<
  Record<string, { cents: number; times: number; end: (generator: Generator, orderId: OrderId) => Promise<unknown> }>
> = {
  'cancelled while FAL edits': {
    cents: 20,
    times: 8,
    end: async ({ app, work, userId, done, findEdit, jobsOf }, orderId) => {
      await work();
      await app.cancelEdit({ orderId, userId });
      if ((await findEdit(orderId)).finishedAt) return;
      await done(orderId); // a cancel is granted only if the balance pays for it: this order goes on
      await app.finishEdit({ orderId, requestId: jobsOf(orderId)[0]?.requestId ?? null, source: 'webhook' });
    },
  },
  'withheld after FAL has edited': {
    cents: 20,
    times: 8,
    end: async ({ app, work, done, findEdit, jobsOf }, orderId) => {
      fal.faults.add({ on: 'job', kind: 'explicit', match: orderId });
      await work();
      if ((await findEdit(orderId)).finishedAt) return;
      await done(orderId);
      await app.finishEdit({ orderId, requestId: jobsOf(orderId)[0]?.requestId ?? null, source: 'webhook' });
    },
  },
  'declined by the language model': {
    cents: 0.1,
    times: READ,
    end: async ({ work }) => {
      openAi.faults.add({ on: 'responses', kind: 'refusal' });
      await work();
      openAi.faults.clear();
    },
  },
};

describe('a person whose edits end unpaid again and again', () => {
  it.each(Object.keys(ENDS_OF_EDITS))(
    'a person whose edits end unpaid again and again costs us no more than a day’s free work: %s',
    async (name) => {
      const { cents, times, end } = ENDS_OF_EDITS[name]!;
      const generator = await generatorHarness({ freeWorkCents: cents });
      const { app, picture, postgres, userId } = generator;
      const { filePath: _, ...input } = await picture();

      for (let turn = 0; turn < times; turn += 1) {
        const orderId = newId<OrderId>();
        await app.startEdit({ orderId, userId, input, change: 'make it an evening', faces: null });
        await end(generator, orderId);
      }

      const unpaid = await unpaidOf(postgres.admin, userId, 'edit');
      expect(unpaid.open).toBe(0);
      expect(unpaid.cents).toBeLessThanOrEqual(cents);
      expect(unpaid.given).toBeLessThanOrEqual(cents);
      expect(unpaid.given).toBeGreaterThan(0);
    },
  );
});

it('a person whose sent photos are refused again and again before they are animated costs us no more than a day’s free work', async () => {
  const cents = 0.01; // fifty looks at the stand-in's price cost more
  const { app, work, uploads, userId, postgres, sentPhoto } = await generatorHarness({ freeWorkCents: cents });
  const input = await sentPhoto();

  for (let turn = 0; turn < READ; turn += 1) {
    openAi.faults.add({ on: 'responses', kind: 'unsafe' });
    await app.startAnimation({ orderId: newId<OrderId>(), userId, input, motion: 'alive' });
    await work();
    openAi.faults.clear();
  }

  const unpaid = await unpaidOf(postgres.admin, userId, 'animation');
  expect(unpaid).toMatchObject({ orders: READ, open: 0 });
  expect(unpaid.cents).toBeLessThanOrEqual(cents);
  expect(unpaid.given).toBeLessThanOrEqual(cents);
  expect(unpaid.charged).toBeGreaterThan(0);
  expect(unpaid.given).toBeGreaterThan(0);
  expect(uploads()).toBe(0);
});
