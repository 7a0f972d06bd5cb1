import { describe, expect, it } from '@jest/globals';
import type { UserId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { eventually } from '@aisha/testing';
import { delivered, explained, generatorHarness, openAi, settled } from '../../spec/generator-harness';

describe('a cancelled order', () => {
  it('an order that is cancelled in our queue ends at once without a charge, and is never sent', async () => {
    const { app, avatar, order, work, said, userId, jobsOf } = await generatorHarness({ falSlots: 0 });
    const asked = order({ avatarId: (await avatar()).id });
    await app.start(asked);
    await work();

    await app.cancel({ orderId: asked.orderId, userId });
    await work();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'cancelled-by-user'),
      explained(asked.orderId, 'cancelled-by-user'),
    ]);
    expect(jobsOf(asked.orderId)).toEqual([]);
  });

  it('an order that is cancelled while FAL draws ends once and without a charge, and nothing is delivered when FAL calls back later', async () => {
    const { app, avatar, order, work, said, userId, jobsOf, find } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id });
    await app.start(asked);
    await work();

    await Promise.all([
      app.cancel({ orderId: asked.orderId, userId }, { messageId: 'the-tap' }),
      app.cancel({ orderId: asked.orderId, userId }, { messageId: 'the-tap' }),
    ]);
    await eventually(() => jobsOf(asked.orderId)[0]?.state === 'COMPLETED');
    await app.finish({
      orderId: asked.orderId,
      requestId: jobsOf(asked.orderId)[0]?.requestId ?? null,
      source: 'webhook',
    });

    expect((await find(asked.orderId)).generation).toMatchObject({ state: 'cancelled', delivered: 0 });
    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'cancelled-by-user'),
      explained(asked.orderId, 'cancelled-by-user'),
    ]);
  });

  it('a cancel does not change an order that is delivered already', async () => {
    const { app, avatar, order, work, webhook, said, userId } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id, pictureCount: 1 });
    await app.start(asked);
    await work();
    await webhook(asked.orderId);

    await app.cancel({ orderId: asked.orderId, userId });

    expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 1, 1, null), delivered(asked.orderId)]);
  });

  it('a person cannot cancel another person’s order', async () => {
    const { app, avatar, order, work, said, find } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id });
    await app.start(asked);
    await work();

    await app.cancel({ orderId: asked.orderId, userId: newId<UserId>() });

    expect((await find(asked.orderId)).generation.state).toBe('waiting');
    expect(await said(asked.orderId)).toEqual([]);
  });

  it('an order that is cancelled before it arrives ends when it arrives, and neither OpenAI nor FAL gets a request', async () => {
    const { app, avatar, order, work, find, said, userId, jobsOf } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id });
    const prompts = openAi.requests().length;

    await app.cancel({ orderId: asked.orderId, userId });
    await app.cancel({ orderId: asked.orderId, userId });
    await app.start(asked);
    await work();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'cancelled-by-user'),
      explained(asked.orderId, 'cancelled-by-user'),
    ]);
    expect((await find(asked.orderId)).generation).toMatchObject({ state: 'cancelled', delivered: 0 });
    expect(jobsOf(asked.orderId)).toEqual([]);
    expect(openAi.requests()).toHaveLength(prompts);
  });

  it('an order that is cancelled at the moment when it arrives ends once', async () => {
    const { app, avatar, order, work, said, userId, jobsOf } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id });

    await Promise.all([app.cancel({ orderId: asked.orderId, userId }), app.start(asked)]);
    await work();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 2, 'cancelled-by-user'),
      explained(asked.orderId, 'cancelled-by-user'),
    ]);
    expect(jobsOf(asked.orderId)).toEqual([]);
  });

  it('a person cannot cancel another person’s order before it arrives: that order is drawn', async () => {
    const { app, avatar, order, work, said, jobsOf } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id });

    await app.cancel({ orderId: asked.orderId, userId: newId<UserId>() });
    await app.start(asked);
    await work();

    expect(await said(asked.orderId)).toEqual([]);
    expect(jobsOf(asked.orderId)).toHaveLength(1);
  });
});
