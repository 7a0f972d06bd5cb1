import { describe, expect, it } from '@jest/globals';
import { startAnthropic } from '@aisha/fakes/anthropic';
import { startCompatible, startOpenAi } from '@aisha/fakes/openai';
import { Clock, Health, Logger, parseConfig } from '@aisha/platform';
import { afterThisTest, ListedCalls, ManualClock } from '@aisha/testing';
import { NestFactory } from '@nestjs/core';
import { ModelCatalogue, shippedCatalogue } from '../catalogue';
import { CallLedger } from '../ports/call-ledger';
import { WithOpenAi } from '../openai';
import { LanguageModel, Moderator } from '../ports';
import { question, titleForm } from '../../spec/titles';
import { WithModerator, WithTextModel } from './models.config';
import { ModelsModule } from './models.module';

class Config extends WithModerator(WithTextModel(WithOpenAi(Object))) {}

const OPENAI_KEY = 'sk-of-openai';
const OTHER_KEY = 'of-another-server';
const MODEL = 'open-model-70b';

class Surroundings {}

const setup = async ({ OPENAI_API_KEY = OPENAI_KEY, ...settings }: Readonly<Record<string, string>>) => {
  const ledger = new ListedCalls();
  const openAi = await startOpenAi({ key: OPENAI_KEY });
  const other = await startCompatible({ key: OTHER_KEY, models: [MODEL] });
  afterThisTest(() => openAi.close());
  afterThisTest(() => other.close());
  const config = parseConfig(Config, {
    OPENAI_API_KEY,
    OPENAI_BASE_URL: openAi.url,
    ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, value.replace('<other>', other.url)])),
  });
  const health = new Health();
  const app = await NestFactory.createApplicationContext(
    {
      module: Surroundings,
      global: true,
      imports: [ModelsModule.forApp(Config, ['TEXT', 'MODERATION'])],
      providers: [
        { provide: Config, useValue: config },
        { provide: CallLedger, useValue: ledger },
        { provide: ModelCatalogue, useValue: shippedCatalogue() },
        { provide: Clock, useValue: new ManualClock() },
        { provide: Logger, useValue: Logger.silent() },
        { provide: Health, useValue: health },
      ],
      exports: [Config, CallLedger, ModelCatalogue, Clock, Logger, Health],
    },
    { logger: false },
  );
  afterThisTest(() => app.close());
  return { openAi, other, health, ledger, text: app.get(LanguageModel), moderator: app.get(Moderator) };
};

const ELSEWHERE = {
  TEXT_MODEL: MODEL,
  TEXT_MODEL_URL: '<other>',
  TEXT_MODEL_KEY: OTHER_KEY,
  TEXT_MODEL_PROTOCOL: 'chat',
};
const paths = ({ requests }: { readonly requests: () => readonly { readonly path: string }[] }) =>
  requests().map(({ path }) => path);

describe('a model', () => {
  it('OpenAI serves a model unless the model has an address of its own', async () => {
    const { openAi, other, text, moderator } = await setup({});

    await text.answer(titleForm, question);
    await moderator.judge('two friends');

    expect(paths(openAi)).toEqual(['/v1/responses', '/v1/moderations']);
    expect(other.requests()).toEqual([]);
  });

  it('a model of another server is called there, with the key of that server; the moderator is still called at OpenAI', async () => {
    const { openAi, other, text, moderator, ledger } = await setup({ ...ELSEWHERE, TEXT_MODEL_PRICE: '0/10' });

    await text.answer(titleForm, question);
    await moderator.judge('two friends');

    expect(other.requests()).toMatchObject([{ path: '/v1/chat/completions', model: MODEL, status: 200 }]);
    expect(paths(openAi)).toEqual(['/v1/moderations']);
    expect(ledger.cost % 10).toBe(0); // the tokens that the model read cost nothing
    expect(ledger.cost).toBeLessThan(1_000);
  });

  it('a model with an address and without a key is refused at start, so that no key goes where it does not belong', async () => {
    const { TEXT_MODEL_KEY: _, ...keyless } = ELSEWHERE;

    await expect(setup(keyless)).rejects.toThrow(/TEXT_MODEL_KEY/);
  });

  it('a model of Anthropic’s needs a key of its own, though it needs no address', async () => {
    await expect(setup({ TEXT_MODEL: MODEL, TEXT_MODEL_PROTOCOL: 'anthropic' })).rejects.toThrow(/TEXT_MODEL_KEY/);
  });

  it('the start asks for no key at OpenAI once each model has a server and a key of its own', async () => {
    const moderation = { MODERATION_MODEL: MODEL, MODERATION_MODEL_URL: '<other>', MODERATION_MODEL_KEY: OTHER_KEY };
    const { openAi, other, health, text } = await setup({ ...ELSEWHERE, ...moderation, OPENAI_API_KEY: '' });

    await text.answer(titleForm, question);

    expect(await health.all()).toMatchObject([{ name: new URL(other.url).host, ok: true }]);
    expect(openAi.requests()).toEqual([]);
  });

  it('the start is refused without a key at OpenAI while one model is left there', async () => {
    await expect(setup({ ...ELSEWHERE, OPENAI_API_KEY: '' })).rejects.toThrow(/OPENAI_API_KEY/);
  });

  it.each(['0.27', '0,27/1.1', 'free'])('%s is no price of a model', async (price) => {
    await expect(setup({ TEXT_MODEL_PRICE: price })).rejects.toThrow(/TEXT_MODEL_PRICE/);
  });
});

describe('a server of models', () => {
  it('a server of models is a dependency of its own, and a model is found there even if the server only has a list of its models', async () => {
    const { health, other } = await setup(ELSEWHERE);

    expect(await health.all()).toMatchObject([
      { name: new URL(other.url).host, ok: true },
      { name: 'openai', ok: true },
    ]);
  });

  it('a server of Anthropic’s models is asked by Anthropic’s protocol, for answers and for its models', async () => {
    const anthropic = await startAnthropic({ key: OTHER_KEY, models: [MODEL] });
    afterThisTest(() => anthropic.close());
    const at = { TEXT_MODEL_PROTOCOL: 'anthropic', TEXT_MODEL_URL: anthropic.url };
    const { health, text, openAi, ledger } = await setup({ ...ELSEWHERE, ...at });

    await text.answer(titleForm, question);
    await health.all();

    expect(anthropic.requests()).toMatchObject([
      { path: '/v1/messages', status: 200 },
      { path: `/v1/models/${MODEL}`, status: 200 },
    ]);
    expect(paths(openAi)).toEqual(['/v1/models/omni-moderation-latest']);
    expect(ledger.calls).toMatchObject([{ provider: new URL(anthropic.url).host }]);
  });

  it('a server without the model is reported by its own name', async () => {
    const { health, other } = await setup({ ...ELSEWHERE, TEXT_MODEL: 'gone-model' });

    expect(await health.all()).toMatchObject([
      { name: new URL(other.url).host, ok: false, note: 'provider-failed' },
      { name: 'openai', ok: true },
    ]);
  });
});
