import { describe, expect, it } from '@jest/globals';
import { encoded, spoken, WORDS } from '@aisha/fakes/spoken-words';
import { onTranscriber, openAi, transcriptions } from '../../spec/transcriber-harness';

/** The transcript of a recording in which exactly this is said, and how its order ended. Pieces are of ten seconds. */
const writtenDown = async (script: readonly (string | number)[], { model = 'gpt-transcribe' } = {}) => {
  const harness = await onTranscriber({ model });
  const asked = await harness.order({ recording: await encoded(spoken(...script)) });
  const before = transcriptions();
  await harness.start(asked);
  await harness.work();
  const [transcript] = await harness.transcripts();
  const { settled } = await harness.endOf(asked.orderId);
  return { transcript, settled, sent: transcriptions() - before };
};

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
/** When each sentence of the talk begins. */
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
  ])('is in order, whole and at its time, written down by %s', async (model, toleratedSeconds) => {
    const { transcript } = await writtenDown(TALK, { model });

    const { segments } = transcript!;
    expect(segments.map(({ text }) => text)).toEqual(SENTENCES);
    const off = segments.map(({ startsAt }, nth) => Math.abs(startsAt - BEGINS[nth]!));
    expect(Math.max(...off)).toBeLessThan(toleratedSeconds);
  });

  it('keeps the speakers that the model tells apart, whose letters mean another person in another piece', async () => {
    const { transcript } = await writtenDown(TALK, { model: 'gpt-4o-transcribe-diarize' });

    expect(new Set(transcript!.segments.map(({ speaker }) => speaker))).toEqual(new Set(['A', 'B', 'A2', 'B2']));
  });

  it('between long silences costs what was said, and the silence is not sent', async () => {
    const { transcript, settled, sent } = await writtenDown(['утро море', 70, 'город улица']);

    expect(transcript!.content).toBe('Утро море.\n\nГород улица.');
    expect(sent).toBe(2);
    expect(settled).toEqual([{ delivered: 1, of: 1, reason: null }]);
  });
});

describe('a recording without a pause to cut in', () => {
  it('loses no word at the cuts, and repeats none', async () => {
    const words = [...WORDS, ...WORDS.slice(0, 22)];

    const { transcript, settled, sent } = await writtenDown([words.join(' ')]);

    expect(transcript!.content.toLowerCase().match(/[а-яё]+/g)).toEqual(words.map((word) => word.toLowerCase()));
    expect(sent).toBe(3);
    expect(settled).toEqual([{ delivered: 5, of: 5, reason: null }]);
  });
});

describe('what nobody said', () => {
  it('is kept with its doubt and left out of the text when the model repeats itself', async () => {
    openAi.faults.add({ on: 'transcriptions', kind: 'loop' });

    const { transcript } = await writtenDown(['утро море', 1, 'город улица поезд']);

    expect(transcript!.content).toBe('Утро море. Город улица поезд.');
    expect(transcript!.segments.map(({ doubt }) => doubt)).toEqual([null, null, ...Array<string>(12).fill('loop')]);
  });

  it('costs nothing when it is all there is', async () => {
    openAi.faults.add({ on: 'transcriptions', kind: 'invented' });

    const { transcript, settled } = await writtenDown(['утро море']);

    expect(transcript).toBeUndefined();
    expect(settled).toEqual([{ delivered: 0, of: 1, reason: 'no-speech' }]);
  });
});
