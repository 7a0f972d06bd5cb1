import { describe, expect, it } from '@jest/globals';
import { startFal } from '@aisha/fakes/fal';
import { encoded, spoken, VOICES } from '@aisha/fakes/spoken-words';
import { afterThisTest, eventually, ListedCalls } from '@aisha/testing';
import { shippedCatalogue } from '../catalogue';
import type { Speech } from '../ports';
import { FalHttpQueue } from './http/client';
import { FalSpeechRecognizer } from './fal-speech-recognizer';
import { ModelsAtFal } from './models';

const XAI = 'xai/speech-to-text/v1';
const SCRIBE = 'fal-ai/elevenlabs/speech-to-text/scribe-v2';
const models = new ModelsAtFal();
const [xai, scribe] = [XAI, SCRIBE].map((endpoint) => models.at('write-down', endpoint)!) as [Listener, Listener];
type Listener = NonNullable<ReturnType<typeof models.at<'write-down'>>>;

const TALK = encoded(
  spoken(
    { voice: VOICES.tenor, says: 'утро море берег город улица поезд' },
    { voice: VOICES.soprano, says: 'письмо встреча смета договор срок оплата' },
  ),
  'small',
);
const SECONDS = 5;

/** FAL's fake, and a recording written down there. */
const setup = async (listener: Listener = xai, patienceMs = 60_000, known = models) => {
  const fal = await startFal({ key: 'id:secret' });
  afterThisTest(() => fal.close());
  const queue = new FalHttpQueue({ key: 'id:secret', queueUrl: fal.queueUrl, restUrl: fal.restUrl });
  const ledger = new ListedCalls();
  const recognizer = new FalSpeechRecognizer(queue, ledger, known, listener, { pollMs: 5, patienceMs });
  const kept: string[] = [];
  const hear = async (asked: Partial<Speech> = {}, requestId: string | null = null) =>
    recognizer.transcribe(await TALK, {
      fileName: 'piece.mp3',
      seconds: SECONDS,
      onBehalf: { userId: null, orderId: null, kind: null, reason: 'order' },
      request: { requestId, keep: async (id) => void kept.push(id) },
      ...asked,
    });
  return { fal, kept, ledger, hear };
};

describe.each([
  ['xAI', xai, { language: 'ru', diarize: true, keyterm: ['Аиша'] }, 1_667],
  ['Scribe', scribe, { language_code: 'ru', diarize: true, tag_audio_events: false, keyterms: ['Аиша'] }, 867],
] as const)('a recording that %s writes down', (_, listener, input, microDollars) => {
  it('a recording comes back in sentences with their times and speakers, for the listed price', async () => {
    const { fal, ledger, hear } = await setup(listener);

    const heard = await hear({ languages: ['ru'], vocabulary: ['Аиша'] });

    expect(heard).toMatchObject({
      text: 'Утро море берег город улица поезд. Письмо встреча смета договор срок оплата.',
      languages: ['ru'],
      segments: [
        { text: 'Утро море берег город улица поезд.', speaker: 'A' },
        { text: 'Письмо встреча смета договор срок оплата.', speaker: 'B' },
      ],
    });
    expect(heard.segments![0]!.startsAt).toBeCloseTo(0, 0);
    expect(heard.segments![1]!.endsAt).toBeCloseTo(4.6, 0);
    expect(fal.jobs()).toMatchObject([{ endpoint: listener.endpoint, input, webhookUrl: null }]);
    expect(ledger.calls).toMatchObject([{ provider: 'fal', model: listener.endpoint, microDollars }]);
  });
});

describe('a request for a recording', () => {
  it('a request for a recording is paid once: a run after a crash polls the kept request', async () => {
    const { fal, kept, hear } = await setup();
    fal.faults.add({ on: 'status', kind: 'hang' });
    hear().catch(() => undefined);
    await eventually(() => kept.length === 1);

    const heard = await hear({}, kept[0]);

    expect(heard.segments).toHaveLength(2);
    expect(fal.jobs()).toHaveLength(1);
  });

  it('a request for a recording that may run at FAL is distinguished from a request that surely does not run', async () => {
    const { fal, kept, ledger, hear } = await setup();
    fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    await expect(hear()).rejects.toMatchObject({ code: 'submit-unknown' });
    const unknown = ledger.cost;
    expect(unknown).toBeGreaterThan(0);

    fal.faults.add({ on: 'submit', kind: 'gone' });
    await expect(hear()).rejects.toMatchObject({ code: 'model-gone' });

    expect(ledger.cost).toBe(unknown);
    expect(kept).toEqual([]);
  });

  it('a request for a recording that the model refuses costs nothing', async () => {
    const { fal, ledger, hear } = await setup();
    fal.faults.add({ on: 'job', kind: 'fail', errorType: 'file_too_large' });

    await expect(hear()).rejects.toMatchObject({ code: 'provider-failed', facts: { errorType: 'file_too_large' } });
    expect(ledger.cost).toBe(0);
  });

  it('a run waits for a recording no longer than its patience, and not at all once it is aborted', async () => {
    const { fal, hear } = await setup(xai, 20);
    fal.faults.add({ on: 'job', kind: 'never-finish', times: 2 });
    await expect(hear()).rejects.toMatchObject({ code: 'provider-busy', mayRetry: true });

    const ended = AbortSignal.abort();
    await expect(hear({ signal: ended })).rejects.toMatchObject({ code: 'took-too-long' });
  });

  it.each(['401', 'malformed'] as const)(
    'after a poll that fails with %s the recording is not given up: the next run polls the same request',
    async (kind) => {
      const { fal, kept, hear } = await setup();
      fal.faults.add({ on: 'status', kind });

      await expect(hear()).rejects.toMatchObject({ code: 'provider-busy', mayRetry: true });
      expect((await hear({}, kept[0])).segments).toHaveLength(2);
      expect(fal.jobs()).toHaveLength(1);
    },
  );
});

it('a recording is not sent to a model that is known to be gone', async () => {
  const catalogue = shippedCatalogue();
  const { fal, hear } = await setup(xai, 60_000, new ModelsAtFal(catalogue));
  catalogue.learn(XAI, true);

  await expect(hear()).rejects.toMatchObject({ code: 'model-gone' });
  expect(fal.jobs()).toEqual([]);
});

describe('an answer about a recording', () => {
  it.each([
    [null],
    [{ text: 'Hey' }],
    [{ words: ['Hey'] }],
    [{ words: [{ text: 'Hey', start: '0', end: 1 }] }],
    [{ words: [{ text: 'Hey', start: -1, end: 1 }] }],
  ])('an answer about a recording is unreadable where it is %j', (output) => {
    for (const listener of [xai, scribe]) {
      expect(() => listener.output(output)).toThrow('provider-answer-unreadable');
    }
  });

  it('an answer about a recording may lack speakers and language; its blanks and sounds are left out', () => {
    expect(xai.output({ words: [{ text: 'Hey', start: 0, end: 1 }] })).toEqual({
      words: [{ text: 'Hey', startsAt: 0, endsAt: 1, speaker: null }],
      language: null,
    });
    expect(
      scribe.output({
        language_code: 'eng',
        words: [
          { text: 'Hey', start: 0, end: 1, type: 'word', speaker_id: 'speaker_0' },
          { text: ' ', start: 1, end: 1.1, type: 'spacing', speaker_id: 'speaker_0' },
          { text: '(laughs)', start: 1.1, end: 2, type: 'audio_event', speaker_id: 'speaker_0' },
        ],
      }),
    ).toEqual({ words: [{ text: 'Hey', startsAt: 0, endsAt: 1, speaker: 'speaker_0' }], language: 'en' });
  });

  it('a request to xAI names a language only if exactly one is given and xAI takes it', () => {
    const of = (...languages: string[]) => xai.request({ url: 'u', seconds: 1, languages, vocabulary: [] }).input;

    expect([of('ru'), of('kk'), of('ru', 'en'), of()].map((input) => input['language'])).toEqual([
      ...['ru', 'auto', 'auto', 'auto'],
    ]);
  });
});
