import { describe, expect, it } from '@jest/globals';
import type { StartGeneration } from '@aisha/kinds/messages';
import { delivered, generatorHarness, openAi, settled } from '../../spec/generator-harness';

/** A person with a delivered order, who may order something similar. */
const setup = async () => {
  const harness = await generatorHarness();
  const { app, avatar, order, work, webhook, find, jobsOf } = harness;
  const { id: avatarId } = await avatar();
  const first = order({ avatarId });
  await app.start(first);
  await work();
  await webhook(first.orderId);
  const { seed } = (await find(first.orderId)).generation;
  return {
    ...harness,
    first,
    similar: (changed: Partial<StartGeneration> = {}): StartGeneration =>
      order({ avatarId, seed, similarTo: first.orderId, ...changed }),
    /** Starts an order and returns FAL's request for it. */
    drawn: async (asked: StartGeneration) => {
      await app.start(asked);
      await work();
      return inputOf(asked);
    },
    inputOf,
  };

  function inputOf({ orderId }: StartGeneration) {
    return jobsOf(orderId)[0]?.input as { seed: number; prompt: string };
  }
};

describe('an order like an earlier one', () => {
  it('an order similar to an earlier one is drawn with the same seed and with the same prompt plus a variation, and ends in pictures', async () => {
    const { first, similar, drawn, inputOf, webhook, said } = await setup();
    const asked = similar();
    const requestsBefore = openAi.requests().length;

    const { seed, prompt } = await drawn(asked);
    await webhook(asked.orderId);

    const earlier = inputOf(first);
    expect(seed).toBe(earlier.seed);
    expect(prompt).toMatch(/^.+, .*(light|left|right).*$/);
    expect(prompt.startsWith(`${earlier.prompt}, `)).toBe(true);
    // The prompt exists already, so it is only checked again.
    expect(
      openAi
        .requests()
        .slice(requestsBefore)
        .map(({ path }) => path),
    ).toEqual(Array(3).fill('/v1/moderations')); // the words, and each of the two pictures
    expect(await said(asked.orderId)).toEqual([settled(asked.orderId, 2, 2, null), delivered(asked.orderId)]);
  });

  it('an order similar to an earlier one but in another ratio keeps the seed and the whole prompt', async () => {
    const { first, similar, drawn, inputOf } = await setup();

    const reframed = await drawn(similar({ aspectRatio: '16:9' }));

    const { seed, prompt } = inputOf(first);
    expect(reframed).toMatchObject({ seed, prompt, image_size: { width: 1_312, height: 736 } });
  });

  it('an order similar to a varied one gets the first order’s prompt with one variation, and not the varied prompt with a second variation', async () => {
    const { first, similar, drawn, inputOf } = await setup();
    const second = similar();
    await drawn(second);

    const { prompt } = await drawn(similar({ similarTo: second.orderId }));

    const { prompt: original } = inputOf(first);
    expect(prompt.startsWith(original)).toBe(true);
    expect(prompt).not.toBe(inputOf(second).prompt);
    expect(prompt.slice(original.length).split(', ')).toHaveLength(3); // three parts: an empty one, the light and the view
  });

  it('an order similar to an earlier one gets a new prompt when its idea or avatar is another one, or when it is drawn word for word', async () => {
    const { first, avatar, similar, drawn, inputOf } = await setup();
    const other = await avatar();

    const anotherIdea = await drawn(similar({ prompt: 'пират на корабле' }));
    const anotherAvatar = await drawn(similar({ input: { kind: 'avatar', avatarId: other.id } }));
    const wordForWord = await drawn(similar({ enhance: false }));

    const { prompt } = inputOf(first);
    expect(anotherIdea.prompt.startsWith(prompt)).toBe(false);
    expect(wordForWord.prompt).not.toContain('lens');
    expect(anotherAvatar.prompt.startsWith(`${other.triggerPhrase} woman, `)).toBe(true);
  });

  it('an order that claims to be similar to another person’s order gets none of that order’s words', async () => {
    const { postgres, similar, drawn, first } = await setup();
    const stranger = await postgres.fixtures.generation({
      state: 'succeeded',
      input: first.input,
      prompt: first.prompt,
      enhancedPrompt: 'words of a stranger',
    });

    const { prompt } = await drawn(similar({ similarTo: stranger.orderId }));

    expect(prompt).not.toContain('stranger');
  });
});
