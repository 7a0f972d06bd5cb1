import { ListedCalls } from '@aisha/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { MODERATION_CATEGORIES, startOpenAi, type FakeOpenAi, type ModerationCategory } from '@aisha/fakes/openai';
import { OpenAiCalls, OpenAiModerator } from '@aisha/providers/openai';
import { INNOCENT_IDEAS, REFUSED_IDEAS } from '../../spec/tricky-ideas';
import { REFUSED_CATEGORIES, TextCheck } from './text-check';

let openAi: FakeOpenAi;
beforeAll(async () => {
  openAi = await startOpenAi({ key: 'sk-test' });
});
afterEach(() => openAi.faults.clear());
afterAll(() => openAi.close());

const texts = (): TextCheck =>
  new TextCheck(
    new OpenAiModerator(
      new OpenAiCalls({ OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: openAi.url }, new ListedCalls()),
      'omni-moderation-latest',
    ),
  );
const REFUSED = { code: 'prompt-refused', mayRetry: false };
const UNKNOWN = { code: 'moderator-unavailable', mayRetry: true };

/** For each category of OpenAI, whether the studio draws an idea of that category. */
const IS_DRAWN: Readonly<Record<ModerationCategory, boolean>> = {
  sexual: false,
  'sexual/minors': false,
  'self-harm': false,
  'self-harm/intent': false,
  'self-harm/instructions': false,
  'violence/graphic': false,
  violence: true,
  harassment: true,
  'harassment/threatening': true,
  hate: true,
  'hate/threatening': true,
  illicit: true,
  'illicit/violent': true,
};

describe('a text that the moderator has read', () => {
  it.each(['эротическая сцена', 'расчленённое тело', 'the suicide of a poet'])(
    'a text is refused after the moderator has read it: %s',
    async (idea) => {
      await expect(texts().check(idea)).rejects.toMatchObject(REFUSED);
    },
  );

  it.each(['рыцарь в доспехах на фоне замка', 'a samurai who will kill him', 'портрет у костра'])(
    'a text passes after the moderator has read it: %s',
    async (idea) => {
      await expect(texts().check(idea)).resolves.toBeUndefined();
    },
  );

  it.each(MODERATION_CATEGORIES)(
    'a text that the moderator flags as %s alone is refused exactly when the studio does not draw that category',
    async (category) => {
      openAi.faults.add({ on: 'moderations', kind: 'flagged', category });

      const checked = texts().check('закат на море');

      if (IS_DRAWN[category]) await expect(checked).resolves.toBeUndefined();
      else await expect(checked).rejects.toMatchObject({ ...REFUSED, facts: { categories: category } });
    },
  );

  it('the refused categories are exactly those that the studio does not draw', () => {
    const refused = MODERATION_CATEGORIES.filter((category) => !IS_DRAWN[category]);

    expect([...REFUSED_CATEGORIES].toSorted()).toEqual(refused.toSorted());
  });

  it('the moderator gets a text as the person wrote it, not as the rules read it', async () => {
    await texts().check('Ёлка\u200b и Café');

    expect(openAi.requests().at(-1)?.body).toMatchObject({ input: 'Ёлка\u200b и Café' });
  });
});

describe('a text while the moderator is away', () => {
  it.each([
    ...(['401', '403', '404', '429', '500', '503', '502-html', 'insufficient_quota'] as const),
    ...(['malformed', 'cut', 'reset', 'hang', 'no-results', 'no-categories'] as const),
  ])('a text cannot pass while the moderator is away, because its check throws: %s', async (kind) => {
    openAi.faults.add({ on: 'moderations', kind, times: 10 });

    await expect(texts().check('портрет у костра')).rejects.toMatchObject(UNKNOWN);
  });
});

it('a text that asks for the face of a named person is refused with an error of its own, and no model reads it', async () => {
  const before = openAi.requests().length;

  await expect(texts().check('рядом с Илоном Маском')).rejects.toMatchObject({
    code: 'prompt-names-person',
    mayRetry: false,
  });
  expect(openAi.requests()).toHaveLength(before);
});

describe('the list of tricky ideas', () => {
  const [refused, innocent] = [Object.values(REFUSED_IDEAS).flat(), Object.values(INNOCENT_IDEAS).flat()];

  it('the list of tricky ideas has enough entries, in five languages', () => {
    expect(refused.length).toBeGreaterThanOrEqual(60);
    expect(innocent.length).toBeGreaterThanOrEqual(40);
    for (const ideas of [...Object.values(REFUSED_IDEAS), ...Object.values(INNOCENT_IDEAS)])
      expect(ideas.length).toBeGreaterThanOrEqual(5);
  });

  it.each(refused)(
    'an idea of the list of tricky ideas is refused with the moderator and without it: %s',
    async (idea) => {
      await expect(texts().check(idea)).rejects.toMatchObject(REFUSED);

      openAi.faults.add({ on: 'moderations', kind: '401', times: 10 });
      await expect(texts().check(idea)).rejects.toMatchObject(REFUSED);
    },
  );

  it.each(innocent)(
    'an innocent idea that looks like those of the list passes with the moderator, and waits without it: %s',
    async (idea) => {
      await expect(texts().check(idea)).resolves.toBeUndefined();

      openAi.faults.add({ on: 'moderations', kind: '401', times: 10 });
      await expect(texts().check(idea)).rejects.toMatchObject(UNKNOWN);
    },
  );
});
