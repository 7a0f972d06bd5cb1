import { describe, expect, it } from '@jest/globals';
import { encoded, spoken, WORDS } from '@aisha/fakes/spoken-words';
import { onTranscriber, openAi, secondsSent, sound, transcriptions } from '../../spec/transcriber-harness';

/** Transcribes a recording of exactly these words, in pieces of ten seconds; returns the transcript and the end of its order. */
const writtenDown = async (script: readonly (string | number)[], { model = 'gpt-transcribe' } = {}) =>
  writtenDownOf(await encoded(spoken(...script)), model);

const writtenDownOf = async (recording: Buffer, model = 'gpt-transcribe') => {
  const harness = await onTranscriber({ model });
  const asked = await harness.order({ recording });
  const before = transcriptions();
  await harness.start(asked);
  await harness.work();
  const [transcript] = await harness.transcripts();
  const { settled } = await harness.endOf(asked.orderId);
  const [booked] = await harness.postgres.admin.query<{ listed: number }>(
    'SELECT sum(listed)::int AS listed FROM transcriber.provider_call',
  );
  return { transcript, settled, sent: transcriptions() - before, seconds: secondsSent(before), ...booked };
};

/** The cost of the default model for each second: $0.0045 a minute (openai.md §0). */
const MICRO_DOLLARS_A_SECOND = 75;

const TALK = [
  'утро море берег',
  1,
  'город улица',
  1,
  'поезд письмо встреча смета',
  3,
  'договор срок',
  1,
  'оплата макет заказчик отчёт',
  2,
  'решение пятница среда',
  1,
  'четверг неделя месяц',
] as const;
/** The times at which the sentences of the talk begin. */
const BEGINS = [0, 1.95, 3.6, 7.95, 9.55, 12.9, 14.85];
const SENTENCES = TALK.filter((part) => typeof part === 'string').map(
  (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`,
);

describe('what was said', () => {
  it.each([
    ['gpt-transcribe', 1.5],
    ['gpt-4o-mini-transcribe', 1.5],
    ['whisper-1', 0.3],
    ['gpt-4o-transcribe-diarize', 0.3],
  ])(
    'the words of a recording are complete, in order and at the right time when %s transcribes it',
    async (model, toleratedSeconds) => {
      const { transcript } = await writtenDown(TALK, { model });

      const { segments } = transcript!;
      expect(segments.map(({ text }) => text)).toEqual(SENTENCES);
      const off = segments.map(({ startsAt }, nth) => Math.abs(startsAt - BEGINS[nth]!));
      expect(Math.max(...off)).toBeLessThan(toleratedSeconds);
    },
  );

  it('a recording keeps the speakers that the model tells apart; the same letter in another piece means another speaker', async () => {
    const { transcript } = await writtenDown(TALK, { model: 'gpt-4o-transcribe-diarize' });

    expect(new Set(transcript!.segments.map(({ speaker }) => speaker))).toEqual(new Set(['A', 'B', 'A2', 'B2']));
  });

  it('a recording with long silences costs only its speech, and the silence is not sent', async () => {
    const { transcript, settled, sent, seconds, listed } = await writtenDown(['утро море', 70, 'город улица']);

    expect(transcript!.content).toBe('Утро море.\n\nГород улица.');
    expect(sent).toBe(2);
    expect(seconds).toBeLessThan(4);
    expect(listed).toBeLessThan(4 * MICRO_DOLLARS_A_SECOND);
    expect(settled).toEqual([{ delivered: 1, of: 1, reason: null }]);
  });

  it('a recording costs only the speech of pieces in which words were found', async () => {
    openAi.faults.add({ on: 'transcriptions', kind: 'empty', times: 1 }); // for the half that is requested first
    const six = WORDS.slice(0, 6).join(' ');

    const { settled } = await writtenDown([six, 5, six, 1.6, six, 5, six]);

    expect(settled).toEqual([{ delivered: 1, of: 2, reason: null }]);
  });

  it.each(['whisper-1', 'gpt-4o-transcribe-diarize', 'gpt-transcribe'])(
    'words have the right time although the silences were left out, when %s transcribes the recording',
    async (model) => {
      const { transcript, seconds } = await writtenDown(['утро', 2.5, 'море', 2.5, 'город', 25, 'улица поезд'], {
        model,
      });

      const begins = transcript!.segments.map(({ startsAt }) => startsAt);
      expect(transcript!.segments.map(({ text }) => text)).toEqual(['Утро.', 'Море.', 'Город.', 'Улица поезд.']);
      expect(begins.map((at, nth) => Math.abs(at - [0, 2.85, 5.7, 31.05][nth]!) < 0.3)).toEqual(Array(4).fill(true));
      expect(seconds).toBeLessThan(4);
    },
  );
});

describe('silence with beeps in it', () => {
  /** A sound with a beep of 0.6 s in the middle of each ten seconds, which is enough for the piece to be sent. */
  const BEEPS = "aevalsrc='0.3*sin(2*PI*440*t)*between(mod(t,10),5,5.6)':s=16000:d=120";
  /** A sound that clicks for a hundredth of a second each second, so that no silence in it is longer than a second. */
  const CLICKS = "aevalsrc='0.3*sin(2*PI*440*t)*lt(mod(t,1),0.01)':s=16000:d=60";

  it.each([
    ['long silences', BEEPS, 3],
    ['short ones', CLICKS, 10],
  ])(
    'no more seconds of beeps are sent than were quoted, whether the silences between them are long or short: %s',
    async (_and, source, units) => {
      const { settled, seconds } = await writtenDownOf(sound(0, source));

      expect(settled).toMatchObject([{ of: units }]);
      expect(seconds).toBeLessThanOrEqual(units * 6 + 1);
    },
  );
});

describe('a recording without a pause to cut in', () => {
  it('a recording without pauses to cut in has each word at the cuts once', async () => {
    const words = [...WORDS, ...WORDS.slice(0, 22)];

    const { transcript, settled, sent } = await writtenDown([words.join(' ')]);

    expect(transcript!.content.toLowerCase().match(/[а-яё]+/g)).toEqual(words.map((word) => word.toLowerCase()));
    expect(sent).toBe(3);
    expect(settled).toEqual([{ delivered: 4, of: 4, reason: null }]);
  });
});

describe('words that nobody said', () => {
  it('words that the model repeats are kept as doubted, and left out of the text', async () => {
    openAi.faults.add({ on: 'transcriptions', kind: 'loop' });

    const { transcript } = await writtenDown(['утро море', 1, 'город улица поезд']);

    expect(transcript!.content).toBe('Утро море. Город улица поезд.');
    expect(transcript!.segments.map(({ doubt }) => doubt)).toEqual([null, null, ...Array<string>(12).fill('loop')]);
  });

  it('a recording with only doubted words costs nothing', async () => {
    openAi.faults.add({ on: 'transcriptions', kind: 'invented' });

    const { transcript, settled } = await writtenDown(['утро море']);

    expect(transcript).toBeUndefined();
    expect(settled).toEqual([{ delivered: 0, of: 1, reason: 'no-speech' }]);
  });
});
