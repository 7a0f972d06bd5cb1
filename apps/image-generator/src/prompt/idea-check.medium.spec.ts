import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startOpenAi, type FakeOpenAi } from '@aisha/fakes/openai';
import { Logger } from '@aisha/platform';
import { OpenAiCalls, OpenAiModerator } from '@aisha/providers/openai';
import { IdeaCheck } from './idea-check';

let openAi: FakeOpenAi;
beforeAll(async () => {
  openAi = await startOpenAi({ key: 'sk-test' });
});
afterEach(() => openAi.faults.clear());
afterAll(() => openAi.close());

const ideas = (): IdeaCheck =>
  new IdeaCheck(
    new OpenAiModerator(
      new OpenAiCalls({ OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: openAi.url }),
      'omni-moderation-latest',
    ),
    Logger.silent(),
  );

describe('the moderation of an idea', () => {
  it.each(['эротическая сцена', 'расчленённое тело', 'the suicide of a poet'])('refuses: %s', async (idea) => {
    await expect(ideas().check(idea)).rejects.toMatchObject({ code: 'prompt-refused', mayRetry: false });
  });

  it.each(['рыцарь в доспехах на фоне замка', 'a samurai who will kill him', 'портрет у костра'])(
    'lets pass: %s',
    async (idea) => {
      await expect(ideas().check(idea)).resolves.toBeUndefined();
    },
  );

  it.each(['401', '404', '429', '503', 'insufficient_quota', 'malformed', 'reset'] as const)(
    'keeps nobody from their pictures while the moderator answers %s',
    async (kind) => {
      openAi.faults.add({ on: 'moderations', kind, times: 10 });

      await expect(ideas().check('эротическая сцена')).resolves.toBeUndefined();
    },
  );

  it('waits for a moderator that does not answer no longer than a person would', async () => {
    openAi.faults.add({ on: 'moderations', kind: 'hang', times: 10 });
    const asked = Date.now();

    await ideas().check('эротическая сцена');

    expect(Date.now() - asked).toBeLessThan(20_000);
  });
});
