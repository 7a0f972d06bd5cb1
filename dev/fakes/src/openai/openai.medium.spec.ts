import { afterEach, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { drawnSelfies } from '../drawn-faces';
import { smeared } from '../smear';
import { encoded, spoken } from '../spoken-words';
import { MODERATION_CATEGORIES, type FakeOpenAi, startOpenAi } from './index';
import type { OpenAiOptions } from './server';

const KEY = 'sk-sandbox-0123456789';
const NOVEMBER_2026 = Date.parse('2026-11-20T12:00:00Z');
const opened: FakeOpenAi[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

const open = async (options: Partial<OpenAiOptions> = {}): Promise<FakeOpenAi> => {
  const openai = await startOpenAi({ key: KEY, now: () => NOVEMBER_2026, ...options });
  opened.push(openai);
  return openai;
};

const bearer = { authorization: `Bearer ${KEY}` };

const post = (openai: FakeOpenAi, path: string, body: object): Promise<Response> =>
  fetch(`${openai.url}/${path}`, {
    method: 'POST',
    headers: { ...bearer, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const json = async <T = Record<string, unknown>>(response: Response): Promise<T> => (await response.json()) as T;

interface Answer {
  readonly status: string;
  readonly incomplete_details: { readonly reason: string } | null;
  readonly error: { readonly code: string } | null;
  readonly output: {
    readonly type: string;
    readonly content?: { readonly type: string; readonly text?: string; readonly refusal?: string }[];
  }[];
}

const textOf = ({ output }: Answer): string => output.find(({ type }) => type === 'message')?.content?.[0]?.text ?? '';

const PROMPT_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['language', 'translation', 'prompt', 'shots', 'confidence', 'isUnsafe', 'orientation', 'note'],
  properties: {
    language: { type: 'string', enum: ['en', 'ru'] },
    translation: { type: 'string' },
    prompt: { type: 'string', maxLength: 600 },
    shots: { type: 'array', minItems: 2, maxItems: 4, items: { type: 'string' } },
    confidence: { type: 'number', minimum: 0, maximum: 1 },
    isUnsafe: { type: 'boolean' },
    orientation: { type: 'string', enum: ['portrait', 'landscape'] },
    note: { anyOf: [{ type: 'null' }, { type: 'string' }] },
  },
};

const ask = (text: string, change: object = {}): object => ({
  model: 'gpt-6-luna',
  input: [{ role: 'user', content: [{ type: 'input_text', text }] }],
  text: { format: { type: 'json_schema', name: 'picture_prompt', strict: true, schema: PROMPT_SCHEMA } },
  store: false,
  ...change,
});

const wav = (seconds: number, amplitude: number, pitch = 440, rate = 8_000): Buffer => {
  const data = Buffer.alloc(seconds * rate * 2);
  for (let index = 0; index < data.length / 2; index += 1) {
    data.writeInt16LE(Math.round(amplitude * Math.sin((index / rate) * pitch * 2 * Math.PI)), index * 2);
  }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
};

const transcribe = (
  openai: FakeOpenAi,
  bytes: Buffer,
  fields: Record<string, string> = {},
  name = 'voice.wav',
): Promise<Response> => {
  const form = new FormData();
  form.append('file', new File([new Uint8Array(bytes)], name));
  for (const [field, value] of Object.entries({ model: 'gpt-transcribe', ...fields })) form.append(field, value);
  return fetch(`${openai.url}/audio/transcriptions`, { method: 'POST', headers: bearer, body: form });
};

describe('every answer', () => {
  it('every answer carries a request id and rate limits, and the refusal of a wrong key does not show the whole key', async () => {
    const openai = await open();
    const models = await fetch(`${openai.url}/models`, { headers: bearer });
    expect(models.status).toBe(200);
    expect(models.headers.get('x-request-id')).toMatch(/^req_/);
    expect(models.headers.get('x-ratelimit-reset-tokens')).toBe('6m0s');

    const stranger = await fetch(`${openai.url}/models`, {
      headers: { authorization: 'Bearer sk-wrong-key-of-somebody' },
    });
    expect(stranger.status).toBe(401);
    expect(stranger.headers.get('x-request-id')).toMatch(/^req_/);
    const { error } = await json<{ error: Record<string, unknown> }>(stranger);
    expect(error).toMatchObject({ type: 'invalid_request_error', code: 'invalid_api_key', param: null });
    expect(error['message']).not.toContain('sk-wrong-key-of-somebody');
  });

  it('every request is recorded with the number of retries that the client names, and without the bytes of its file', async () => {
    const openai = await open();
    await fetch(`${openai.url}/moderations`, {
      method: 'POST',
      headers: { ...bearer, 'content-type': 'application/json', 'x-stainless-retry-count': '2' },
      body: '{"input":"hello"}',
    });
    await transcribe(openai, wav(1, 9_000));
    expect(openai.requests()).toMatchObject([
      { path: '/v1/moderations', retryCount: 2, status: 200, body: { input: 'hello' } },
      {
        path: '/v1/audio/transcriptions',
        model: 'gpt-transcribe',
        body: { file: '16044 bytes', file_name: 'voice.wav' },
      },
    ]);
  });
});

describe('models', () => {
  it('the fake OpenAI tells when each model is switched off, and does not serve a retired model', async () => {
    let now = NOVEMBER_2026;
    const openai = await open({ now: () => now });
    const read = (id: string): Promise<Response> => fetch(`${openai.url}/models/${id}`, { headers: bearer });
    expect(await json(await read('whisper-1'))).toMatchObject({
      id: 'whisper-1',
      object: 'model',
      shutdown_date: '2027-02-26',
    });
    expect(await json(await read('gpt-transcribe'))).toMatchObject({ shutdown_date: null });
    expect((await read('gpt-4')).status).toBe(404);
    now = Date.parse('2027-02-26T00:00:00Z');
    const retired = await read('whisper-1');
    expect(retired.status).toBe(404);
    expect(await json(retired)).toEqual({
      error: {
        message: 'The model `whisper-1` does not exist or you do not have access to it.',
        type: 'invalid_request_error',
        param: null,
        code: 'model_not_found',
      },
    });
    expect((await transcribe(openai, wav(1, 9_000), { model: 'whisper-1' })).status).toBe(404);
  });
});

describe('responses', () => {
  it('the fake OpenAI fills a strict schema from a Russian idea', async () => {
    const openai = await open();
    const response = await post(openai, 'responses', ask('Портрет космонавта на фоне моря, закат'));
    expect(response.status).toBe(200);
    const answer = await json<Answer & Record<string, unknown>>(response);
    expect(answer).toMatchObject({
      object: 'response',
      status: 'completed',
      store: false,
      model: 'gpt-6-luna',
      error: null,
    });
    const written = JSON.parse(textOf(answer)) as Record<string, unknown>;
    expect(Object.keys(written)).toEqual(PROMPT_SCHEMA.required);
    expect(written).toMatchObject({
      language: 'ru',
      translation: 'portrait astronaut against the background of the sea, sunset',
      prompt: expect.stringMatching(/^Portrait astronaut.*cinematic/),
      isUnsafe: false,
      orientation: 'portrait',
      note: expect.any(String),
    });
    expect(written['shots']).toHaveLength(2);
    expect(written['confidence']).toBeLessThanOrEqual(1);
  });

  it('the fake OpenAI leaves an English idea as it is', async () => {
    const openai = await open();
    const answer = await json<Answer & Record<string, unknown>>(
      await post(openai, 'responses', ask('a knight in the rain')),
    );
    expect(JSON.parse(textOf(answer))).toMatchObject({ language: 'en', translation: 'a knight in the rain' });
  });

  it.each([
    ['a property that is not required', { ...PROMPT_SCHEMA, required: ['language'] }],
    ['an open object', { ...PROMPT_SCHEMA, additionalProperties: true }],
    ['a root that is no object', { type: 'array', items: { type: 'string' } }],
  ])('the fake OpenAI refuses a strict schema with %s', async (_name, schema) => {
    const openai = await open();
    const format = { type: 'json_schema', name: 'x', strict: true, schema };
    const response = await post(openai, 'responses', ask('hello', { text: { format } }));
    expect(response.status).toBe(400);
    expect(await json(response)).toMatchObject({ error: { code: 'invalid_json_schema', param: 'text.format.schema' } });
  });

  it('the fake OpenAI takes a picture, and refuses one whose bytes are cut off', async () => {
    const openai = await open();
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#888' } })
      .png()
      .toBuffer();
    const see = (image_url: string): object =>
      ask('', { input: [{ role: 'user', content: [{ type: 'input_image', image_url, detail: 'low' }] }] });
    expect((await post(openai, 'responses', see(`data:image/png;base64,${png.toString('base64')}`))).status).toBe(200);
    const broken = await post(
      openai,
      'responses',
      see(`data:image/png;base64,${png.subarray(0, 40).toString('base64')}`),
    );
    expect(broken.status).toBe(400);
    expect(await json(broken)).toMatchObject({ error: { code: 'invalid_image' } });
  });

  it('the fake OpenAI can refuse, stop halfway, fail, or put its reasoning before the answer', async () => {
    const openai = await open();
    const next = async (kind: 'refusal' | 'incomplete' | 'failed' | 'reasoning-first'): Promise<Answer> => {
      openai.faults.add({ on: 'responses', kind });
      const response = await post(openai, 'responses', ask('a knight'));
      expect(response.status).toBe(200);
      return json<Answer & Record<string, unknown>>(response);
    };
    expect((await next('refusal')).output[0]?.content).toEqual([{ type: 'refusal', refusal: expect.any(String) }]);
    const half = await next('incomplete');
    expect(half).toMatchObject({ status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } });
    expect(() => JSON.parse(textOf(half)) as unknown).toThrow();
    expect(await next('failed')).toMatchObject({ status: 'failed', error: { code: 'server_error' } });
    expect((await next('reasoning-first')).output.map(({ type }) => type)).toEqual(['reasoning', 'message']);
  });

  it('the fake OpenAI stops where max_output_tokens says, and refuses a limit that is too low', async () => {
    const openai = await open();
    const answer = await json<Answer & Record<string, unknown>>(
      await post(openai, 'responses', ask('a knight', { max_output_tokens: 16 })),
    );
    expect(answer.status).toBe('incomplete');
    expect((await post(openai, 'responses', ask('a knight', { max_output_tokens: 8 }))).status).toBe(400);
  });

  it('the fake OpenAI streams events whose pieces make the whole answer, and breaks off in the middle when a fault says so', async () => {
    const openai = await open();
    const stream = ask('a knight', { stream: true });
    const text = await (await post(openai, 'responses', stream)).text();
    const events = [...text.matchAll(/^event: (.+)\ndata: (.+)$/gm)].map(
      ([, type, data]) => ({ ...(JSON.parse(data ?? '') as Record<string, unknown>), type }) as Record<string, unknown>,
    );
    expect(events.map(({ sequence_number }) => sequence_number)).toEqual(events.map((_, index) => index));
    expect(events[0]).toMatchObject({ type: 'response.created' });
    const last = events.at(-1) as { type: string; response: Answer };
    expect(last.type).toBe('response.completed');
    const pieces = events.filter(({ type }) => type === 'response.output_text.delta').map(({ delta }) => delta);
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.join('')).toBe(textOf(last.response));

    openai.faults.add({ on: 'responses', kind: 'cut' });
    await expect(post(openai, 'responses', stream).then((response) => response.text())).rejects.toThrow();
  });
});

describe('transcription', () => {
  it('transcription hears the same words in the same bytes and more words in a longer recording, and names the language', async () => {
    const openai = await open();
    const read = async (bytes: Buffer): Promise<{ text: string; languages: unknown; usage: unknown }> =>
      json(await transcribe(openai, bytes));
    const short = await read(wav(5, 9_000));
    expect(short).toMatchObject({ languages: [{ code: 'ru' }], usage: { type: 'duration', seconds: 5 } });
    expect(short.text).toMatch(/^[А-ЯЁ].*[.]$/);
    expect((await read(wav(5, 9_000))).text).toBe(short.text);
    expect((await read(wav(5, 9_000, 300))).text).not.toBe(short.text);
    expect((await read(wav(60, 9_000))).text.length).toBeGreaterThan(short.text.length * 3);
  });

  it('transcription hears nothing in silence, nor in any recording when a fault says so', async () => {
    const openai = await open();
    expect(await json(await transcribe(openai, wav(3, 0)))).toMatchObject({ text: '', languages: [] });
    openai.faults.add({ on: 'transcriptions', kind: 'empty' });
    expect(await json(await transcribe(openai, wav(3, 9_000)))).toMatchObject({ text: '' });
  });

  it('transcription writes down the words from which a recording was generated, each sentence at its time', async () => {
    const openai = await open();
    const voice = await encoded(spoken('утро море', 'встреча пятница договор'));
    const whisper = { model: 'whisper-1', response_format: 'verbose_json' };

    expect(await json(await transcribe(openai, voice, {}, 'voice.ogg'))).toMatchObject({
      text: 'Утро море. Встреча пятница договор.',
    });
    expect(await json(await transcribe(openai, voice, whisper, 'voice.ogg'))).toMatchObject({
      segments: [
        { start: expect.closeTo(0, 1), end: expect.closeTo(0.6, 1), text: ' Утро море.' },
        { start: expect.closeTo(1.2, 1), end: expect.closeTo(2.15, 1), text: ' Встреча пятница договор.' },
      ],
    });
  });

  it('transcription repeats its last sentence, or invents a sentence in silence, when a fault says so', async () => {
    const openai = await open();
    const heard = async (sound: Int16Array): Promise<string> =>
      (await json<{ text: string }>(await transcribe(openai, await encoded(sound), {}, 'voice.ogg'))).text;

    openai.faults.add({ on: 'transcriptions', kind: 'loop' });
    expect(await heard(spoken('утро', 'море'))).toMatch(/^Утро[.]( Море[.]){13}$/);
    expect(await heard(spoken(3))).toBe('');
    openai.faults.add({ on: 'transcriptions', kind: 'invented' });
    expect(await heard(spoken(3))).toBe('Продолжение следует...');
  });

  it('transcription refuses a file name without an extension, and a file whose content is no sound', async () => {
    const openai = await open();
    const unnamed = await transcribe(openai, wav(1, 9_000), {}, 'voice');
    expect(unnamed.status).toBe(400);
    expect(await json(unnamed)).toMatchObject({ error: { message: expect.stringContaining("'oga', 'ogg'") } });
    const garbage = await transcribe(openai, Buffer.from('no sound at all'));
    expect(await json(garbage)).toMatchObject({ error: { code: 'invalid_value', param: 'file' } });
  });

  it('transcription refuses more than 25 MiB, and more than 1400 seconds', async () => {
    const openai = await open();
    const large = await transcribe(openai, Buffer.alloc(26_214_401));
    expect(large.status).toBe(413);
    expect(await json(large)).toMatchObject({ error: { type: 'server_error', code: null } });
    const long = await transcribe(openai, wav(1_401, 9_000, 100, 1_000));
    expect(long.status).toBe(400);
    expect(await json(long)).toMatchObject({ error: { message: expect.stringContaining('longer than 1400 seconds') } });
  });

  it('transcription answers in the formats that a model has, and refuses others', async () => {
    const openai = await open();
    const refused = await transcribe(openai, wav(2, 9_000), { response_format: 'verbose_json' });
    expect(refused.status).toBe(400);
    expect(await json(refused)).toMatchObject({ error: { code: 'unsupported_value', param: 'response_format' } });
    const whisper = (response_format: string): Promise<Response> =>
      transcribe(openai, wav(12, 9_000), { model: 'whisper-1', response_format });
    expect(await json(await whisper('verbose_json'))).toMatchObject({ language: 'russian', duration: 12 });
    expect(await (await whisper('srt')).text()).toMatch(/^1\n00:00:00,000 --> 00:00:06,000\n/);
    expect(await (await whisper('vtt')).text()).toMatch(/^WEBVTT\n/);
    expect((await whisper('text')).headers.get('content-type')).toContain('text/plain');
  });
});

describe('moderation', () => {
  it('the fake OpenAI flags texts by category, with one result for each text', async () => {
    const openai = await open();
    const verdicts = await json<{ results: { flagged: boolean; categories: Record<string, boolean> }[] }>(
      await post(openai, 'moderations', { model: 'omni-moderation-latest', input: ['закат на море', 'голая женщина'] }),
    );
    expect(verdicts.results.map(({ flagged }) => flagged)).toEqual([false, true]);
    expect(verdicts.results[1]?.categories).toMatchObject({ sexual: true, violence: false });
    expect(Object.keys(verdicts.results[0]?.categories ?? {})).toHaveLength(13);
  });

  it('moderation flags words, and not parts of words', async () => {
    const innocent = [
      'водонапорная башня',
      'заказная клубника',
      'казначей',
      'клубиться',
      'секстант',
      'the Pythagorean school',
      'Ashkenazim',
      'arteriosclerotic',
    ];
    const explicit = ['порнография', 'казнь', 'убить', 'секс', 'a gory scene', 'nazis', 'erotic'];
    const input = [...innocent, ...explicit];

    const { results } = await json<{ results: { flagged: boolean }[] }>(
      await post(await open(), 'moderations', { model: 'omni-moderation-latest', input }),
    );

    expect(input.filter((_, place) => results[place]?.flagged)).toEqual(explicit);
  });

  it.each(MODERATION_CATEGORIES)('moderation flags %s and no other category when a fault says so', async (category) => {
    const openai = await open();
    openai.faults.add({ on: 'moderations', kind: 'flagged', category });
    const { results } = await json<{ results: { flagged: boolean; categories: Record<string, boolean> }[] }>(
      await post(openai, 'moderations', { model: 'omni-moderation-latest', input: 'закат на море' }),
    );
    expect(results[0]?.flagged).toBe(true);
    expect(Object.entries(results[0]?.categories ?? {}).flatMap(([name, found]) => (found ? [name] : []))).toEqual([
      category,
    ]);
  });
});

describe('speech', () => {
  it.each([
    ['wav', 'audio/wav', 'RIFF'],
    ['opus', 'audio/ogg', 'OggS'],
    ['mp3', 'audio/mpeg', 'ID3'],
  ])(
    'speech as %s, when it is transcribed, has the length in seconds that its text requires',
    async (response_format, type, start) => {
      const openai = await open();
      const input = 'Добрый день! '.repeat(12);
      const response = await post(openai, 'audio/speech', { model: 'tts-1', voice: 'nova', input, response_format });
      expect(response.headers.get('content-type')).toBe(type);
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(bytes.toString('latin1', 0, start.length)).toBe(start);
      const heard = await json<{ usage: { seconds: number } }>(
        await transcribe(openai, bytes, {}, `voice.${type.slice(6).replace('mpeg', 'mp3')}`),
      );
      expect(heard.usage.seconds).toBeCloseTo(11, 0);
    },
  );
});

describe('faults', () => {
  it.each([
    ['429', 429, 'rate_limit_exceeded'],
    ['insufficient_quota', 429, 'insufficient_quota'],
    ['credit_balance_exhausted', 429, 'credit_balance_exhausted'],
    ['403', 403, 'unsupported_country_region_territory'],
    ['404', 404, 'model_not_found'],
    ['500', 500, null],
    ['503', 503, 'server_is_overloaded'],
  ] as const)('the fake OpenAI answers %s in the words of OpenAI, then recovers', async (kind, status, code) => {
    const openai = await open();
    openai.faults.add({ on: 'responses', kind, retryAfterSeconds: 1 });
    const response = await post(openai, 'responses', ask('a knight'));
    expect(response.status).toBe(status);
    expect(response.headers.get('retry-after')).toBe(kind === '429' ? '1' : null);
    expect((await json<{ error: object }>(response)).error).toMatchObject({ code, param: null });
    expect((await post(openai, 'responses', ask('a knight'))).status).toBe(200);
  });

  it('a fault of the fake OpenAI hits only requests that contain the text of its match', async () => {
    const openai = await open();
    openai.faults.add({ on: 'responses', kind: '503', match: 'рыцарь' });
    openai.faults.add({ on: 'speech', kind: '503', match: 'рыцарь' });
    const read = (input: string) => post(openai, 'audio/speech', { model: 'gpt-4o-mini-tts', voice: 'alloy', input });

    expect((await post(openai, 'responses', ask('королева'))).status).toBe(200);
    expect((await post(openai, 'responses', ask('рыцарь'))).status).toBe(503);
    expect((await read('Королева.')).status).toBe(200);
    expect((await read('Вот рыцарь.')).status).toBe(503);
  });

  it('the fake OpenAI resets a connection, spoils a body, answers 502 or hangs, as a fault says', async () => {
    const openai = await open();
    openai.faults.add({ on: 'transcriptions', kind: 'reset' });
    await expect(transcribe(openai, wav(1, 9_000))).rejects.toThrow();
    openai.faults.add({ on: 'transcriptions', kind: 'malformed' });
    await expect(transcribe(openai, wav(1, 9_000)).then((response) => response.json())).rejects.toThrow(/JSON/);
    openai.faults.add({ on: 'transcriptions', kind: '502-html' });
    const bad = await transcribe(openai, wav(1, 9_000));
    expect([bad.status, await bad.text()]).toEqual([502, expect.stringContaining('nginx')]);
    openai.faults.add({ on: 'responses', kind: 'hang' });
    const hanging = fetch(`${openai.url}/responses`, {
      method: 'POST',
      headers: { ...bearer, 'content-type': 'application/json' },
      body: JSON.stringify(ask('a knight')),
      signal: AbortSignal.timeout(200),
    });
    await expect(hanging).rejects.toThrow(/timeout/);
  });
});

describe('a picture', () => {
  const IDEA_SCHEMA = {
    type: 'object',
    additionalProperties: false,
    required: ['refused', 'english', 'russian'],
    properties: { refused: { type: 'boolean' }, english: { type: 'string' }, russian: { type: 'string' } },
  };
  const format = { type: 'json_schema', name: 'idea', schema: IDEA_SCHEMA, strict: true };
  const look = async (openai: FakeOpenAi, image_url: string): Promise<Response> =>
    post(openai, 'responses', {
      model: 'gpt-6-luna',
      input: [{ role: 'user', content: [{ type: 'input_image', image_url, detail: 'auto' }] }],
      text: { format },
    });
  const urlOf = (jpeg: Buffer): string => `data:image/jpeg;base64,${jpeg.toString('base64')}`;
  const of = async (background: string): Promise<string> =>
    urlOf(
      await sharp({ create: { width: 90, height: 120, channels: 3, background } })
        .jpeg()
        .toBuffer(),
    );
  const seen = async (openai: FakeOpenAi, url: string) =>
    JSON.parse(textOf(await json<Answer>(await look(openai, url)))) as { english: string; russian: string };

  it.each([
    ['#4a9a4a', /in a green park/, /в зелёном парке/],
    ['#2f6fc0', /by the sea, on a clear day/, /у моря, ясным днём/],
    ['#d9a45a', /on a sandy beach, at sunset/, /на песчаном пляже, на закате/],
    ['#f4f4f6', /among snowy mountains/, /среди снежных гор/],
    ['#06070c', /on a city street, at night/, /на городской улице, ночью/],
  ])('a picture of the one colour %s is described as a place, in both languages', async (colour, english, russian) => {
    const openai = await open();

    expect(await seen(openai, await of(colour))).toEqual({
      refused: false,
      english: expect.stringMatching(english),
      russian: expect.stringMatching(russian),
    });
  });

  it('a picture is described in the same words each time', async () => {
    const openai = await open();
    const url = await of('#7a3fb0');

    expect(await seen(openai, url)).toEqual(await seen(openai, url));
  });

  it('a picture that is a drawn selfie is described as a portrait', async () => {
    const openai = await open();
    const [selfie] = await drawnSelfies(7, 1);

    expect((await seen(openai, urlOf(await sharp(selfie).jpeg().toBuffer()))).english).toMatch(/^A close-up portrait/);
  });

  it('each of several pictures gets verdicts of its own when the form asks for verdicts: only parts under a smear are broken', async () => {
    const openai = await open();
    const verdict = { type: 'string', enum: ['good', 'broken'] };
    const properties = { eyes: verdict, hands: verdict, score: { type: 'integer' } };
    const items = { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
    const schema = {
      type: 'object',
      additionalProperties: false,
      required: ['pictures'],
      properties: { pictures: { type: 'array', items } },
    };
    const size = { width: 864, height: 1_152 };
    const sound = await sharp({ create: { ...size, channels: 3, background: '#8a2be2' } })
      .png()
      .toBuffer();
    const small = await sharp(await smeared(sound, size))
      .resize(256)
      .jpeg({ quality: 60 })
      .toBuffer();
    const content = [small, sound].map((picture) => ({
      type: 'input_image',
      image_url: urlOf(picture),
      detail: 'low',
    }));

    const answer = await post(openai, 'responses', {
      model: 'gpt-6-luna',
      input: [{ role: 'user', content }],
      text: { format: { type: 'json_schema', name: 'verdicts', schema, strict: true } },
    });

    expect(JSON.parse(textOf(await json<Answer>(answer)))).toEqual({
      pictures: [
        { eyes: 'broken', hands: 'good', score: 12 },
        { eyes: 'good', hands: 'good', score: 91 },
      ],
    });
  });

  it.each([
    ['no picture', `data:image/jpeg;base64,${Buffer.from('no picture').toString('base64')}`, 'invalid_image'],
    ['of another kind', 'data:image/tiff;base64,AAAA', 'unsupported_image_media_type'],
    ['no data', 'data:image/jpeg;base64,', 'invalid_base64_image'],
    [
      'too large',
      `data:image/png;base64,${Buffer.alloc(21 * 1_024 * 1_024).toString('base64')}`,
      'image_file_too_large',
    ],
  ])('a picture that is %s is refused', async (_what, url, code) => {
    const openai = await open();

    const response = await look(openai, url);

    expect(response.status).toBe(400);
    expect((await json<{ error: { code: string } }>(response)).error.code).toBe(code);
  });
});
