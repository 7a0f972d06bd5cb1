import { describe, expect, it } from '@jest/globals';
import { LANGUAGES, lookOf, LOOKS } from '@aisha/domain';
import { lookName } from '@aisha/words';
import { generatorHarness, openAi } from '../../spec/generator-harness';
import { brokenRule } from '../moderation/word-rules';

const requestsToModel = () => openAi.requests().filter(({ path }) => path.endsWith('/responses')).length;
/** Counts how often the language model is asked from now on. */
const countedModel = () => {
  const before = requestsToModel();
  return () => requestsToModel() - before;
};

describe('a look of the catalogue', () => {
  it('a look of the catalogue is drawn with its own prompt after the avatar’s words, and no language model is paid', async () => {
    const { app, avatar, order, work, webhook, find } = await generatorHarness();
    const { id: avatarId, triggerPhrase } = await avatar();
    const asked = order({ avatarId, prompt: 'Нуар', look: 'noir' });
    const languageModelAsked = countedModel();

    await app.start(asked);
    await work();
    await webhook(asked.orderId);

    const drawn = (await find(asked.orderId))?.generation;
    expect(drawn).toMatchObject({ state: 'succeeded', prompt: 'Нуар', promptWriter: 'look' });
    expect((await find(asked.orderId))?.pictures.map(({ lookGroup }) => lookGroup)).toContain('cinema');
    expect(drawn?.enhancedPrompt).toBe(`${triggerPhrase} woman, ${lookOf('noir')?.prompt}`);
    expect(languageModelAsked()).toBe(0);
  });

  it('a look that only a later release’s catalogue has is drawn by its name, like any idea', async () => {
    const { app, avatar, order, work, find } = await generatorHarness();
    const asked = order({ avatarId: (await avatar()).id, prompt: 'Рыцарь', look: 'of-tomorrow' });
    const languageModelAsked = countedModel();

    await app.start(asked);
    await work();

    const { promptWriter, enhancedPrompt } = (await find(asked.orderId))?.generation ?? {};
    expect(promptWriter).not.toBe('look');
    expect(enhancedPrompt).toMatch(/knight/i);
    expect(languageModelAsked()).toBe(1);
  });

  it.each(
    LOOKS.map((look) => [look.id, [look.prompt, ...LANGUAGES.map((language) => lookName(look, language))]] as const),
  )('the look %s passes our own rules on what may be drawn', (_, texts) => {
    for (const text of texts) expect(brokenRule(text)).toBeNull();
  });
});
