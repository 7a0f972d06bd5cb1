import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startOpenAi, type FakeOpenAi } from '@aisha/fakes/openai';
import { encoded, spoken } from '@aisha/fakes/spoken-words';
import { AppError } from '@aisha/domain';
import { errorFields, Logger } from '@aisha/platform';
import { afterThisTest, eventually, ListedCalls, ManualClock } from '@aisha/testing';
import { register } from 'prom-client';
import sharp from 'sharp';
import { ModelsHealth } from './models-health';
import { OpenAiCalls } from './openai-calls';
import { OpenAiLanguageModel } from './openai-language-model';
import { OpenAiModerator } from './openai-moderator';
import { OpenAiVisionModel } from './openai-vision-model';
import { MAX_SPEECH_BYTES, OpenAiSpeechRecognizer } from './openai-speech-recognizer';
import type { SpeechHints } from '../ports/speech-recognizer';
import { FOR_A_PERSON, question, titleForm } from '../../spec/titles';

const KEY = 'sk-very-secret-key';
const ledger = new ListedCalls();
const clock = new ManualClock(new Date('2026-11-20T12:00:00Z'));

let openAi: FakeOpenAi;
let asked: number;
beforeAll(async () => {
  openAi = await startOpenAi({ key: KEY, now: () => clock.now().getTime() });
});
afterEach(() => openAi.faults.clear());
afterAll(() => openAi.close());

const calls = (key = KEY): OpenAiCalls => {
  asked = openAi.requests().length;
  return new OpenAiCalls({ OPENAI_API_KEY: key, OPENAI_BASE_URL: openAi.url }, ledger);
};
/** Requests since the last `calls()`. */
const requests = () => openAi.requests().slice(asked);

const model = (key?: string) => new OpenAiLanguageModel(calls(key), 'gpt-6-luna');

describe('a request to OpenAI', () => {
  it('every try of a request to OpenAI is timed, with the name of its error', async () => {
    const timed = async () => {
      const { values } = await register.getSingleMetric('aisha_openai_request_duration_seconds')!.get();
      return Object.fromEntries(
        (values as { metricName?: string; labels: Record<string, unknown>; value: number }[])
          .filter(({ metricName }) => metricName?.endsWith('_count'))
          .map(({ labels: { operation, outcome }, value }) => [`${String(operation)} ${String(outcome)}`, value]),
      );
    };
    register.resetMetrics();
    openAi.faults.add({ on: 'responses', kind: '503' });

    await model().answer(titleForm, question);

    expect(await timed()).toEqual({ 'answer provider-busy': 1, 'answer ok': 1 });
  });
});

describe('the cost of a request to OpenAI', () => {
  /** A request that meets these faults, one after another, and the rows that it leaves in the ledger. */
  const costOf = async (faults: readonly ('cut' | '503')[], piece: { piece?: string } = {}) => {
    const booked = new ListedCalls();
    for (const kind of faults) openAi.faults.add({ on: 'responses', kind });
    const at = new OpenAiCalls({ OPENAI_API_KEY: KEY, OPENAI_BASE_URL: openAi.url }, booked);
    const answer = new OpenAiLanguageModel(at, 'gpt-6-luna').answer(titleForm, {
      ...question,
      onBehalf: { ...FOR_A_PERSON, ...piece },
    });
    const end = await answer.then(
      () => 'answered',
      (error: AppError) => error.code,
    );
    const rows = booked.calls.map(({ microDollars }) =>
      microDollars === 0 ? 'nothing' : microDollars < LISTED_AT_LEAST ? 'its use' : 'listed',
    );
    return { end, unmet: openAi.faults.list().length, rows };
  };
  /** In millionths of a US dollar: 2,000 tokens of answer are listed, and the fake's answers have some fifty. */
  const LISTED_AT_LEAST = 1_000;

  it.each([
    [['503', '503'], 'answered', ['its use']],
    [['cut'], 'answered', ['listed', 'its use']],
    [['cut', 'cut', '503'], 'provider-busy', ['listed', 'listed', 'nothing']],
  ] as const)(
    'an answer that broke off may be billed, so the request after it has a row of its own: %j',
    async (faults, end, rows) => {
      expect(await costOf(faults)).toEqual({ end, unmet: 0, rows });
    },
  );

  it.each([
    [['503', '503'], 'answered', 0, ['its use']],
    [['cut', 'cut'], 'provider-unreachable', 1, ['listed']],
    [['503', 'cut', 'cut'], 'provider-unreachable', 1, ['listed']],
  ] as const)(
    'a piece of an order whose answer broke off is left to the next run of the order: %j',
    async (faults, end, unmet, rows) => {
      expect(await costOf(faults, { piece: 'part-0' })).toEqual({ end, unmet, rows });
    },
  );
});

describe('a structured answer', () => {
  it('an answer comes back in the asked form; OpenAI stores nothing, and the request names the person by a hash', async () => {
    expect(await model().answer(titleForm, question)).toEqual({ title: expect.stringMatching(/\w/) });

    expect(requests()).toHaveLength(1);
    const body = requests()[0]?.body as Record<string, unknown>;
    expect(body).toMatchObject({ model: 'gpt-6-luna', store: false, text: { format: { strict: true } } });
    expect(body['safety_identifier']).toMatch(/^[0-9a-f]{32}$/);
  });

  it('a structured answer is found after the model’s reasoning', async () => {
    openAi.faults.add({ on: 'responses', kind: 'reasoning-first' });

    expect(await model().answer(titleForm, question)).toHaveProperty('title');
  });

  it('a structured answer that was cut short is asked for once more, with more tokens allowed', async () => {
    openAi.faults.add({ on: 'responses', kind: 'incomplete' });

    expect(await model().answer(titleForm, question)).toHaveProperty('title');
    const [first, second] = requests().map(({ body }) => (body as { max_output_tokens: number }).max_output_tokens);
    expect(second).toBeGreaterThan(first ?? 0);
  });

  it('a long structured answer may have as many tokens as its question says, and three times as many after it was cut short', async () => {
    openAi.faults.add({ on: 'responses', kind: 'incomplete' });

    await model().answer(titleForm, { ...question, maxOutputTokens: 12_000 });

    const room = requests().map(({ body }) => (body as { max_output_tokens: number }).max_output_tokens);
    expect(room).toEqual([12_000, 36_000]);
  });

  it.each([
    ['refusal', 'prompt-refused', 1],
    ['content-filter', 'prompt-refused', 1],
    ['401', 'provider-refused-key', 1],
    ['403', 'provider-refused-key', 1],
    ['404', 'model-gone', 1],
    ['insufficient_quota', 'provider-out-of-credit', 1],
    ['credit_balance_exhausted', 'provider-out-of-credit', 1],
    ['project_spend_limit_exceeded', 'provider-out-of-credit', 1],
    ['429', 'provider-busy', 3],
    ['503', 'provider-busy', 3],
    ['500', 'provider-unreachable', 3],
    ['failed', 'provider-unreachable', 1],
    ['incomplete', 'provider-answer-unreadable', 2],
    ['malformed', 'provider-answer-unreadable', 1],
  ] as const)(
    'a structured answer that meets the fault %s fails with the code %s, after %i requests',
    async (kind, code, times) => {
      openAi.faults.add({ on: 'responses', kind, times: 20 });

      await expect(model().answer(titleForm, question)).rejects.toMatchObject({ code });
      expect(requests()).toHaveLength(times);
    },
  );

  it('a model that OpenAI no longer has is known to be gone, and no other fault says so', async () => {
    const at = calls();
    const asks = () => new OpenAiLanguageModel(at, 'gpt-6-luna').answer(titleForm, question);
    openAi.faults.add({ on: 'responses', kind: 'insufficient_quota' });
    openAi.faults.add({ on: 'responses', kind: '404' });

    await expect(asks()).rejects.toMatchObject({ code: 'provider-out-of-credit' });
    expect(at.catalogue.isGone('gpt-6-luna')).toBe(false);
    await expect(asks()).rejects.toMatchObject({ code: 'model-gone' });
    expect(at.catalogue.isGone('gpt-6-luna')).toBe(true);
  });

  it('a structured answer comes as usual after two brief failures', async () => {
    openAi.faults.add({ on: 'responses', kind: '503', times: 2 });

    expect(await model().answer(titleForm, question)).toHaveProperty('title');
    expect(requests().map(({ retryCount }) => retryCount)).toEqual([0, 0, 0]); // the client itself repeats nothing
  });

  it('a structured answer is asked for again after the pause that OpenAI names, when that pause is short', async () => {
    openAi.faults.add({ on: 'responses', kind: '429', retryAfterSeconds: 1 });
    const started = performance.now();

    await model().answer(titleForm, question);

    expect(performance.now() - started).toBeGreaterThan(950);
  });

  it('a structured answer fails as busy, without a second request, when OpenAI asks for a longer pause than a person would wait', async () => {
    openAi.faults.add({ on: 'responses', kind: '429', retryAfterSeconds: 30 });

    await expect(model().answer(titleForm, question)).rejects.toMatchObject({ code: 'provider-busy' });
    expect(requests()).toHaveLength(1);
  });

  it('a structured answer is given up when its caller aborts it', async () => {
    openAi.faults.add({ on: 'responses', kind: 'hang' });
    const asking = new AbortController();

    const answer = model().answer(titleForm, { ...question, signal: asking.signal });
    await eventually(() => openAi.faults.list().length === 0); // the fake has received the question
    asking.abort();

    await expect(answer).rejects.toMatchObject({ code: 'took-too-long' });
  });

  it('an answer that does not fit its form is unreadable', async () => {
    const never = { ...titleForm, read: () => undefined };

    await expect(model().answer(never, question)).rejects.toMatchObject({ code: 'provider-answer-unreadable' });
  });

  it('a structured answer fails as "unreachable" when no server listens, and when a gateway answers with an HTML page', async () => {
    const page = createServer((_request, response) =>
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html>'),
    );
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(page.address() as AddressInfo).port}/v1`;
    const at = new OpenAiLanguageModel(
      new OpenAiCalls({ OPENAI_API_KEY: KEY, OPENAI_BASE_URL: url }, ledger),
      'gpt-6-luna',
    );
    afterThisTest(async () => void page.close());

    await expect(at.answer(titleForm, question)).rejects.toMatchObject({ code: 'provider-unreachable' });
    page.closeAllConnections();
    await new Promise((resolve) => page.close(resolve));
    await expect(at.answer(titleForm, question)).rejects.toMatchObject({ code: 'provider-unreachable' });
  });
});

describe('a look at a picture', () => {
  const jpeg = (background: string) =>
    sharp({ create: { width: 320, height: 180, channels: 3, background } })
      .jpeg()
      .toBuffer();
  const look = async (background = '#3366cc') => {
    const vision = new OpenAiVisionModel(calls(), 'gpt-6-luna');
    return vision.look(titleForm, {
      instructions: 'Give a title.',
      jpegs: [await jpeg(background)],
      onBehalf: FOR_A_PERSON,
    });
  };

  it('a look at a picture gives an answer in the asked form; OpenAI stores nothing', async () => {
    expect(await look()).toEqual({ title: expect.stringMatching(/\w/) });

    const body = requests()[0]?.body as Record<string, unknown>;
    expect(body).toMatchObject({
      store: false,
      input: [{ role: 'user', content: [{ type: 'input_image', detail: 'auto' }] }],
      text: { format: { strict: true } },
    });
    expect(body['safety_identifier']).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each([
    ['refusal', 'prompt-refused'],
    ['image-refused', 'prompt-refused'],
    ['content-filter', 'prompt-refused'],
    ['failed', 'provider-unreachable'],
    ['503', 'provider-busy'],
    ['insufficient_quota', 'provider-out-of-credit'],
    ['malformed', 'provider-answer-unreadable'],
  ] as const)('a look at a picture fails after %s as "%s"', async (kind, code) => {
    openAi.faults.add({ on: 'responses', kind, times: 20 });

    await expect(look()).rejects.toMatchObject({ code });
  });
});

describe('an error of OpenAI in the log', () => {
  it('an error of OpenAI has neither the key nor the prompt in it, though the answer echoes them', async () => {
    const wrong = 'sk-other-secret-key';
    const error: unknown = await model(wrong)
      .answer(titleForm, question)
      .catch((failure: unknown) => failure);

    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({
      code: 'provider-refused-key',
      facts: { status: 401, providerCode: 'invalid_api_key' },
    });
    for (const text of [inspect(error, { depth: 9 }), JSON.stringify(errorFields(error))]) {
      expect(text).not.toMatch(/secret|two friends/);
    }
  });
});

/** The header of a WAV: PCM, mono, 8 kHz, 16 bits. */
const WAV_HEADER = '52494646a43e000057415645666d742010000000010001' + '00401f0000803e000002001000' + '64617461803e0000';

describe('a recording that OpenAI writes down', () => {
  const recognizer = () => new OpenAiSpeechRecognizer(calls(), 'gpt-transcribe');
  /** A second of loud noise as WAV; the fake looks into the file, not at its name. */
  const voice = Buffer.concat([Buffer.from(WAV_HEADER, 'hex'), Buffer.alloc(16_000, 'noise')]);

  it('a Telegram voice note, whose file is named .oga, is sent under the name of an Ogg file', async () => {
    const heard = await recognizer().transcribe(voice, { fileName: 'voice.oga', seconds: 1, onBehalf: FOR_A_PERSON });

    expect(heard).toEqual({ text: expect.stringMatching(/\p{L}/u), languages: ['ru'], segments: null });
    expect(requests().map(({ body }) => (body as { file_name: string }).file_name)).toEqual(['speech.ogg']);
  });

  const heardBy = async (model: string, hints: Partial<SpeechHints> = {}) => {
    const recording = await encoded(spoken('утро море', 'встреча'));
    const heard = await new OpenAiSpeechRecognizer(calls(), model).transcribe(recording, {
      fileName: 'voice.ogg',
      seconds: 1,
      onBehalf: FOR_A_PERSON,
      ...hints,
    });
    return { heard, asked: requests().at(-1)!.body as Record<string, unknown> };
  };

  it.each(['gpt-transcribe', 'gpt-4o-transcribe', 'gpt-4o-mini-transcribe', 'whisper-1', 'gpt-4o-transcribe-diarize'])(
    'a recording is written down by %s',
    async (model) => {
      expect((await heardBy(model)).heard).toMatchObject({ text: 'Утро море. Встреча.' });
    },
  );

  it.each([
    ['whisper-1', ['ru'], [null, null]],
    ['gpt-4o-transcribe-diarize', [], ['A', 'A']],
  ])(
    'a recording that %s writes down has times, and speakers where the model names them',
    async (model, languages, speakers) => {
      expect((await heardBy(model)).heard).toMatchObject({
        languages,
        segments: [
          { startsAt: expect.closeTo(0, 1), endsAt: expect.closeTo(0.6, 1), text: 'Утро море.', speaker: speakers[0] },
          { startsAt: expect.closeTo(1.2, 1), endsAt: expect.closeTo(1.4, 0), text: 'Встреча.', speaker: speakers[1] },
        ],
      });
    },
  );

  it.each([
    ['gpt-transcribe', { 'languages[]': ['ru', 'en'], 'keywords[]': ['Аиша', 'Nx'] }],
    ['gpt-4o-transcribe', { prompt: 'Аиша, Nx' }],
    ['whisper-1', { prompt: 'Аиша, Nx', response_format: 'verbose_json' }],
    ['gpt-4o-transcribe-diarize', { chunking_strategy: 'auto' }],
  ])('a recording goes to %s with its hints in the form that the model takes', async (model, told) => {
    const { asked } = await heardBy(model, { languages: ['ru', 'en'], vocabulary: ['Аиша', 'Nx'] });

    const { file: _file, file_name: _name, ...rest } = asked;
    expect(rest).toEqual({ model, response_format: expect.any(String), ...told });
  });

  it('a recording in a known language is sent to an older model with the language’s code', async () => {
    expect((await heardBy('whisper-1', { languages: ['ru'] })).asked).toMatchObject({ language: 'ru' });
  });

  it('a recording in which the model hears nothing gives an empty text', async () => {
    openAi.faults.add({ on: 'transcriptions', kind: 'empty' });

    expect(
      await recognizer().transcribe(voice, { fileName: 'voice.ogg', seconds: 1, onBehalf: FOR_A_PERSON }),
    ).toMatchObject({ text: '' });
  });

  it.each([
    ['corrupted', 'audio-unreadable', 1],
    ['too-long', 'audio-unreadable', 1],
    ['503', 'provider-busy', 3],
    ['insufficient_quota', 'provider-out-of-credit', 1],
  ] as const)('a recording fails after %s as "%s"', async (kind, code, times) => {
    openAi.faults.add({ on: 'transcriptions', kind, times: 10 });

    await expect(
      recognizer().transcribe(voice, { fileName: 'voice.ogg', seconds: 1, onBehalf: FOR_A_PERSON }),
    ).rejects.toMatchObject({ code });
    expect(requests()).toHaveLength(times);
  });

  it('a recording that is too large or of no known format is refused without a request', async () => {
    const large = Buffer.alloc(MAX_SPEECH_BYTES + 1);

    await expect(
      recognizer().transcribe(large, { fileName: 'a.ogg', seconds: 1, onBehalf: FOR_A_PERSON }),
    ).rejects.toMatchObject({
      code: 'file-too-large',
    });
    await expect(
      recognizer().transcribe(voice, { fileName: 'voice', seconds: 1, onBehalf: FOR_A_PERSON }),
    ).rejects.toMatchObject({
      code: 'audio-unreadable',
    });
    expect(requests()).toEqual([]);
  });
});

describe('moderation', () => {
  const moderator = () => new OpenAiModerator(calls(), 'omni-moderation-latest');

  it('moderation lets a harmless text pass, and names the categories of a flagged one', async () => {
    expect(await moderator().judge('a walk by the sea')).toEqual({ isFlagged: false, categories: [] });
    openAi.faults.add({ on: 'moderations', kind: 'flagged' });
    const verdict = await moderator().judge('x');
    expect(verdict.isFlagged).toBe(true);
    expect(verdict.categories.length).toBeGreaterThan(0);
  });

  it('moderation throws while OpenAI is down', async () => {
    openAi.faults.add({ on: 'moderations', kind: '500', times: 3 });

    await expect(moderator().judge('x')).rejects.toMatchObject({ code: 'provider-unreachable' });
  });

  it.each(['no-results', 'no-categories', 'malformed'] as const)(
    'an incomplete verdict on a text or a picture does not count as harmless: %s',
    async (kind) => {
      openAi.faults.add({ on: 'moderations', kind, times: 2 });

      await expect(moderator().judge('x')).rejects.toMatchObject({ code: 'provider-answer-unreadable' });
      const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
        .jpeg()
        .toBuffer();
      await expect(moderator().judgePicture(picture)).rejects.toMatchObject({
        code: 'provider-answer-unreadable',
      });
    },
  );
});

describe('the configured models', () => {
  const health = (...models: string[]) => new ModelsHealth(calls(), models, clock, Logger.silent());

  it('configured models that exist are healthy, and are looked up once in ten minutes', async () => {
    const models = health('gpt-6-luna', 'gpt-transcribe', 'gpt-6-luna');

    await models.check();
    await models.check();
    expect(requests()).toHaveLength(2);
    expect(await models.endingSoon()).toEqual([]);
  });

  it('configured models that end within sixty days are reported, with the day', async () => {
    expect(await health('gpt-5-mini').endingSoon()).toEqual([
      { model: 'gpt-5-mini', shutdownDate: '2026-12-11', daysLeft: 20 },
    ]);
    expect(await health('gpt-6-luna', 'gpt-5-mini').check()).toBe('gpt-5-mini ends on 2026-12-11'); // a note of /health
    const { values } = await register.getSingleMetric('aisha_model_ends_timestamp_seconds')!.get();
    expect(values.map(({ labels, value }) => [labels['model'], value])).toEqual([
      ['gpt-5-mini', Date.parse('2026-12-11') / 1_000], // the other model has no announced day
    ]);
  });

  it('configured models that have ended make the health check fail', async () => {
    await expect(health('gpt-4').check()).rejects.toMatchObject({ code: 'model-gone' });
  });

  it('configured models cannot be looked up with a wrong key', async () => {
    const models = new ModelsHealth(calls('sk-wrong'), ['gpt-6-luna'], clock, Logger.silent());

    await expect(models.check()).rejects.toMatchObject({ code: 'provider-refused-key' });
  });
});
