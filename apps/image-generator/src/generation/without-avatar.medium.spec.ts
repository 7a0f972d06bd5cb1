import { describe, expect, it } from '@jest/globals';
import type { AvatarId } from '@aisha/domain';
import type { StartGeneration } from '@aisha/kinds/messages';
import { newId } from '@aisha/platform';
import { delivered, drawsWhole, explained, fal, generatorHarness, settled } from '../../spec/generator-harness';

/** A person who orders pictures from an idea alone. */
const setup = async () => {
  const harness = await generatorHarness();
  const { app, order, work, webhook, jobsOf } = harness;
  const ofIdea = (changed: Partial<StartGeneration> = {}): StartGeneration => {
    const anything = { avatarId: newId<AvatarId>(), prompt: 'маяк на скале в шторм', aspectRatio: '16:9' } as const;
    return order({ ...anything, input: { kind: 'idea' }, pictureCount: 1, ...changed });
  };
  const isDrawn = async (asked: StartGeneration) => {
    await app.start(asked);
    await work();
    await webhook(asked.orderId);
    return jobsOf(asked.orderId)[0];
  };
  return { ...harness, ofIdea, isDrawn };
};

describe('pictures without an avatar', () => {
  it('pictures without an avatar are drawn by ultra in four megapixels, without any word of an avatar’s model', async () => {
    drawsWhole();
    const { ofIdea, isDrawn, find, said, uploads } = await setup();
    const asked = ofIdea({ pictureCount: 2 });

    const job = await isDrawn(asked);

    expect(job).toMatchObject({
      endpoint: 'fal-ai/flux-pro/v1.1-ultra',
      input: { aspect_ratio: '16:9', num_images: 2 },
    });
    expect(JSON.stringify(job?.input)).not.toMatch(/lora|tok[0-9a-f]/i);
    const { generation, pictures } = await find(asked.orderId);
    expect(generation).toMatchObject({
      state: 'succeeded',
      input: { kind: 'idea' },
      generationConfig: {},
      timedAs: 'idea.2',
    });
    expect(pictures.map(({ width, height }) => [width, height])).toEqual([
      [2_752, 1_536],
      [2_752, 1_536],
    ]);
    expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 2, 2, null), delivered(asked.orderId)]);
    expect(uploads()).toBe(0);
  });

  it('the trigger phrase of an avatar alone is no idea for pictures without an avatar: the order ends without a charge', async () => {
    const { app, ofIdea, work, said } = await setup();
    const asked = ofIdea({ prompt: 'aisha_ko7bi2xa9ru4 woman', enhance: false });

    await app.start(asked);
    await work();

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 1, 'prompt-is-riddle'),
      explained(asked.orderId, 'prompt-is-riddle'),
    ]);
  });

  it('pictures without an avatar that are not decent are neither delivered nor charged', async () => {
    const { ofIdea, isDrawn, said } = await setup();
    fal.faults.add({ on: 'job', kind: 'nsfw' });
    const asked = ofIdea();

    await isDrawn(asked);

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 1, 'result-not-decent'),
      explained(asked.orderId, 'result-not-decent'),
    ]);
  });

  it('pictures without an avatar cost nothing when ultra refuses to draw them, and the person reads the reason', async () => {
    const { ofIdea, isDrawn, said } = await setup();
    fal.faults.add({ on: 'job', kind: 'fail', errorType: 'content_policy_violation' });
    const asked = ofIdea();

    await isDrawn(asked);

    expect(await said(asked.orderId)).toEqual([
      settled(asked.orderId, 0, 1, 'prompt-refused'),
      explained(asked.orderId, 'prompt-refused'),
    ]);
  });

  it('pictures without an avatar keep the prompt of similar earlier ones, but never the prompt of pictures with an avatar', async () => {
    const { ofIdea, isDrawn, avatar, order, find } = await setup();
    const { id: avatarId, triggerPhrase } = await avatar();
    const first = ofIdea();
    const ofAvatar = order({ avatarId, prompt: first.prompt });
    for (const asked of [first, ofAvatar]) await isDrawn(asked);
    const { enhancedPrompt, seed } = (await find(first.orderId)).generation;

    const alike = await isDrawn(ofIdea({ seed, similarTo: first.orderId }));
    const likeAnAvatar = await isDrawn(ofIdea({ similarTo: ofAvatar.orderId }));

    expect(alike?.input).toMatchObject({ seed, prompt: expect.stringContaining(enhancedPrompt!) });
    expect(likeAnAvatar?.input['prompt']).not.toContain(triggerPhrase);
  });

  it('the words of pictures without an avatar are deleted with the pictures; the words of pictures with an avatar stay', async () => {
    const { app, ofIdea, isDrawn, find, userId, avatar, order } = await setup();
    const ofAvatar = order({ avatarId: (await avatar()).id });
    for (const asked of [ofIdea(), ofAvatar]) {
      await isDrawn(asked);
      await app.remove({ orderId: asked.orderId, userId });
      const isKept = asked === ofAvatar;
      const { prompt, enhancedPrompt } = (await find(asked.orderId)).generation;
      expect([prompt, enhancedPrompt].map(Boolean)).toEqual([isKept, isKept]);
    }
  });

  it('pictures without an avatar cannot become a main photo', async () => {
    const { app, ofIdea, isDrawn, find, userId } = await setup();
    const asked = ofIdea();
    await isDrawn(asked);
    const { pictures } = await find(asked.orderId);
    const picture = { orderId: asked.orderId, userId, pictureId: pictures[0]!.id };

    await app.mark({ ...picture, mark: 'main-photo', isOn: true });
    await app.mark({ ...picture, mark: 'favourite', isOn: true });

    expect((await find(asked.orderId)).pictures).toMatchObject([{ mainOf: null, favouriteAt: expect.any(Date) }]);
  });
});
