import { describe, expect, it } from '@jest/globals';
import { MAX_SPEECH_CHARACTERS, readable } from '@aisha/kinds';
import { everySpeechPiece } from '@aisha/storage';
import { eventually } from '@aisha/testing';
import { fal, onSpeech, openAi, s3, samplesOf, today, workFolders } from '../../spec/speech-harness';
import { RATE } from '../audio/speech-audio';

/** Four sentences, which are four pieces of sixty characters at most. */
const TEXT = [
  'Первое предложение этого текста длиной в один кусок.',
  'Второе предложение этого текста длиной в один кусок.',
  'Третье предложение этого текста длиной в один кусок.',
  'Четвёртое предложение текста длиной в один кусочек.',
].join(' ');
/** The first words of the text, as captions and lists show them: up to the end of a word. */
const BEGINNING = 'Первое предложение этого текста длиной в один кусок. Второе…';

/** How long the sound is: four pieces at 15 characters a second, without the three blanks between them, and three pauses. */
const SECONDS = (TEXT.length - 3) / 15 + 3 * 0.35;

/**
 * The largest allowed step between two samples of the fakes' voice. A careless cut makes a step of 12,000, because the voice begins and
 * ends that loud.
 */
const STEEPEST = 4_000;

/** The largest step between two neighbouring samples; a click is such a step. */
const largestJump = (samples: Int16Array): number =>
  samples.reduce((largest, sample, at) => Math.max(largest, Math.abs(sample - (samples[at - 1] ?? 0))), 0);

/** An order with one piece that a process has read; that process dies when it reads on. */
const begun = async (speech: Awaited<ReturnType<typeof onSpeech>>, text: string) => {
  const order = await speech.order({ text });
  const dying = speech.replica({ diesAfter: 1 });
  await dying.start(order);
  await dying.tick();
  await eventually(async () => (await speech.pieces(order)).some(({ soundPath }) => soundPath));
  return { order, dying };
};

describe.each(['openai', 'fal'] as const)('a text read aloud by %s', (provider) => {
  it('a text read aloud is delivered as a voice message and as MP3, has its real length, and is charged by its characters', async () => {
    const speech = await onSpeech({ provider });
    const before = workFolders();
    const order = await speech.order({ text: TEXT });

    await speech.start(order);
    await speech.work();

    const { voicePath, mp3Path, duration, text, title } = await speech.row(order);
    expect(await speech.endOf(order)).toEqual({
      settled: [{ delivered: 1, of: 1, reason: null }],
      voices: [voicePath],
      explained: [],
    });
    const [voice, mp3] = [await speech.file(voicePath), await speech.file(mp3Path)];
    expect(voice.toString('latin1', 0, 4)).toBe('OggS');
    expect(voice.includes('OpusHead')).toBe(true);
    expect(samplesOf(voice).length / RATE).toBeCloseTo(SECONDS, 0);
    expect(samplesOf(mp3).length / RATE).toBeCloseTo(SECONDS, 0);
    expect(duration).toBeCloseTo(SECONDS, 0);
    expect({ text, title }).toEqual({ text: null, title: BEGINNING });
    expect(await speech.typeOf(voicePath)).toBe('audio/ogg');
    expect(await speech.typeOf(mp3Path)).toBe('audio/mpeg');
    expect(workFolders().filter((name) => !before.includes(name))).toEqual([]);
  });

  it('a text read aloud is paid once: pieces that a killed process has read are not read again', async () => {
    const speech = await onSpeech({ provider });
    const order = await speech.order({ text: TEXT });
    const dying = speech.replica({ diesAfter: 2 });
    await dying.start(order);
    await dying.tick();
    await eventually(async () => (await speech.pieces(order)).filter(({ soundPath }) => soundPath).length === 2);
    const paid = () => (provider === 'openai' ? speech.spoken().length : fal.jobs().length);
    const before = paid();
    await dying.stop();

    speech.clock.advance(600_001);
    await speech.work();

    expect(paid() - before).toBe(2);
    expect(await speech.endOf(order)).toMatchObject({ settled: [{ delivered: 1, reason: null }] });
  });
});

it('a piece that is read after its order has ended leaves no file', async () => {
  const speech = await onSpeech();
  const order = await speech.order();
  await speech.start(order);
  s3.faults.add({ on: 'put', kind: 'slow', delayMs: 1_500 });

  await speech.tick();
  await eventually(() => s3.faults.list().length === 0);
  // Another process has ended the order, and ForgetSpeech has deleted its pieces.
  await speech.postgres.admin.query('DELETE FROM transcriber.speech_piece');
  await speech.postgres.admin.query(
    `UPDATE transcriber.speech SET state = 'cancelled', finished_at = now(), version = version + 1, lease_until = NULL`,
  );
  await speech.work();

  const left = [];
  for await (const { key } of speech.objects.list(everySpeechPiece)) if (key.includes(order.orderId)) left.push(key);
  expect(left).toEqual([]);
});

it('when FAL has read a piece aloud but its sound could not be fetched, the next run polls the same request, and does not order the piece again', async () => {
  const speech = await onSpeech({ provider: 'fal' });
  const before = fal.jobs().length;
  fal.faults.add({ on: 'cdn', kind: '500' });
  const order = await speech.order();
  await speech.start(order);
  await speech.work();
  expect(await speech.row(order)).toMatchObject({ state: 'queued', deferredBy: 'provider-unreachable' });

  speech.clock.advance(60 * 60_000 - 1);
  await speech.work();

  expect((await speech.endOf(order)).voices).toHaveLength(1);
  expect(fal.jobs().length - before).toBe(1);
});

it('when the owner prefers another of FAL’s models in the middle of a text, the rest is read by the model that began it, in the same voice', async () => {
  const speech = await onSpeech({ provider: 'fal' });
  const before = fal.jobs().length;
  const { order, dying } = await begun(speech, TEXT);
  await dying.stop();
  const began = 'fal-ai/minimax/speech-02-turbo';
  await speech.postgres.admin.query(
    `UPDATE transcriber.speech_piece SET request_id = $1 || ' ' || split_part(request_id, ' ', 2) WHERE request_id IS NOT NULL`,
    [began],
  );

  speech.clock.advance(600_001);
  await speech.work();

  const [, ...rest] = fal.jobs().slice(before);
  expect(rest.map(({ endpoint }) => endpoint)).toEqual([began, began, began]);
  expect(await speech.endOf(order)).toMatchObject({ settled: [{ delivered: 1, reason: null }] });
});

it.each([
  ['is read by the model that began it, in the same voice', 'tts-1', ['tts-1', 'tts-1', 'tts-1']],
  [
    'is read by the configured model when the server has the other no more',
    'tts-of-before',
    ['gpt-4o-mini-tts', 'gpt-4o-mini-tts', 'gpt-4o-mini-tts'],
  ],
] as const)(
  'when the owner configures another of OpenAI’s models in the middle of a text, the rest %s',
  async (_, began, expected) => {
    const speech = await onSpeech();
    const before = openAi.requests().length;
    const { order, dying } = await begun(speech, TEXT);
    await dying.stop();
    const [first] = await speech.pieces(order);
    expect(first).toMatchObject({ requestId: 'openai gpt-4o-mini-tts' });
    await speech.postgres.admin.query(
      `UPDATE transcriber.speech_piece SET request_id = 'openai ${began}' WHERE request_id IS NOT NULL`,
    );

    speech.clock.advance(600_001);
    await speech.work();

    const [, ...rest] = openAi
      .requests()
      .slice(before)
      .filter(({ path, status }) => path.endsWith('/audio/speech') && status === 200)
      .map(({ body }) => (body as { model: string }).model);
    expect(rest).toEqual(expected);
    expect(await speech.endOf(order)).toMatchObject({ settled: [{ delivered: 1, reason: null }] });
  },
);

describe('a text', () => {
  it('a text read aloud has no click where its pieces meet, although each of them begins and ends in the middle of a wave', async () => {
    const speech = await onSpeech();
    const order = await speech.order({ text: TEXT });
    await speech.start(order);

    await speech.work();

    const { voicePath, mp3Path } = await speech.row(order);
    for (const path of [voicePath, mp3Path]) {
      expect(largestJump(samplesOf(await speech.file(path)))).toBeLessThan(1.5 * STEEPEST);
    }
  });

  it('a text is read aloud faster when a higher speed was ordered', async () => {
    const speech = await onSpeech();
    const order = await speech.order({ text: TEXT, speed: 150 });

    await speech.start(order);
    await speech.work();

    expect((await speech.row(order)).duration).toBeCloseTo((TEXT.length - 3) / 15 / 1.5 + 3 * 0.35, 0);
  });

  it('the text of a sent file is stored with its order when the order begins, because the file is deleted after a day', async () => {
    const speech = await onSpeech();
    const order = await speech.order({ sent: TEXT });
    await speech.start(order);
    await speech.postgres.admin.query('DELETE FROM transcriber.sent_text');

    await speech.work();

    expect((await speech.pieces(order)).map(({ text }) => text).join(' ')).toBe(TEXT);
    expect((await speech.endOf(order)).settled).toEqual([{ delivered: 1, of: 1, reason: null }]);
    expect(await speech.row(order)).toMatchObject({ text: null, title: BEGINNING });
  });

  it.each([
    ['is forgotten', { sent: TEXT }, 'DELETE FROM transcriber.sent_text', 'text-not-found'],
    [
      'is another person’s',
      { sent: TEXT },
      'UPDATE transcriber.sent_text SET user_id = gen_random_uuid()',
      'text-not-found',
    ],
    ['is longer than what was paid', { sent: TEXT.repeat(3), parts: 1 }, 'SELECT', 'price-changed'],
    ['is longer than one order reads', { sent: 'слово '.repeat(7_000) }, 'SELECT', 'speech-too-long'],
  ])(
    'the text of a sent file that %s costs nothing, and its person reads why',
    async (_what, asked, meanwhile, code) => {
      const speech = await onSpeech();
      const order = await speech.order(asked);
      await speech.postgres.admin.query(meanwhile);

      await speech.start(order);
      await speech.work();

      expect(await speech.endOf(order)).toMatchObject({ settled: [{ delivered: 0 }], voices: [], explained: [code] });
      expect(await speech.row(order)).toMatchObject({ text: null });
    },
  );

  it('a text that is read to the end is charged at the quoted price, by all of its characters', async () => {
    const speech = await onSpeech();
    const text = `${'Слово к слову, и так до самого конца этой строки. '.repeat(10)}Да.`;
    expect(text).toHaveLength(503);
    const order = await speech.order({ text });

    await speech.start(order);
    await speech.work();

    const read = (await speech.pieces(order)).map((piece) => piece.text).join('');
    expect(read.length).toBeLessThanOrEqual(500); // without the blanks between pieces
    expect((await speech.endOf(order)).settled).toEqual([{ delivered: 2, of: 2, reason: null }]);
  });

  it.each([
    ['a threat', 'Я тебя убью, если не заплатишь.', 'speech-refused'],
    [
      'a threat at the 5,000th character, where the moderator gets the next part',
      `${'Добрый день. '.repeat(384)}Я тебя убью. ${'Пока. '.repeat(5)}`,
      'speech-refused',
    ],
    ['stars', '*** — ***', 'text-missing'],
  ])('a text that is not read aloud costs nothing: %s', async (_what, text, code) => {
    const speech = await onSpeech();
    const before = speech.spoken().length;
    const order = await speech.order({ text });

    await speech.start(order);
    await speech.work();

    expect(await speech.endOf(order)).toMatchObject({ settled: [{ delivered: 0 }], voices: [], explained: [code] });
    expect(speech.spoken()).toHaveLength(before);
  });

  it.each([
    ['all of it', { from: null, to: null }, 'Раз и ещё раз.\n\nДва и ещё два.\n\nТри и ещё три.\n\nБез времени.'],
    ['its beginning', { from: null, to: 60 }, 'Раз и ещё раз.'],
    ['a stretch', { from: 60, to: 100 }, 'Два и ещё два.'],
    ['its end', { from: 60, to: null }, 'Два и ещё два.\n\nТри и ещё три.'],
  ])(
    'the text to read aloud is taken from a transcript (%s), and the person may delete the transcript meanwhile',
    async (_what, times, text) => {
      const speech = await onSpeech();
      const { postgres } = speech;
      const segments = ['Раз и ещё раз.', 'Два и ещё два.', 'Три и ещё три.'].map((said, nth) => {
        return { startsAt: nth * 60, endsAt: nth * 60 + 5, text: said, speaker: null, doubt: null };
      });
      const { userId, orderId: transcriptId } = await postgres.fixtures.transcript({
        segments,
        content: `${readable(segments)}\n\nБез времени.`, // the last sentence belongs to no segment
      });
      const order = await speech.order({ text: null, transcript: { transcriptId, ...times }, userId });
      await speech.start(order);
      await postgres.admin.query('DELETE FROM transcriber.transcript');

      await speech.work();

      expect((await speech.pieces(order)).map((piece) => piece.text).join('\n\n')).toBe(text);
      expect((await speech.endOf(order)).voices).toHaveLength(1);
    },
  );

  it('an order to read another person’s transcript aloud costs nothing', async () => {
    const speech = await onSpeech();
    const { orderId: transcriptId } = await speech.postgres.fixtures.transcript();
    const order = await speech.order({ text: null, transcript: { transcriptId, from: null, to: null } });

    await speech.start(order);

    expect(await speech.endOf(order)).toMatchObject({
      settled: [{ delivered: 0 }],
      explained: ['transcript-not-found'],
    });
  });

  it('a text waits for the moderator, because no unmoderated text is read aloud', async () => {
    const speech = await onSpeech();
    openAi.faults.add({ on: 'moderations', kind: '500', times: 3 });
    const order = await speech.order();
    await speech.start(order);
    await speech.work();
    expect(await speech.row(order)).toMatchObject({ state: 'queued', deferredBy: 'moderator-unavailable' });

    speech.clock.advance(60 * 60_000 - 1);
    await speech.work();

    expect((await speech.endOf(order)).voices).toHaveLength(1);
  });

  it('an order to read a text aloud costs nothing when its model has been shut down, and the person is told that no text is read aloud now', async () => {
    const speech = await onSpeech();
    today.set(new Date('2027-01-07T00:00:00Z'));
    const order = await speech.order();

    await speech.start(order);
    await speech.work();

    expect(await speech.endOf(order)).toEqual({
      settled: [{ delivered: 0, of: 1, reason: 'speech-off' }],
      voices: [],
      explained: ['speech-off'],
    });
  });

  it('an order to read a text aloud that is cancelled half-way delivers the text up to the first missing piece, and only that part is charged', async () => {
    const speech = await onSpeech({ pieceCharacters: 600 });
    const long = `Начало ${'слово '.repeat(78)}конец. `.repeat(4);
    const { order, dying } = await begun(speech, long);

    await dying.cancel(order);
    await dying.work();

    const { settled, voices } = await speech.endOf(order);
    expect(voices).toHaveLength(1);
    expect(settled).toMatchObject([{ delivered: 1, of: order.parts }]);
    // A run that joins all pieces at the same moment writes another file.
    expect(voices[0]).toMatch(/-1\.ogg$/);
  });

  it('three requests are paid for a piece whose sound cannot be read, and then the text is delivered up to that piece', async () => {
    const speech = await onSpeech();
    openAi.faults.add({ on: 'speech', kind: 'html-page', times: 1_000, match: 'Второе' });
    const order = await speech.order({ text: TEXT });
    const before = speech.spoken().length;
    await speech.start(order);

    for (let run = 0; run < 20 && !(await speech.row(order)).finishedAt; run += 1) {
      await speech.work();
      speech.clock.advance(60_000);
    }

    const times = Map.groupBy(speech.spoken().slice(before), (text) => text.slice(0, 6));
    expect([...times].map(([text, requests]) => [text, requests.length]).toSorted()).toEqual([
      ['Второе', 3],
      ['Первое', 1],
      ['Третье', 1],
      ['Четвёр', 1],
    ]);
    const { settled, voices } = await speech.endOf(order);
    expect(settled).toMatchObject([{ delivered: 1, reason: 'provider-answer-unreadable' }]);
    expect(voices).toHaveLength(1);
  });

  it('a text of the greatest length that an order may have is accepted', async () => {
    const speech = await onSpeech();
    const order = await speech.order({ sent: 'а'.repeat(MAX_SPEECH_CHARACTERS) });

    await speech.start(order);

    expect((await speech.endOf(order)).explained).toEqual([]);
    expect((await speech.row(order)).text).toHaveLength(MAX_SPEECH_CHARACTERS);
  });

  it('a text is named in lists by its first words, without blank lines', async () => {
    const speech = await onSpeech();
    const order = await speech.order({ text: 'Добрый   день!\n\n\nКак дела?' });

    await speech.start(order);

    expect((await speech.row(order)).title).toBe('Добрый день! Как дела?');
  });

  it('the pieces of a text are loaded in their order, without the pieces of another text', async () => {
    const { store, postgres, order, start } = await onSpeech();
    const [one, other] = [await order(), await order()];
    for (const each of [one, other]) await start(each);
    for (const [orderId, position] of [
      [one.orderId, 1],
      [other.orderId, 0],
      [one.orderId, 0],
    ] as const) {
      await postgres.admin.query(
        `INSERT INTO transcriber.speech_piece (order_id, position, text) VALUES ($1, $2, $3)`,
        [orderId, position, `кусок ${position}`],
      );
    }

    expect((await store.pieces(one.orderId)).map(({ position }) => position)).toEqual([0, 1]);
    expect(await store.pieces(other.orderId)).toHaveLength(1);
  });

  it('when its order ends, a text is deleted except for its first words, and its pieces are deleted, too; the delivered sound stays', async () => {
    const speech = await onSpeech();
    const order = await speech.order({ text: TEXT });
    await speech.start(order);
    await speech.work();
    const sounds = (await speech.pieces(order)).map(({ soundPath }) => soundPath!);
    expect(sounds).toHaveLength(4);

    await speech.forget();

    for (const path of sounds) expect(await speech.isKept(path)).toBe(false);
    expect(await speech.pieces(order)).toEqual([]);
    expect(await speech.postgres.admin.tablesWith('кусочек')).toEqual([]);
    const { voicePath, mp3Path, text, title } = await speech.row(order);
    expect({ text, title }).toEqual({ text: null, title: BEGINNING });
    for (const path of [voicePath, mp3Path]) expect(await speech.isKept(path!)).toBe(true);
  });
});
