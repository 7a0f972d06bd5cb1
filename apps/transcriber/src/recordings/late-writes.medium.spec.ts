import { describe, expect, it } from '@jest/globals';
import type { SourceId } from '@aisha/domain';
import { newId } from '@aisha/platform';
import { afterThisTest, eventually, onPostgres } from '@aisha/testing';
import { QuestionStore } from '../questions/question.store';
import { SourceStore } from '../sources/source.store';
import { SpeechStore } from '../speech/speech.store';
import { RecordingStore, type Spoken } from './recording.store';

const words = (text: string): Spoken => ({
  segments: [{ startsAt: 0, endsAt: 9, text, speaker: null, doubt: null }],
  language: 'ru',
});
const WHOLE = { recognizer: 'one-model', stretches: [{ startsAt: 0, endsAt: 10 }] };
const HALVES = {
  recognizer: 'another-model',
  stretches: [
    { startsAt: 0, endsAt: 5 },
    { startsAt: 5, endsAt: 10 },
  ],
};

const setup = async () => {
  const { database, fixtures, admin } = await onPostgres('transcriber');
  return {
    ...{ database, fixtures, admin },
    recordings: new RecordingStore(database),
    speeches: new SpeechStore(database),
    questions: new QuestionStore(database),
    sources: new SourceStore(database),
  };
};

describe('what two processes write about one order', () => {
  it('the words of a piece stay as they came first, and so does the request that brings them', async () => {
    const { fixtures, recordings } = await setup();
    const { orderId } = await fixtures.transcription({ state: 'running' });
    await recordings.keepCut(orderId, WHOLE);
    const [piece] = await recordings.pieces(orderId);

    await recordings.keepRequest(piece!, 'first');
    await recordings.keepRequest(piece!, 'second');
    await recordings.keepPiece(piece!, words('Привет'));
    await recordings.keepPiece(piece!, words('До свидания'));

    expect(await recordings.pieces(orderId)).toMatchObject([{ requestId: 'first', ...words('Привет') }]);
  });

  it('a recording whose words have come meanwhile is not handed to another model', async () => {
    const { fixtures, recordings } = await setup();
    const { orderId } = await fixtures.transcription({ state: 'running' });
    await recordings.keepCut(orderId, WHOLE);
    const [piece] = await recordings.pieces(orderId);
    await recordings.keepPiece(piece!, words('Привет'));

    expect(await recordings.handOn(piece!, HALVES)).toBe(false);
    expect(await recordings.pieces(orderId)).toMatchObject([{ recognizer: 'one-model', ...words('Привет') }]);
  });

  it('a recording in pieces is handed to another model while none of them has its words, and by one process', async () => {
    const { fixtures, recordings } = await setup();
    const { orderId } = await fixtures.transcription({ state: 'running' });
    await recordings.keepCut(orderId, HALVES);
    const pieces = await recordings.pieces(orderId);

    expect(await Promise.all(pieces.map((piece) => recordings.handOn(piece, WHOLE)))).toEqual([true, true]);

    expect(await recordings.pieces(orderId)).toMatchObject([{ recognizer: 'one-model', segments: null }]);
  });

  it('a recording in pieces is not handed to another model once a piece has its words', async () => {
    const { fixtures, recordings } = await setup();
    const { orderId } = await fixtures.transcription({ state: 'running' });
    await recordings.keepCut(orderId, HALVES);
    const [first, second] = await recordings.pieces(orderId);
    await recordings.keepPiece(first!, words('Привет'));

    expect(await recordings.handOn(second!, WHOLE)).toBe(false);

    expect(await recordings.pieces(orderId)).toMatchObject([words('Привет'), { segments: null }]);
  });

  it('a piece that is read aloud keeps its first request, so that no sound is paid for twice', async () => {
    const { fixtures, speeches } = await setup();
    const { orderId } = await fixtures.speech({ state: 'running' });
    await speeches.keepCut(orderId, ['Добрый вечер.']);
    const [piece] = await speeches.pieces(orderId);

    await speeches.keepRequest(piece!, 'first');
    await speeches.keepRequest(piece!, 'second');
    await speeches.keepSound(piece!, 'files:speech/piece', 'openai tts-1');

    expect(await speeches.pieces(orderId)).toMatchObject([{ requestId: 'first' }]);
  });

  it('the findings in a part of a transcript stay as they came first', async () => {
    const { fixtures, questions } = await setup();
    const { orderId: transcriptId, userId } = await fixtures.transcript();
    const { orderId } = await fixtures.question({ userId, state: 'running' });
    await questions.keepParts(orderId, [{ transcriptId, startsAt: 0, endsAt: 10 }]);
    const [part] = await questions.parts(orderId);

    await questions.keepPoints(part!, []);
    await questions.keepPoints(part!, [{ text: 'Смета утверждена', quotes: [] }] as never);

    expect(await questions.parts(orderId)).toMatchObject([{ points: [] }]);
  });

  it('an order that has ended gets no pieces any more, because nothing would delete them and the words in them', async () => {
    const { fixtures, recordings, speeches, questions } = await setup();
    const ended = { state: 'failed' } as const;
    const { orderId: recording } = await fixtures.transcription(ended);
    const { orderId: speech } = await fixtures.speech(ended);
    const { orderId: question } = await fixtures.question(ended);

    await recordings.keepCut(recording, WHOLE);
    await speeches.keepCut(speech, ['Добрый вечер.']);
    await questions.keepParts(question, [{ transcriptId: recording, startsAt: 0, endsAt: 10 }]);

    expect(await recordings.pieces(recording)).toEqual([]);
    expect(await speeches.pieces(speech)).toEqual([]);
    expect(await questions.parts(question)).toEqual([]);
  });

  it('of two orders that take one measured recording at the same moment, only the first gets it', async () => {
    const { database, fixtures, sources, admin } = await setup();
    const { userId } = await fixtures.person();
    const source = { userId, sourceId: newId<SourceId>() };
    await sources.begin(source);
    await database.transaction((tx) => sources.keepMeasured(tx, source, { seconds: 10, silences: [] } as never));
    const holds = Promise.withResolvers<void>();
    afterThisTest(async () => holds.resolve());

    const taken = Promise.withResolvers<void>();
    const first = database.transaction(async (tx) => {
      const got = await sources.take(tx, source);
      taken.resolve();
      await holds.promise;
      return got;
    });
    await taken.promise;
    const second = database.transaction((tx) => sources.take(tx, source));
    await eventually(async () => {
      expect(await admin.waitingForLocks()).toHaveLength(1);
    });
    holds.resolve();

    expect(await first).toMatchObject({ id: source.sourceId });
    expect(await second).toBeNull();
  });
});
