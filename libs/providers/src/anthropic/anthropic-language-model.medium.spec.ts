import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startAnthropic, type FakeAnthropic } from '@aisha/fakes/anthropic';
import { ListedCalls } from '@aisha/testing';
import { OpenAiCalls } from '../openai';
import { anthropicHeaders, AnthropicLanguageModel } from './anthropic-language-model';
import { question, titleForm } from '../../spec/titles';

const KEY = 'sk-ant-key';
const MODEL = 'claude-haiku-5-5';

let anthropic: FakeAnthropic;
let asked = 0;
beforeAll(async () => {
  anthropic = await startAnthropic({ key: KEY, models: [MODEL] });
});
afterEach(() => anthropic.faults.clear());
afterAll(() => anthropic.close());

const setup = (key = KEY) => {
  asked = anthropic.requests().length;
  const ledger = new ListedCalls();
  const at = { OPENAI_API_KEY: key, OPENAI_BASE_URL: anthropic.url };
  const calls = new OpenAiCalls(at, ledger, { name: 'api.anthropic.com', headers: anthropicHeaders(key) });
  return { ledger, model: new AnthropicLanguageModel(calls, MODEL, { input: 1, output: 5 }) };
};
const requests = () => anthropic.requests().slice(asked);

describe('an answer by Anthropic', () => {
  it('an answer by Anthropic comes in the asked form; the request has our words apart from the person’s, and names the person by a hash', async () => {
    expect(await setup().model.answer(titleForm, question)).toEqual({ title: expect.stringMatching(/\w/) });

    expect(requests()).toMatchObject([
      {
        path: '/v1/messages',
        status: 200,
        body: {
          model: MODEL,
          max_tokens: 2_000,
          system: question.instructions,
          messages: [{ role: 'user', content: question.input }],
          output_config: { format: { type: 'json_schema', schema: titleForm.schema } },
          metadata: { user_id: expect.stringMatching(/^[0-9a-f]{32}$/) },
        },
      },
    ]);
  });

  it('an answer by Anthropic is found after the model’s thinking', async () => {
    anthropic.faults.add({ on: 'messages', kind: 'thinking-first' });

    expect((await setup().model.answer(titleForm, question)).title).not.toBe('a thought');
  });

  it('an answer by Anthropic that was cut short is asked for once more, with three times as many tokens allowed', async () => {
    anthropic.faults.add({ on: 'messages', kind: 'cut-short' });

    await setup().model.answer(titleForm, { ...question, maxOutputTokens: 700 });

    expect(requests().map(({ body }) => (body as { max_tokens: number }).max_tokens)).toEqual([700, 2_100]);
  });

  it.each([
    ['refusal', 'prompt-refused', 1],
    ['prose', 'provider-answer-unreadable', 1],
    ['400', 'provider-failed', 1],
    ['401', 'provider-refused-key', 1],
    ['402', 'provider-out-of-credit', 1],
    ['429', 'provider-busy', 3],
    ['500', 'provider-unreachable', 3],
    ['529', 'provider-busy', 3],
  ] as const)(
    'an answer by Anthropic that meets the fault %s fails with the code %s, after %i requests',
    async (kind, code, times) => {
      anthropic.faults.add({ on: 'messages', kind, times: 3 });

      await expect(setup().model.answer(titleForm, question)).rejects.toMatchObject({ code });

      expect(requests()).toHaveLength(times);
    },
  );

  it('an answer by Anthropic is booked to Anthropic, by the use that Anthropic reports', async () => {
    const { ledger, model } = setup();

    const { title } = await model.answer(titleForm, question);

    const read = Math.ceil((question.instructions.length + question.input.length) / 4);
    const written = Math.ceil(JSON.stringify({ title }).length / 4);
    expect(ledger.calls).toMatchObject([
      { provider: 'api.anthropic.com', model: MODEL, microDollars: read + written * 5 },
    ]);
  });

  it('an answer by Anthropic costs nothing when Anthropic refuses by status, and the error does not contain the key', async () => {
    const { ledger, model } = setup('sk-ant-wrong');

    const error = await model.answer(titleForm, question).catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ code: 'provider-refused-key' });
    expect(JSON.stringify(error)).not.toContain('sk-ant-wrong');
    expect(ledger.cost).toBe(0);
  });
});
