import { describe, expect, it } from '@jest/globals';
import type { OrderId } from '@aisha/domain';
import { DIGITAL_SOURCE_TYPE } from '@aisha/pictures';
import { fromReference } from '@aisha/storage';
import { statementsOf } from '@aisha/testing';
import sharp from 'sharp';
import { delivered, explained, fal, generatorHarness, openAi, settled, storage } from '../../spec/generator-harness';

describe('an order of pictures', () => {
  it('an order of four pictures ends with all of them in our storage, and is charged in full', async () => {
    const { app, avatar, order, work, webhook, find, said } = await generatorHarness();
    const { id: avatarId, triggerPhrase } = await avatar();
    const asked = order({ avatarId, pictureCount: 4 });

    await app.start(asked);
    await work();
    await webhook(asked.orderId);

    const { generation, pictures } = await find(asked.orderId);
    expect(generation).toMatchObject({ state: 'succeeded', delivered: 4, attempts: 1, promptWriter: 'model' });
    expect(generation.enhancedPrompt?.startsWith(`${triggerPhrase} woman, `)).toBe(true);
    expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 4, 4, null), delivered(asked.orderId)]);
    expect(pictures).toHaveLength(4);
    for (const { filePath, bytes, width, height } of pictures) {
      const stored = await storage().getBuffer(fromReference(filePath ?? ''), { maxBytes: 10_000_000 });
      expect(stored).toHaveLength(bytes);
      expect(await sharp(stored).metadata()).toMatchObject({
        ...{ format: 'jpeg', width, height },
        xmpAsString: expect.stringContaining(DIGITAL_SOURCE_TYPE.drawn),
      });
      expect(width / height).toBeCloseTo(3 / 4, 1);
    }
  });

  it('an order with a photo prompt is drawn by the English text of the prompt, unchanged, and keeps the idea in its own language', async () => {
    const { app, avatar, order, work, find } = await generatorHarness();
    const { id: avatarId, triggerPhrase } = await avatar();
    const prompt = 'человек у моря на закате';
    const asked = order({
      avatarId,
      prompt,
      promptInEnglish: 'A person by the sea at sunset, 85mm lens',
      pictureCount: 1,
    });
    const before = openAi.requests().length;

    await app.start(asked);
    await work();

    const { generation } = await find(asked.orderId);
    expect(generation.prompt).toBe(prompt);
    expect(generation.enhancedPrompt).toBe(`${triggerPhrase} woman, A person by the sea at sunset, 85mm lens`);
    const paths = openAi
      .requests()
      .slice(before)
      .map(({ path }) => path);
    // The moderator was asked about the idea and about the prompt, and no language model wrote anything.
    expect(paths).toEqual(['/v1/moderations', '/v1/moderations']);
  });
  it.each([
    ['fast', { num_inference_steps: 16, guidance_scale: 3.5 }],
    ['normal', { num_inference_steps: 28, guidance_scale: 3.5 }],
    ['best', { num_inference_steps: 50, guidance_scale: 3.5 }],
  ] as const)(
    'an order of %s quality is sent with the steps of that quality, and its row says so',
    async (quality, input) => {
      const { app, avatar, order, work, jobsOf, find } = await generatorHarness();
      const asked = order({ avatarId: (await avatar()).id, pictureCount: 1, quality });

      await app.start(asked);
      await work();

      expect(jobsOf(asked.orderId)[0]?.input).toMatchObject(input);
      expect((await find(asked.orderId)).generation).toMatchObject({
        quality,
        timedAs: `avatar.${quality}.1`,
        generationConfig: { loraScale: 1, steps: input.num_inference_steps, guidanceScale: input.guidance_scale },
      });
    },
  );

  it('an order of pictures is one paid request, however often its start message comes', async () => {
    const { app, avatar, order, work, jobsOf } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id });

    await Promise.all([app.start(asked), app.start(asked), app.start(asked, { messageId: 'other' })]);
    await work();
    await app.start(asked);
    await work();

    expect(jobsOf(asked.orderId)).toHaveLength(1);
  });

  it('an order of pictures is delivered once, even when the webhook comes three times and the watchdog’s message as well', async () => {
    const { app, avatar, order, work, webhook, said, jobsOf, shown } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 2 });
    await app.start(asked);
    await work();

    await Promise.all([webhook(asked.orderId), webhook(asked.orderId), webhook(asked.orderId)]);
    const requestId = jobsOf(asked.orderId)[0]?.requestId ?? null;
    await app.finish({ orderId: asked.orderId, requestId, source: 'watchdog' });

    expect((await shown(asked.orderId)).filter(({ step }) => step === 'collecting')).toHaveLength(1);

    expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 2, 2, null), delivered(asked.orderId)]);
  });

  it('an order of pictures shows its preparation and then the copying, and no time left while none is known', async () => {
    const { app, avatar, order, work, webhook, shown } = await generatorHarness();
    const { id: avatarId } = await avatar();
    const asked = order({ avatarId, pictureCount: 1 });

    await app.start(asked);
    await work();
    await webhook(asked.orderId);

    const steps = await shown(asked.orderId);
    expect(steps.map(({ step }) => step)).toEqual(['preparing', 'collecting']);
    expect(steps[0]).toMatchObject({ ahead: null, secondsLeft: null });
  });

  it('the time left of an order of pictures is the median of recent orders like it; orders of another quality do not count', async () => {
    const { postgres, clock, app, avatar, order, work, shown } = await generatorHarness();
    const { id: avatarId } = await avatar();
    const took = async (timedAs: string, seconds: number) => {
      const finishedAt = clock.now();
      const startedAt = new Date(finishedAt.getTime() - seconds * 1000);
      await postgres.fixtures.generation({ state: 'succeeded', timedAs, startedAt, finishedAt });
    };
    for (const seconds of [10, 20, 90]) await took('avatar.normal.2', seconds);
    for (const seconds of [60, 60, 60]) await took('avatar.best.2', seconds);
    const asked = order({ avatarId, pictureCount: 2 });

    await app.start(asked);
    await work();

    expect((await shown(asked.orderId)).at(-1)).toMatchObject({ step: 'preparing', secondsLeft: 20, fraction: null });
  });

  it('an order of pictures waits in our queue while FAL has no free slot, and shows how many orders are before it', async () => {
    const { app, avatar, order, work, webhook, shown, jobsOf, clock } = await generatorHarness({ falSlots: 1 });
    const { id: avatarId } = await avatar();
    const orders = [order({ avatarId }), order({ avatarId }), order({ avatarId })];
    for (const asked of orders) {
      await app.start(asked);
      await work(); // of several orders whose prompts are being written, the first one ready goes first
    }
    // After this time cards show positions again, and FAL, which may have drawn the first order by now, is not polled yet.
    clock.advance(2_000);
    await work();

    const [first, second, third] = orders.map(({ orderId }) => orderId) as [OrderId, OrderId, OrderId];
    expect([first, second, third].map((orderId) => jobsOf(orderId).length)).toEqual([1, 0, 0]);
    expect((await shown(third)).at(-1)).toMatchObject({ step: 'queued', ahead: 2 }); // one of the orders before it is at FAL

    await webhook(first);
    clock.advance(15_000);
    await work();
    expect([second, third].map((orderId) => jobsOf(orderId).length)).toEqual([1, 0]);
    expect((await shown(third)).at(-1)).toMatchObject({ step: 'queued', ahead: 1 });
  });

  it('the order of a person who has nothing at FAL goes before the third order of another person', async () => {
    const { postgres, avatar, held, work, jobsOf, clock, loraUrl } = await generatorHarness({ falSlots: 3 });
    const [mine, theirs] = [await avatar(), await postgres.fixtures.avatar({ loraUrl, photos: 0 })];
    const ready = async ({ id: avatarId, userId }: typeof mine, turn: number) => {
      clock.advance(1);
      const prepared = { turn, enhancedPrompt: 'by the sea', readyAt: clock.now(), createdAt: clock.now() };
      const input = { kind: 'avatar' as const, avatarId };
      const { orderId } = await postgres.fixtures.generation({ input, userId, ...prepared });
      await held(orderId);
      return orderId;
    };
    const orders = [await ready(mine, 1), await ready(mine, 2), await ready(mine, 3), await ready(theirs, 1)];

    await work();

    expect(orders.map((orderId) => jobsOf(orderId).length)).toEqual([1, 1, 0, 1]);
  });
});

describe('kinds of orders that share the slots of an account', () => {
  it.each([
    [0, 'the larger picture', [0, 1]],
    [4, 'the new pictures', [1, 0]],
  ])(
    'kinds of orders take turns at being first: after %i rounds without work the free slot is given to %s',
    async (rounds, _, sent) => {
      const { postgres, avatar, picture, held, tick, work, jobsOf, clock, loraUrl } = await generatorHarness({
        falSlots: 1,
      });
      const { id: avatarId, userId } = await avatar();
      const ready = { userId, readyAt: clock.now(), createdAt: clock.now() };
      const [drawn, enlarged] = [{ kind: 'avatar' as const, avatarId }, await picture()];
      fal.faults.add({ on: 'job', kind: 'never-finish', times: 2 });
      for (let round = 0; round < rounds; round += 1) await tick();
      const orders = [
        await postgres.fixtures.generation({ ...ready, input: drawn, enhancedPrompt: 'by the sea' }),
        await postgres.fixtures.upscale({ ...ready, input: enlarged, sourceUrl: loraUrl }),
      ];
      for (const { orderId } of orders) await held(orderId);

      await work();

      expect(orders.map(({ orderId }) => jobsOf(orderId).length)).toEqual(sent);
    },
  );
});

describe('an order that is prepared as soon as it enters', () => {
  it('an order that is prepared as soon as it enters reads its avatar once', async () => {
    const { postgres, app, avatar, order, work, find } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id });
    const statements = statementsOf(postgres.database);

    await app.start(asked);
    await work();

    expect((await find(asked.orderId)).generation.state).toBe('waiting');
    expect(statements.filter((statement) => statement.includes('FROM "trainer"."avatar"'))).toHaveLength(1);
  });
});

describe('a generator with nothing to do', () => {
  it('an idle generator sends the database one query a round, even while orders wait at FAL', async () => {
    const { postgres, app, avatar, order, work, tick, find } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id });
    await app.start(asked);
    await work();
    expect((await find(asked.orderId)).generation.state).toBe('waiting');
    const statements = statementsOf(postgres.database);

    await tick();

    expect(statements).toHaveLength(1);
  });
});

describe('a message that cannot be handled', () => {
  it('a start message that is given up gives the credits back once, even when it is given up twice', async () => {
    const { postgres, engine, avatar, order, said } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id });
    const error = Object.assign(new Error(), { code: 'unexpected' });

    await postgres.database.transaction((tx) => engine.giveUpStart(asked, error as never, tx));
    await postgres.database.transaction((tx) => engine.giveUpStart(asked, error as never, tx));

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'unexpected'),
      explained(asked.orderId, 'unexpected'),
    ]);
  });
});
