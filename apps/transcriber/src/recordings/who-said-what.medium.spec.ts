import { describe, expect, it } from '@jest/globals';
import { type ErrorType } from '@aisha/fakes/fal';
import { encoded, type SaidSentence, spoken, type Voice, VOICES } from '@aisha/fakes/spoken-words';
import type { Segment } from '@aisha/kinds';
import type { StartTranscription } from '@aisha/kinds/messages';
import { ORDER_PATIENCE_MS } from '@aisha/domain';
import { eventually } from '@aisha/testing';
import { fal, lastHints, LEASE_MS, onTranscriber, openAi, transcriptions } from '../../spec/transcriber-harness';

const says = (voice: Voice, words: string): SaidSentence => ({ voice, says: words });

/** Half a minute of two people, with a silence that is not sent: three pieces for a model that hears pieces. */
const TALK = [
  says(VOICES.bass, 'утро море берег город улица поезд письмо встреча смета договор'),
  says(VOICES.soprano, 'срок оплата макет заказчик отчёт решение пятница среда четверг неделя'),
  4,
  says(VOICES.bass, 'месяц осень зима весна Мария Андрей Игорь Анна команда студия'),
  says(VOICES.soprano, 'склад магазин дождь солнце ветер снег дорога машина самолёт билет'),
  says(VOICES.soprano, 'книга музыка картина камера телефон бумага краска рама утро море'),
  says(VOICES.bass, 'берег город улица поезд письмо встреча смета договор срок оплата'),
] as const;
/** The words of a sentence as the transcript has them. */
const sentence = ({ says: words }: SaidSentence): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
const SENTENCES = TALK.filter((part) => typeof part === 'object');
/** The bass speaks first, so he is A. */
const WHO = SENTENCES.map(({ voice }) => (voice === VOICES.bass ? 'A' : 'B'));
const UNITS = 4;

const recording = encoded(spoken(...TALK));

/** How many words of these segments are given to the right speaker. */
const rightWords = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { text, speaker }) => {
    const words = text.toLowerCase().replaceAll('.', '').split(' ');
    const place = SENTENCES.findIndex((one) => one.says.toLowerCase().includes(words.join(' ')));
    return sum + (WHO[place] === speaker ? words.length : 0);
  }, 0);

/** Five seconds of speech, which is too short for the model that bills whole minutes. */
const shortRecording = encoded(
  spoken(says(VOICES.alto, 'утро море берег город улица поезд письмо встреча смета договор срок')),
);

const jobsSince = (before: number) => fal.jobs().slice(before);

/** A recording of two people that is ordered with these models, and the requests that providers get from then on. */
const ordered = async (
  options: Parameters<typeof onTranscriber>[0] = {},
  { sound = recording, ...hints }: Partial<StartTranscription> & { readonly sound?: Promise<Buffer> } = {},
) => {
  const harness = await onTranscriber({ recognizers: ['xai', 'openai'], ...options });
  const asked = { ...(await harness.order({ recording: await sound })), ...hints };
  const [falBefore, openAiBefore] = [fal.jobs().length, transcriptions()];
  await harness.start(asked);
  return {
    ...harness,
    asked,
    atFal: () => jobsSince(falBefore),
    atOpenAi: () => transcriptions() - openAiBefore,
    booked: () =>
      harness.postgres.admin.query<{ model: string; listed: number; paid: number }>(
        `SELECT model, sum(listed)::int AS listed, sum(micro_dollars)::int AS paid
         FROM transcriber.provider_call GROUP BY model ORDER BY model DESC`,
      ),
  };
};

/** Factors on the time that FAL takes. */
const [REAL_TIME, NO_TIME] = [1, 0.001];
const falTakes = (scale: number): Promise<Response> =>
  fetch(`${fal.url}/time-scale`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ scale }),
  });

describe('a recording of two people that a model hears whole', () => {
  it('one request transcribes a whole recording: its words are complete, and more than nine in ten of them have the right speaker', async () => {
    const { work, transcripts, endOf, asked, atFal, atOpenAi, booked } = await ordered();

    await work();

    const [written] = await transcripts();
    expect(written).toMatchObject({ content: expect.stringContaining(sentence(SENTENCES[0]!)), language: 'ru' });
    const words = SENTENCES.flatMap(({ says: said }) => said.split(' '));
    expect(written!.content.toLowerCase().match(/[а-яё]+/g)).toEqual(words.map((word) => word.toLowerCase()));
    expect(new Set(written!.segments.map(({ speaker }) => speaker))).toEqual(new Set(['A', 'B']));
    expect(rightWords(written!.segments) / words.length).toBeGreaterThan(0.9);
    expect(atFal()).toMatchObject([{ endpoint: 'xai/speech-to-text/v1', input: { diarize: true, language: 'auto' } }]);
    expect(atOpenAi()).toBe(0);
    expect(await booked()).toEqual([{ model: 'xai/speech-to-text/v1', listed: 1_667, paid: 1_667 }]);
    expect(await endOf(asked.orderId)).toMatchObject({
      settled: [{ delivered: UNITS, of: UNITS, reason: null }],
      documents: 1,
    });
  });

  it('a person who speaks alone is not named before each sentence', async () => {
    const { start, work, order, transcripts } = await onTranscriber({ recognizers: ['xai', 'openai'] });
    const alone = spoken(says(VOICES.alto, 'утро море берег'), says(VOICES.alto, 'город улица поезд'));
    await start(await order({ recording: await encoded(alone) }));

    await work();

    expect((await transcripts())[0]!.segments.map(({ speaker }) => speaker)).toEqual([null, null]);
  });

  it('the sentences of a recording have the times at which they were said, although the silence in it is not sent', async () => {
    const { work, transcripts } = await ordered();

    await work();

    const [{ segments } = { segments: [] }] = await transcripts();
    const third = segments.find(({ text }) => text.startsWith('Месяц'));
    // Before the third sentence come two sentences of ten words with nine gaps, the pause between the two, and the silence.
    expect(third!.startsAt).toBeCloseTo(2 * (10 * 0.25 + 9 * 0.1) + 0.6 + 4, 0);
    expect(segments.map(({ startsAt }) => startsAt)).toEqual(
      segments.map(({ startsAt }) => startsAt).toSorted((one, other) => one - other),
    );
  });

  it('a recording that a model hears whole cannot be cancelled once its request is paid and no free work is left: its text is delivered', async () => {
    const { tick, work, cancel, postgres, sent, endOf, asked } = await ordered({ freeWorkCents: 0 });
    await falTakes(REAL_TIME);
    await tick();
    const submitted = 'SELECT 1 FROM transcriber.piece WHERE request_id IS NOT NULL';
    await eventually(async () => (await postgres.admin.query(submitted)).length === 1);

    await cancel(asked);

    expect((await sent('show-progress')).at(-1)).toMatchObject({ mayCancel: false });
    await falTakes(NO_TIME);
    await work();
    expect(await endOf(asked.orderId)).toMatchObject({ settled: [{ delivered: UNITS, of: UNITS }], documents: 1 });
  });
});

describe('a request for a whole recording', () => {
  it('a request for a whole recording is paid once: when a process is killed, the next process polls the same request', async () => {
    const { tick, work, endOf, asked, clock, atFal, replica, pieces } = await ordered();
    const dying = replica();
    fal.faults.add({ on: 'status', kind: 'hang' });
    await dying.tick();
    await eventually(async () => fal.faults.list().length === 0);
    expect(await pieces()).toEqual([{ segments: null }]);

    clock.advance(LEASE_MS);
    await tick();
    await work();

    expect(atFal()).toHaveLength(1);
    expect(await endOf(asked.orderId)).toMatchObject({ settled: [{ delivered: UNITS, reason: null }], documents: 1 });
  });

  it('a failed request for a whole recording costs nothing, even if a killed process has sent it', async () => {
    const { tick, work, clock, replica, booked } = await ordered({ recognizers: ['xai'] });
    const dying = replica();
    fal.faults.add({ on: 'job', kind: 'fail', errorType: 'internal_server_error' });
    fal.faults.add({ on: 'status', kind: 'hang' });
    await dying.tick();
    await eventually(async () => fal.faults.list().length === 0);

    clock.advance(LEASE_MS);
    await tick();
    await work();

    expect(await booked()).toEqual([{ model: 'xai/speech-to-text/v1', listed: 1_667, paid: 0 }]);
  });

  it('a request for a whole recording is polled by the next process when the process that sent it stops', async () => {
    const { work, endOf, asked, atFal, replica, postgres } = await ordered();
    const stopping = replica();
    await falTakes(REAL_TIME);
    await stopping.tick();
    const kept = 'SELECT FROM transcriber.piece WHERE request_id IS NOT NULL';
    await eventually(async () => (await postgres.admin.query<object>(kept)).length === 1);

    await stopping.stop();
    await falTakes(NO_TIME);
    await work();

    expect(atFal()).toHaveLength(1);
    expect(await endOf(asked.orderId)).toMatchObject({ settled: [{ delivered: UNITS, reason: null }] });
  });

  it('a request for a whole recording that FAL never ends is not sent again, and after an hour all credits go back', async () => {
    const { work, endOf, asked, clock, atFal, recording: row } = await ordered({ falPatienceMs: 20 });
    fal.faults.add({ on: 'job', kind: 'never-finish' });
    await work();
    expect(await row(asked.orderId)).toMatchObject({ state: 'queued', deferredBy: 'provider-busy' });

    clock.advance(ORDER_PATIENCE_MS / 2);
    await work();
    clock.advance(ORDER_PATIENCE_MS / 2);
    await work();

    expect(atFal()).toHaveLength(1);
    expect(await endOf(asked.orderId)).toEqual({
      settled: [{ delivered: 0, of: UNITS, reason: 'provider-busy' }],
      documents: 0,
      explained: ['provider-busy'],
    });
  });

  it('a request for a whole recording that FAL refuses for now is sent later, by the same model', async () => {
    const { work, endOf, asked, clock, atFal, atOpenAi } = await ordered();
    fal.faults.add({ on: 'submit', kind: '429' });
    await work();
    expect(atFal()).toEqual([]);

    clock.advance(60_000);
    await work();

    expect([atFal().length, atOpenAi()]).toEqual([1, 0]);
    expect(await endOf(asked.orderId)).toMatchObject({ settled: [{ delivered: UNITS, reason: null }] });
  });

  it('a recording that FAL has not accepted for an hour is transcribed by the next model', async () => {
    const { work, endOf, asked, clock, atFal, atOpenAi } = await ordered();
    fal.faults.add({ on: 'submit', kind: '429', times: 2 });
    await work();
    expect([atFal().length, atOpenAi()]).toEqual([0, 0]);

    clock.advance(ORDER_PATIENCE_MS);
    await work();

    expect([atFal().length, atOpenAi() > 0]).toEqual([0, true]);
    expect(await endOf(asked.orderId)).toMatchObject({ settled: [{ reason: null }], documents: 1 });
  });

  it('cancelling while FAL hears a whole recording gives all credits back, and its words are not kept', async () => {
    const { tick, work, cancel, endOf, asked, atFal, pieces, transcripts } = await ordered();
    fal.faults.add({ on: 'status', kind: 'slow', delayMs: 500 });
    await tick();
    await eventually(async () => fal.faults.list().length === 0);

    await cancel(asked);
    await work();

    expect(atFal()).toHaveLength(1);
    expect(await endOf(asked.orderId)).toEqual({
      settled: [{ delivered: 0, of: UNITS, reason: 'cancelled-by-user' }],
      documents: 0,
      explained: ['cancelled-by-user'],
    });
    expect([await pieces(), await transcripts()]).toEqual([[], []]);
  });
});

/** The troubles of a model at FAL after which the next model is asked, and whether FAL bills the request. */
const TROUBLES: readonly (readonly [string, Parameters<typeof fal.faults.add>[0], boolean])[] = [
  ['the endpoint is gone', { on: 'submit', kind: 'gone' }, false],
  ['our account is locked', { on: 'submit', kind: '403-locked' }, false],
  ['the answer to the submission is lost', { on: 'submit', kind: 'accept-then-reset' }, true],
  [
    'the model refuses the recording',
    { on: 'job', kind: 'fail', errorType: 'file_download_error' as ErrorType },
    false,
  ],
  ['the model fails', { on: 'job', kind: 'fail', errorType: 'internal_server_error' }, false],
  ['FAL has lost the request', { on: 'status', kind: '404' }, false],
  ['the answer has no words', { on: 'job', kind: 'broken' }, true],
];

describe('a recording that the first model cannot transcribe', () => {
  it.each(TROUBLES)(
    'a recording is transcribed by the next model, in pieces, and charged once, when %s',
    async (_, fault, isBilled) => {
      const { work, endOf, asked, atOpenAi, booked, transcripts, logged } = await ordered();
      fal.faults.add(fault);

      await work();

      const [written] = await transcripts();
      expect(written!.content.split(/\s+/)).toHaveLength(SENTENCES.length * 10);
      expect(atOpenAi()).toBe(3);
      expect(await endOf(asked.orderId)).toEqual({
        settled: [{ delivered: UNITS, of: UNITS, reason: null }],
        documents: 1,
        explained: [],
      });
      expect(logged('recording.handed-on')).toMatchObject([
        { from: 'fal xai/speech-to-text/v1', to: 'gpt-transcribe', orderId: asked.orderId },
      ]);
      expect((await booked()).find(({ model }) => model.startsWith('xai'))?.paid).toBe(isBilled ? 1_667 : 0);
    },
  );

  it('a recording goes from model to model until one can transcribe it, and has the speakers that the last model tells apart', async () => {
    const { work, atFal, atOpenAi, transcripts } = await ordered({ recognizers: ['xai', 'scribe', 'openai'] });
    fal.faults.add({ on: 'submit', kind: 'gone', match: 'xai/' });

    await work();

    const [written] = await transcripts();
    expect(new Set(written!.segments.map(({ speaker }) => speaker))).toEqual(new Set(['A', 'B']));
    expect(written!.language).toBe('ru');
    expect(atFal()).toMatchObject([{ endpoint: 'fal-ai/elevenlabs/speech-to-text/scribe-v2' }]);
    expect(atOpenAi()).toBe(0);
  });

  it('a recording that no model can transcribe costs nothing', async () => {
    const { work, endOf, asked } = await ordered({ recognizers: ['xai', 'scribe'] });
    fal.faults.add({ on: 'submit', kind: 'gone', times: 2 });

    await work();

    expect(await endOf(asked.orderId)).toEqual({
      settled: [{ delivered: 0, of: UNITS, reason: 'model-gone' }],
      documents: 0,
      explained: ['model-gone'],
    });
  });

  it('when a process dies after handing a recording over, the next model transcribes it and the first one is not paid again', async () => {
    const { work, tick, endOf, asked, atFal, clock, door, replica } = await ordered();
    const dying = replica();
    dying.door.shutAfter(0);
    fal.faults.add({ on: 'job', kind: 'broken' });
    await dying.tick();
    await eventually(() => dying.door.came > 0);

    clock.advance(LEASE_MS);
    await tick();
    await work();

    expect([atFal().length, door.came]).toEqual([1, 3]);
    expect(await endOf(asked.orderId)).toMatchObject({ settled: [{ delivered: UNITS, reason: null }] });
  });

  it('a recording that was cut for a model of an earlier configuration is cut again for a configured model', async () => {
    const { work, endOf, asked, atFal, atOpenAi, postgres, transcripts } = await ordered();
    await postgres.admin.query(
      `INSERT INTO transcriber.piece (order_id, position, starts_at, ends_at, recognizer, request_id)
       VALUES ($1, 0, 0, 30, 'fal of/another-model', 'lost')`,
      [asked.orderId],
    );

    await work();

    expect([atFal().length, atOpenAi()]).toEqual([1, 0]);
    expect((await transcripts())[0]!.segments[0]).toMatchObject({ speaker: 'A' });
    expect(await endOf(asked.orderId)).toMatchObject({ settled: [{ delivered: UNITS, reason: null }] });
  });
});

describe('a recording that is too short for the model that hears it whole', () => {
  it('a short recording goes to the model of pieces, and to the model that hears it whole when the model of pieces is gone', async () => {
    const { work, endOf, asked, atFal, atOpenAi, transcripts, logged } = await ordered({}, { sound: shortRecording });
    openAi.faults.add({ on: 'transcriptions', kind: '404' });

    await work();

    expect((await transcripts())[0]!.content).toMatch(/^Утро море берег/);
    expect([atOpenAi(), atFal().length]).toEqual([1, 1]);
    expect(await endOf(asked.orderId)).toEqual({
      settled: [{ delivered: asked.speechUnits, of: asked.speechUnits, reason: null }],
      documents: 1,
      explained: [],
    });
    expect(logged('recording.handed-on')).toMatchObject([{ from: 'gpt-transcribe', to: 'fal xai/speech-to-text/v1' }]);
  });

  it('a short recording that no model can transcribe costs nothing, and each model is asked once', async () => {
    const { work, endOf, asked, atFal, atOpenAi } = await ordered({}, { sound: shortRecording });
    openAi.faults.add({ on: 'transcriptions', kind: '404' });
    fal.faults.add({ on: 'job', kind: 'fail', errorType: 'internal_server_error' });

    await work();

    expect([atOpenAi(), atFal().length]).toEqual([1, 1]);
    expect(await endOf(asked.orderId)).toMatchObject({
      settled: [{ delivered: 0, reason: 'provider-failed' }],
      explained: ['provider-failed'],
    });
  });
});

describe('a recording whose person has named the language', () => {
  it.each(['uk', 'kk'] as const)(
    'a recording in a language that the first model cannot be told goes to the next model, which is told it (%s)',
    async (spokenLanguage) => {
      const { work, endOf, asked, atFal } = await ordered({}, { spokenLanguage });

      await work();

      expect(atFal()).toEqual([]);
      expect(lastHints()).toMatchObject({ 'languages[]': [spokenLanguage] });
      expect(await endOf(asked.orderId)).toMatchObject({ settled: [{ delivered: UNITS, of: UNITS, reason: null }] });
    },
  );

  it('one answer that cannot be read leaves a recording with the model that was told its language', async () => {
    const { work, endOf, asked, clock, atFal } = await ordered({}, { spokenLanguage: 'uk' });
    openAi.faults.add({ on: 'transcriptions', kind: 'malformed', times: 1 });
    await work();
    clock.advance(LEASE_MS);
    await work();

    expect(atFal()).toEqual([]);
    expect(await endOf(asked.orderId)).toMatchObject({ settled: [{ delivered: UNITS, of: UNITS, reason: null }] });
  });

  it('a recording that is handed over in its last run is not sent on to the model before', async () => {
    const { work, endOf, asked, clock, atFal, atOpenAi } = await ordered(
      {},
      { spokenLanguage: 'uk', sound: encoded(spoken(...Array.from({ length: 6 }, () => TALK).flat())) },
    );
    openAi.faults.add({ on: 'transcriptions', kind: '503', times: 100 });
    await work();
    clock.advance(ORDER_PATIENCE_MS);
    openAi.faults.clear();
    openAi.faults.add({ on: 'transcriptions', kind: '401', times: 1 });
    openAi.faults.add({ on: 'transcriptions', kind: 'slow', delayMs: 1_000, times: 100 });
    const before = atOpenAi();
    await work();

    expect(atOpenAi() - before).toBeLessThan(8); // of some eighteen pieces, those that were on their way already
    expect(atFal()).toHaveLength(1);
    expect(await endOf(asked.orderId)).toMatchObject({ settled: [{ reason: null }], documents: 1 });
  });

  it('of the models that can be told the language, the first one hears the recording', async () => {
    const { work, atFal, atOpenAi } = await ordered(
      { recognizers: ['xai', 'scribe', 'openai'] },
      { spokenLanguage: 'uk' },
    );

    await work();

    expect(atFal()).toMatchObject([
      { endpoint: 'fal-ai/elevenlabs/speech-to-text/scribe-v2', input: { language_code: 'uk' } },
    ]);
    expect(atOpenAi()).toBe(0);
  });

  it.each([
    ['a language that the first model can be told', ['xai', 'openai'], 'de', 'de'],
    ['a language that no model can be told', ['xai'], 'uk', 'auto'],
  ] as const)(
    'a recording in %s is heard whole by the first model',
    async (_, recognizers, spokenLanguage, language) => {
      const { work, atFal, atOpenAi } = await ordered({ recognizers }, { spokenLanguage });

      await work();

      expect(atFal()).toMatchObject([{ endpoint: 'xai/speech-to-text/v1', input: { language } }]);
      expect(atOpenAi()).toBe(0);
    },
  );
});
