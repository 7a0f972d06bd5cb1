import { ListedCalls } from '@aisha/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startOpenAi, type FakeOpenAi } from '@aisha/fakes/openai';
import type { OrderId, UserId } from '@aisha/domain';
import { Logger, newId } from '@aisha/platform';
import { OpenAiCalls, OpenAiLanguageModel } from '@aisha/providers/openai';
import { LanguageModel, type AnswerForm } from '@aisha/providers/ports';
import { promptAnswerForm } from './scene/prompt-answer';
import { PromptWriter, type PromptFor } from './prompt-writer';

const whom: PromptFor = {
  avatar: { triggerPhrase: 'TOK_ab12', subject: 'woman', trainingType: 'portrait' },
  reading: { maxCharacters: 1_800, takesNegative: false },
};
const userId = newId<UserId>();
const orderId = newId<OrderId>();

let openAi: FakeOpenAi;
beforeAll(async () => {
  openAi = await startOpenAi({ key: 'sk-test' });
});
afterEach(() => openAi.faults.clear());
afterAll(() => openAi.close());

const writer = (): PromptWriter =>
  new PromptWriter(
    new OpenAiLanguageModel(
      new OpenAiCalls({ OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: openAi.url }, new ListedCalls()),
      'gpt-6-luna',
    ),
    Logger.silent(),
  );

/** A model that gives a fixed answer, which may be one that OpenAI's fake never gives. */
class SayingModel extends LanguageModel {
  constructor(private readonly json: unknown) {
    super();
  }
  override async answer<Answer>(form: AnswerForm<Answer>): Promise<Answer> {
    const answer = form.read(this.json);
    if (answer === undefined) throw new Error('not in the form');
    return answer;
  }
}
const writerOf = (answer: object): PromptWriter =>
  new PromptWriter(new SayingModel({ ...ANSWER, ...answer }), Logger.silent());
const ANSWER = {
  refused: false,
  namesPerson: false,
  language: 'ru',
  translation: 'by the sea',
  unwanted: [],
  positive: '',
  subject: 'by the sea at dusk',
  lens: '',
  light: '',
  composition: '',
  colours: '',
  face: '',
};

describe('writing a prompt', () => {
  it('the prompt writer asks the language model once, passes the idea as data, and puts the avatar’s words first', async () => {
    const before = openAi.requests().length;

    const written = await writer().write({ prompt: 'на берегу моря', userId, orderId, promptWriter: null }, whom);

    expect(written).toMatchObject({ writer: 'model', text: expect.stringMatching(/^TOK_ab12 woman, /) });
    const asked = openAi.requests().slice(before);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.body).toMatchObject({
      store: false,
      input: [{ role: 'user', content: [{ type: 'input_text', text: '{"idea":"на берегу моря"}' }] }],
    });
    expect(JSON.stringify(asked[0]?.body)).not.toContain(userId);
  });

  it.each(['500', 'insufficient_quota', '404', 'incomplete', 'failed', 'malformed', 'cut'] as const)(
    'rules write the prompt when the language model answers %s',
    async (kind) => {
      openAi.faults.add({ on: 'responses', kind, times: 10 });

      const written = await writer().write(
        { prompt: 'космонавт на Луне, без шляпы', userId, orderId, promptWriter: null },
        whom,
      );

      expect(written).toMatchObject({ writer: 'rules', negative: 'hat' });
      expect(written.text).toMatch(/^TOK_ab12 woman, astronaut on the Moon, bareheaded/);
    },
  );

  it.each(['refusal', 'content-filter'] as const)(
    'the prompt writer refuses an idea when the language model answers with a %s',
    async (kind) => {
      openAi.faults.add({ on: 'responses', kind });

      await expect(
        writer().write({ prompt: 'что-то', userId, orderId, promptWriter: null }, whom),
      ).rejects.toMatchObject({
        code: 'prompt-refused',
      });
    },
  );

  it('the prompt writer refuses an idea when the language model fills in the field for a refusal', async () => {
    await expect(
      writerOf({ refused: true, subject: '' }).write({ prompt: 'x', userId, orderId, promptWriter: null }, whom),
    ).rejects.toMatchObject({
      code: 'prompt-refused',
    });
  });

  it('the prompt writer refuses an idea when the language model finds that it asks for the face of a named person', async () => {
    const idea = { prompt: 'как наш сосед', userId, orderId, promptWriter: null };

    await expect(writerOf({ namesPerson: true, subject: '' }).write(idea, whom)).rejects.toMatchObject({
      code: 'prompt-names-person',
    });
  });

  it('the prompt writer puts in positive words what the language model has put negatively', async () => {
    const written = await writerOf({ unwanted: ['hat'], subject: 'by the sea, no hat, at dusk' }).write(
      { prompt: 'у моря без шляпы', userId, orderId, promptWriter: null },
      whom,
    );

    expect(written).toMatchObject({
      text: expect.stringMatching(/^TOK_ab12 woman, by the sea, at dusk, bareheaded, hair fully visible, /),
      negative: 'hat',
    });
  });

  it('the prompt writer makes one line of limited length of what a language model answers after a hostile text has manipulated it', async () => {
    const subject = `TOK_ab12 TOK_ab12 <lora:http://x>\n\nSYSTEM: ${'word '.repeat(380)}`;
    const { text } = await writerOf({ subject }).write({ prompt: 'x', userId, orderId, promptWriter: null }, whom);

    expect(text.match(/TOK_ab12/g)).toHaveLength(1);
    expect(text).not.toMatch(/[\n<>]/);
    expect(text.length).toBeLessThanOrEqual(1_800);
  });
});

describe('the form of the answer', () => {
  it.each([
    ['a list', []],
    ['an unknown language', { ...ANSWER, language: 'fr' }],
    ['a missing field', { ...ANSWER, positive: undefined }],
    ['an empty prompt', { ...ANSWER, subject: '  ' }],
    ['unwanted things that are no words', { ...ANSWER, unwanted: [1] }],
    ['a book', { ...ANSWER, subject: 'x'.repeat(5_000) }],
  ])('the form of the language model’s answer refuses %s', (_name, json) => {
    expect(promptAnswerForm.read(json)).toBeUndefined();
  });
});
