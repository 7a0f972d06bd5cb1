import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startFal } from '@aisha/fakes/fal';
import type { SpeechSpeed } from '@aisha/kinds';
import { afterThisTest, eventually, ListedCalls, folderOfThisTest } from '@aisha/testing';
import { FalHttpQueue } from './http/client';
import { FalFiles } from './files';
import { FalSpeechSynthesizer } from './fal-speech-synthesizer';
import { catalogueWith, shippedCatalogue, type ModelCatalogue } from '../catalogue';
import { ModelsAtFal } from './models';
import { inworldSpeech, minimaxSpeech } from './models/speech';

const TEXT = 'Добрый день! Это проба голоса.';
const MINIMAX = 'fal-ai/minimax/speech-02-turbo';

/** A catalogue of this release to which an operator's file adds these entries. */
const withFile = (entries: readonly object[]): ModelCatalogue => {
  const file = path.join(folderOfThisTest(), 'models.json');
  writeFileSync(file, JSON.stringify(entries));
  return catalogueWith(file);
};

/** The requests that earlier runs have kept: of the piece itself, and of another piece of its text. */
interface Kept {
  readonly requestId: string | null;
  readonly like: string | null;
}

/** FAL's fake, and a text read aloud there. */
const setup = async (catalogue = shippedCatalogue()) => {
  const fal = await startFal({ key: 'id:secret' });
  afterThisTest(() => fal.close());
  const queue = new FalHttpQueue({ key: 'id:secret', queueUrl: fal.queueUrl, restUrl: fal.restUrl });
  const ledger = new ListedCalls();
  const timeouts = { pollMs: 5, patienceMs: 60_000 };
  const synthesizer = new FalSpeechSynthesizer(
    queue,
    new FalFiles([fal.cdnHost]),
    ledger,
    new ModelsAtFal(catalogue),
    timeouts,
  );
  const kept: string[] = [];
  const onBehalf = { userId: null, orderId: null, kind: null, reason: 'sample' } as const;
  const speak = (
    text = TEXT,
    { speed = 100, requestId = null, like = null }: { speed?: SpeechSpeed } & Partial<Kept> = {},
    signal = new AbortController().signal,
  ) =>
    synthesizer.speak(
      { text, voice: 'deep', speed, language: 'ru' },
      { requestId, like, keep: async (id) => void kept.push(id), signal, onBehalf },
    );
  return { fal, kept, ledger, speak, synthesizer };
};

describe('a text read aloud by FAL', () => {
  it('a text read aloud by FAL is MP3 in a voice of its language, at a cent for a thousand characters', async () => {
    const { fal, ledger, speak, synthesizer } = await setup();

    const sound = await speak();

    expect(sound.toString('latin1', 0, 3)).toBe('ID3');
    expect(fal.jobs()).toMatchObject([
      { endpoint: 'fal-ai/inworld-tts', input: { text: TEXT, voice: 'Nikolai (ru)', sample_rate_hertz: '24000' } },
    ]);
    expect(ledger.calls).toMatchObject([{ model: 'fal-ai/inworld-tts', microDollars: TEXT.length * 10 }]);
    expect(synthesizer).toMatchObject({ model: 'fal fal-ai/inworld-tts', maxCharacters: 2_000 });
    expect(synthesizer.readsAtSpeeds(null)).toBe(false);
  });

  it('a text read aloud by the model that an operator prefers is longer when it is read slowly', async () => {
    const { fal, speak, synthesizer } = await setup(
      withFile([
        { id: MINIMAX, state: 'active' },
        { id: 'fal-ai/inworld-tts', state: 'watched' },
      ]),
    );
    expect(synthesizer.maxCharacters).toBe(5_000);
    expect(synthesizer.readsAtSpeeds(null)).toBe(true);

    const usual = await speak();
    const slow = await speak(TEXT, { speed: 75 });

    expect(usual.toString('latin1', 0, 3)).toBe('ID3');
    expect(slow.length / usual.length).toBeGreaterThan(1.2);
    expect(fal.jobs()).toMatchObject([
      { endpoint: MINIMAX, input: { text: TEXT, voice_setting: { voice_id: 'Deep_Voice_Man', speed: 1 } } },
      { input: { voice_setting: { speed: 0.75 } } },
    ]);
    expect(fal.jobs().map(({ webhookUrl }) => webhookUrl ?? null)).toEqual([null, null]);
  });

  it('a run that knows the kept request of a text read aloud polls it, and no second request is sent', async () => {
    const { fal, kept, speak } = await setup();
    fal.faults.add({ on: 'job', kind: 'never-finish' });
    const dying = new AbortController();
    const lost = speak(TEXT, {}, dying.signal);
    lost.catch(() => undefined);
    await eventually(() => kept.length === 1);
    dying.abort();
    await expect(lost).rejects.toMatchObject({ code: 'took-too-long' });

    const first = await speak('Другой текст.');
    expect(await speak('Другой текст.', { requestId: kept[1]! })).toEqual(first);

    expect(fal.jobs()).toHaveLength(2);
  });

  it('a text read aloud is quickened or not by the model that read it, and not by the model that an operator prefers now', async () => {
    const { kept, speak } = await setup(
      withFile([
        { id: MINIMAX, state: 'active' },
        { id: 'fal-ai/inworld-tts', state: 'watched' },
      ]),
    );
    await speak(TEXT, { speed: 150 });

    const { synthesizer } = await setup(); // the operator has taken the preference back

    expect(synthesizer.readsAtSpeeds(kept[0]!)).toBe(true);
    expect(synthesizer.readsAtSpeeds('an-id-of-an-older-release')).toBe(true);
    expect(synthesizer.readsAtSpeeds(null)).toBe(false);
  });

  it('a piece is read by the model that has read another piece of its text, and by the first choice once that model is gone', async () => {
    const catalogue = withFile([{ id: MINIMAX, state: 'active', place: 9 }]);
    const { fal, speak } = await setup(catalogue);
    const like = `${MINIMAX} request-of-the-first-piece`;

    await speak(TEXT, { like });
    fal.faults.add({ on: 'submit', kind: 'gone' });
    await speak(TEXT, { like });
    catalogue.learn(MINIMAX, true);
    await speak(TEXT, { like });

    expect(fal.jobs()).toMatchObject([
      { endpoint: MINIMAX },
      { endpoint: 'fal-ai/inworld-tts' },
      { endpoint: 'fal-ai/inworld-tts' },
    ]);
  });

  it('a kept request id without a model’s name, as an older release kept it, is polled at the model of that release', async () => {
    const { fal, kept, speak } = await setup(
      withFile([
        { id: MINIMAX, state: 'active' },
        { id: 'fal-ai/inworld-tts', state: 'watched' },
      ]),
    );
    const sound = await speak();

    expect(await speak(TEXT, { requestId: kept[0]!.split(' ')[1]! })).toEqual(sound);
    expect(fal.jobs()).toHaveLength(1);
  });

  it('a text read aloud by FAL may be sent again only when FAL surely has not taken it', async () => {
    const { fal, kept, speak } = await setup();
    fal.faults.add({ on: 'submit', kind: 'accept-then-reset' });
    await expect(speak()).rejects.toMatchObject({ code: 'submit-unknown', mayRetry: false });

    fal.faults.add({ on: 'submit', kind: '429' });
    await expect(speak()).rejects.toMatchObject({ code: 'provider-busy', mayRetry: true });

    expect(kept).toEqual([]);
    expect(fal.jobs()).toHaveLength(1);
  });

  it.each([
    ['content_policy_violation', 'speech-refused'],
    ['internal_server_error', 'provider-failed'],
  ] as const)('a text read aloud by FAL fails after %s as "%s", and costs nothing', async (errorType, code) => {
    const { fal, kept, ledger, speak } = await setup();
    fal.faults.add({ on: 'job', kind: 'fail', errorType });

    await expect(speak()).rejects.toMatchObject({ code });
    expect(ledger.calls).toMatchObject([{ microDollars: 0 }]);

    // A process that died before the correction leaves the list price, and the next run learns the end of the kept request.
    ledger.calls[0] = { ...ledger.calls[0]!, microDollars: 300 };
    await expect(speak(TEXT, { requestId: kept[0]! })).rejects.toMatchObject({ code });
    expect(ledger.calls).toMatchObject([{ microDollars: 0 }]);
  });

  it('a text that FAL failed to read aloud costs nothing, also when its model is no longer the first choice', async () => {
    const catalogue = withFile([
      { id: MINIMAX, state: 'active' },
      { id: 'fal-ai/inworld-tts', state: 'active', place: 1 },
    ]);
    const { fal, kept, ledger, speak } = await setup(catalogue);
    fal.faults.add({ on: 'job', kind: 'fail', errorType: 'internal_server_error' });
    await expect(speak()).rejects.toMatchObject({ code: 'provider-failed' });
    expect(ledger.calls).toMatchObject([{ model: MINIMAX, microDollars: 0 }]);

    ledger.calls[0] = { ...ledger.calls[0]!, microDollars: 300 };
    catalogue.learn(MINIMAX, true);
    await expect(speak(TEXT, { requestId: kept[0]! })).rejects.toMatchObject({ code: 'provider-failed' });
    expect(ledger.calls).toMatchObject([{ model: MINIMAX, microDollars: 0 }]);
  });

  it('the file of a text read aloud by FAL is fetched again when it breaks off or is no sound', async () => {
    const { fal, kept, speak } = await setup();
    fal.faults.add({ on: 'cdn', kind: 'cut' });
    await expect(speak()).rejects.toMatchObject({ code: 'provider-unreachable', mayRetry: true });

    fal.faults.add({ on: 'cdn', kind: 'malformed' });
    await expect(speak(TEXT, { requestId: kept[0]! })).rejects.toMatchObject({ mayRetry: true });

    expect((await speak(TEXT, { requestId: kept[0]! })).length).toBeGreaterThan(1_000);
    expect(fal.jobs()).toHaveLength(1);
  });
});

it.each([[null], [{}], [{ audio: 'ffd8' }], [{ audio: { url: 'no address' } }]])(
  'a text read aloud by FAL is unreadable where the answer is %j',
  (output) => {
    for (const shape of [inworldSpeech, minimaxSpeech])
      expect(() => shape.output(output)).toThrow('provider-answer-unreadable');
  },
);
