import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startOpenAi, type FakeOpenAi } from '@aisha/fakes/openai';
import type { SpeechSpeed, Voice } from '@aisha/kinds';
import { eventually, ListedCalls, ManualClock } from '@aisha/testing';
import { Logger } from '@aisha/platform';
import { ModelsHealth } from './models-health';
import { OpenAiCalls } from './openai-calls';
import { OpenAiSpeechSynthesizer } from './openai-speech-synthesizer';
import { isWholeSound } from '../ports/speech-synthesizer';

const KEY = 'sk-test';
const ledger = new ListedCalls();
const FOR_EVERYBODY = { userId: null, orderId: null, kind: null, reason: 'sample' } as const;
const MODEL = 'gpt-4o-mini-tts';
const TEXT = 'Добрый день! Это проба голоса.';

/** A clock that is set to a time before the model's end; a test about the end moves the clock on. */
const clock = new ManualClock(new Date('2026-11-20T12:00:00Z'));
let openAi: FakeOpenAi;
beforeAll(async () => {
  openAi = await startOpenAi({ key: KEY, now: () => clock.now().getTime() });
});
afterEach(() => {
  openAi.faults.clear();
  clock.set(new Date('2026-11-20T12:00:00Z'));
});
afterAll(() => openAi.close());

const calls = () => new OpenAiCalls({ OPENAI_API_KEY: KEY, OPENAI_BASE_URL: openAi.url }, ledger);
const speak = (
  text = TEXT,
  { voice = 'soft', speed = 100, model = MODEL }: { voice?: Voice; speed?: SpeechSpeed; model?: string } = {},
  signal = new AbortController().signal,
): Promise<Buffer> => {
  const keep = () => Promise.reject(new Error('answers at once'));
  return new OpenAiSpeechSynthesizer(calls(), model).speak(
    { text, voice, speed, language: 'ru' },
    { requestId: null, like: null, keep, signal, onBehalf: FOR_EVERYBODY },
  );
};
/** The length of a WAV: after a header of 44 bytes it has mono samples of 16 bits at 24 kHz. */
const secondsOf = (wav: Buffer): number => (wav.length - 44) / 48_000;
const sent = () => openAi.requests().filter(({ path }) => path.endsWith('/audio/speech'));

describe('a text read aloud by OpenAI', () => {
  it('a text read aloud by OpenAI has a second of sound for every fifteen characters, and a shorter sound when it is read faster', async () => {
    const usual = secondsOf(await speak());
    const fast = secondsOf(await speak(TEXT, { speed: 150 }));

    expect(usual).toBeCloseTo(TEXT.length / 15, 2);
    expect(fast).toBeCloseTo(usual / 1.5, 2);
    expect(sent().at(-1)?.body).toMatchObject({ model: MODEL, input: TEXT, voice: 'shimmer', speed: 1.5 });
  });

  it.each(['soft', 'bright', 'calm', 'deep'] as const)(
    'a text read aloud by OpenAI is a complete sound file in the voice "%s"',
    async (voice) => {
      expect(isWholeSound(await speak(TEXT, { voice }))).toBe(true);
    },
  );

  it('OpenAI reads a text of the greatest length aloud, and refuses a longer one', async () => {
    const { maxCharacters } = new OpenAiSpeechSynthesizer(calls(), MODEL);

    await speak('а'.repeat(maxCharacters));
    await expect(speak('а'.repeat(maxCharacters + 1))).rejects.toMatchObject({ code: 'provider-failed' });
  });

  it.each([
    ['429', 'provider-busy', 3],
    ['500', 'provider-unreachable', 3],
    ['503', 'provider-busy', 3],
    ['502-html', 'provider-unreachable', 3],
    ['cut', 'provider-unreachable', 3],
    ['insufficient_quota', 'provider-out-of-credit', 1],
    ['401', 'provider-refused-key', 1],
    ['404', 'speech-off', 1],
    ['html-page', 'provider-answer-unreadable', 1],
    ['malformed', 'provider-answer-unreadable', 1],
  ] as const)(
    'a text read aloud by OpenAI that meets the fault %s fails with the code %s, after %i requests',
    async (kind, code, times) => {
      openAi.faults.add({ on: 'speech', kind, times: 20 });

      await expect(speak()).rejects.toMatchObject({ code });

      expect(20 - openAi.faults.list()[0]!.remaining!).toBe(times);
    },
  );

  it('a text read aloud by OpenAI is given up when its order ends', async () => {
    openAi.faults.add({ on: 'speech', kind: 'hang' });
    const ending = new AbortController();

    const speaking = speak(TEXT, {}, ending.signal);
    await eventually(() => openAi.faults.list().length === 0); // the fake has received the text
    ending.abort();

    await expect(speaking).rejects.toMatchObject({ code: 'took-too-long' });
  });
});

describe('speech whose model is gone', () => {
  const health = (optional: string[]) => new ModelsHealth(calls(), ['gpt-6-luna'], clock, Logger.silent(), optional);

  it('speech fails as switched off when its model has ended, and when no model is configured', async () => {
    clock.set(new Date('2027-01-07T00:00:00Z'));

    await expect(speak()).rejects.toMatchObject({ code: 'speech-off' });
    await expect(speak(TEXT, { model: '' })).rejects.toMatchObject({ code: 'speech-off' });
  });

  it('an app whose speech model has ended stays healthy, and its operators are warned before and after the end', async () => {
    clock.set(new Date('2026-12-20T12:00:00Z'));
    expect(await health([MODEL]).check()).toBe('gpt-4o-mini-tts ends on 2027-01-06');

    clock.set(new Date('2027-01-07T00:00:00Z'));
    expect(await health([MODEL]).check()).toBe('gpt-4o-mini-tts is gone');
    expect(await health(['']).check()).toBeUndefined();
  });
});
