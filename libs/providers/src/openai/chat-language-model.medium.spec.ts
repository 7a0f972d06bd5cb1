import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startCompatible, type FakeCompatible } from '@aisha/fakes/openai';
import { ListedCalls } from '@aisha/testing';
import { ChatLanguageModel } from './chat-language-model';
import { OpenAiCalls } from './openai-calls';
import { question, titleForm } from '../../spec/titles';

const KEY = 'of-another-server';
const MODEL = 'open-model-70b';

let server: FakeCompatible;
let asked = 0;
beforeAll(async () => {
  server = await startCompatible({ key: KEY, models: [MODEL] });
});
afterEach(() => server.faults.clear());
afterAll(() => server.close());

const setup = (price?: { readonly input: number; readonly output: number }) => {
  asked = server.requests().length;
  const ledger = new ListedCalls();
  const calls = new OpenAiCalls({ OPENAI_API_KEY: KEY, OPENAI_BASE_URL: server.url }, ledger);
  return { ledger, model: new ChatLanguageModel(calls, MODEL, price) };
};
const requests = () => server.requests().slice(asked);

describe('an answer by Chat Completions', () => {
  it('an answer by Chat Completions comes back in the asked form; the request has the schema twice, and names the person by a hash', async () => {
    expect(await setup().model.answer(titleForm, question)).toEqual({ title: expect.stringMatching(/\w/) });

    expect(requests()).toMatchObject([{ path: '/v1/chat/completions', status: 200 }]);
    const { messages, ...body } = requests()[0]!.body as {
      messages: { role: string; content: string }[];
      user: string;
    };
    expect(body).toMatchObject({
      model: MODEL,
      max_tokens: 2_000,
      response_format: { type: 'json_schema', json_schema: { name: 'title', schema: titleForm.schema, strict: true } },
    });
    expect(body.user).toMatch(/^[0-9a-f]{32}$/);
    expect(messages).toEqual([
      { role: 'system', content: expect.stringContaining(JSON.stringify(titleForm.schema)) },
      { role: 'user', content: question.input },
    ]);
    expect(messages[0]!.content).toContain(question.instructions);
  });

  it('an answer by Chat Completions is read out of a block of Markdown', async () => {
    server.faults.add({ on: 'completions', kind: 'fenced' });

    expect(await setup().model.answer(titleForm, question)).toEqual({ title: expect.stringMatching(/\w/) });
  });

  it('an answer by Chat Completions that was cut short is asked for once more, with three times as many tokens allowed', async () => {
    server.faults.add({ on: 'completions', kind: 'cut-short' });

    await setup().model.answer(titleForm, { ...question, maxOutputTokens: 700 });

    expect(requests().map(({ body }) => (body as { max_tokens: number }).max_tokens)).toEqual([700, 2_100]);
  });

  it('an answer by Chat Completions that is cut short twice is an error', async () => {
    server.faults.add({ on: 'completions', kind: 'cut-short', times: 2 });

    await expect(setup().model.answer(titleForm, question)).rejects.toMatchObject({
      code: 'provider-answer-unreadable',
      facts: { cutShort: true },
    });
    expect(requests()).toHaveLength(2);
  });

  it.each([
    ['refusal', 'prompt-refused', 1],
    ['content-filter', 'prompt-refused', 1],
    ['prose', 'provider-answer-unreadable', 1],
    ['401', 'provider-refused-key', 1],
    ['429', 'provider-busy', 3],
    ['500', 'provider-unreachable', 3],
  ] as const)(
    'an answer by Chat Completions that meets the fault %s fails with the code %s, after %i requests',
    async (kind, code, times) => {
      server.faults.add({ on: 'completions', kind, times: 3 });

      await expect(setup().model.answer(titleForm, question)).rejects.toMatchObject({ code });

      expect(requests()).toHaveLength(times);
    },
  );

  it('an answer by Chat Completions costs the use that the server reports, at the operator’s price', async () => {
    const { ledger, model } = setup({ input: 4, output: 40 });

    await model.answer(titleForm, question);

    const { messages } = requests()[0]!.body as { messages: { content: string }[] };
    const read = Math.ceil(messages.reduce((sum, { content }) => sum + content.length, 0) / 4);
    const [call] = ledger.calls;
    expect(call).toMatchObject({ model: MODEL, reason: 'order' });
    expect(call!.microDollars).toBeGreaterThan(read * 4);
    expect(call!.microDollars).toBeLessThan(read * 4 + 100 * 40);
  });

  it('an answer by Chat Completions costs no more than its request can use, however much use the server reports', async () => {
    server.faults.add({ on: 'completions', kind: 'huge-usage' });
    const { ledger, model } = setup({ input: 4, output: 40 });

    await model.answer(titleForm, question);

    const { messages } = requests()[0]!.body as { messages: { content: string }[] };
    const characters = messages.reduce((sum, { content }) => sum + content.length, 0);
    expect(ledger.calls[0]!.microDollars).toBeLessThanOrEqual((2 * characters + 5_000) * 4 + 2_000 * 40);
  });

  it('an answer by Chat Completions is booked at the most that it may cost when the server does not report its use', async () => {
    server.faults.add({ on: 'completions', kind: 'no-usage' });
    const { ledger, model } = setup({ input: 0, output: 10 });

    await model.answer(titleForm, question);

    expect(ledger.calls).toMatchObject([{ microDollars: 2_000 * 10 }]);
  });

  it('an answer by Chat Completions costs a millionth of a dollar at a server that asks nothing, so that it counts among the answers of its piece', async () => {
    const { ledger, model } = setup({ input: 0, output: 0 });

    await model.answer(titleForm, question);

    expect(ledger.calls).toMatchObject([{ microDollars: 1 }]);
  });
});
