import { describe, expect, it } from '@jest/globals';
import { newId } from '@aisha/platform';
import type { UserId } from '@aisha/domain';
import { questions } from '../../spec/documents-harness';
import { onQuestions } from '../../spec/questions-harness';
import { openAi } from '../../spec/transcriber-harness';

const line = (text: string, startsAt = 0) => ({ segments: [{ startsAt, text }] });
const inputs = () => questions().map(({ input }) => input);

describe('a question to all transcripts of a person', () => {
  it('a question to all transcripts reads the most similar passages, wherever they are, and names the recordings that were searched', async () => {
    const { said, asks, start, work, answer, endOf } = await onQuestions();
    await said(line('Погода сегодня хорошая.'));
    const report = await said(line('Отчёт подготовит Анна.', 40));
    const deadline = await said(line('Отчёта ждём к пятнице.', 7));
    const asked = await asks('Что с отчётом?', null);

    await start(asked);
    await work();

    const { points = [], lookedAt = [] } = (await answer(asked)) ?? {};
    expect(points.flatMap(({ quotes }) => quotes)).toEqual(
      expect.arrayContaining([
        { transcriptId: report, words: 'Отчёт подготовит Анна', speaker: null, at: 40 },
        { transcriptId: deadline, words: 'Отчёта ждём к пятнице', speaker: null, at: 7 },
      ]),
    );
    expect([...lookedAt].sort()).toEqual([report, deadline].sort());
    expect(await endOf()).toEqual({ settled: [{ delivered: 1, of: 1, reason: null }], explained: [] });
  });

  it('a question to all transcripts may be in English, and finds a recording by its title', async () => {
    const { said, asks, start, work, answer } = await onQuestions();
    const plan = await said({ title: 'Budget', ...line('We agreed on lower prices for the shops.') });
    const asked = await asks('Which prices are in the budget?', null);

    await start(asked);
    await work();

    expect((await answer(asked))?.points).toMatchObject([{ quotes: [{ transcriptId: plan }], isSupported: true }]);
  });

  it('a question about voices to all transcripts does not find every line of an unnamed speaker', async () => {
    const { said, asks, start, work } = await onQuestions({ passageCharacters: 40 });
    const lines = ['Погода сегодня хорошая.', 'Голос звучал тихо и ровно.', 'Завтра поедем на дачу.'];
    await said({ segments: lines.map((text, startsAt) => ({ startsAt, text, speaker: 'B' })) });
    const before = inputs().length;

    await start(await asks('Как звучал голос?', null));
    await work();

    expect(inputs().slice(before)).toEqual([expect.stringMatching(/Text:\nГолос B: Голос звучал тихо и ровно\.\n$/)]);
  });

  it('a question to all transcripts never reads another person’s recording', async () => {
    const { said, asks, start, work, endOf, model } = await onQuestions();
    await said(line('Отчёт подготовит Анна.'), newId<UserId>());

    await start(await asks('Что с отчётом?', null));
    await work();

    expect(model.asked).toBe(0);
    expect(await endOf()).toEqual({
      settled: [{ delivered: 0, of: 1, reason: 'not-in-recordings' }],
      explained: ['not-in-recordings'],
    });
  });

  it('a question to all transcripts reads only as much as was paid for: the ten most similar passages', async () => {
    const { said, asks, start, work, model } = await onQuestions({ passageCharacters: 60 });
    const passages = Array.from({ length: 30 }, (_, nth) => ({
      startsAt: nth,
      text: `Отчёт номер ${nth} уже лежит на столе у директора.`,
    }));
    await said({ segments: passages });
    await said({ segments: [...passages, { startsAt: 99, text: 'Отчёт, отчёт и снова отчёт: про кассу.' }] });

    await start(await asks('Где отчёт про кассу?', null));
    await work();

    expect(model.asked).toBe(11); // ten passages, and one request that combines them
    expect(inputs().some((input) => input.includes('про кассу.\n'))).toBe(true);
  });

  it('a question to all transcripts reads no passage that is longer than was paid for, the speakers’ names included', async () => {
    const { said, asks, start, work } = await onQuestions({ passageCharacters: 60 });
    const text = 'Отчёт лежит на столе.'; // two lines have 50 characters with the label alone, and 62 with «Голос B»
    await said({ segments: [0, 1, 2, 3].map((startsAt) => ({ startsAt, text, speaker: 'B' })) });
    const before = inputs().length;

    await start(await asks('Где отчёт?', null));
    await work();

    const read = inputs()
      .slice(before)
      .flatMap((input) => /Text:\n([^]*)$/.exec(input)?.[1] ?? []);
    expect(read.length).toBeGreaterThan(1);
    expect(read.filter((part) => part.length > 60)).toEqual([]);
  });

  it.each(['и что, а?', "'", ':* & | \\ !', 'кто'])(
    'a question to all transcripts finds nothing when it consists of signs and function words: %s',
    async (words) => {
      const { said, asks, start, work, endOf, model } = await onQuestions();
      await said(line('И что, кто и как.'));

      await start(await asks(words, null));
      await work();

      expect((await endOf()).explained).toEqual(['not-in-recordings']);
      expect(model.asked).toBe(0);
    },
  );

  it('a question to all transcripts leaves out a recording that was deleted after it was found', async () => {
    const { said, asks, start, work, answer, postgres, clock } = await onQuestions();
    const gone = await said(line('Отчёт подготовит Анна.'));
    await said(line('Отчёта ждём к пятнице.'));
    const asked = await asks('Что с отчётом?', null);
    openAi.faults.add({ on: 'responses', kind: '401', times: 2 });
    await start(asked);
    await work();

    await postgres.admin.query('DELETE FROM transcriber.transcript WHERE order_id = $1', [gone]);
    clock.advance(60_000);
    await work();

    expect((await answer(asked))?.points).toMatchObject([{ text: 'Отчёта ждём к пятнице.' }]);
  });

  it('a question to all transcripts ends without an answer when a recording is deleted after it was read', async () => {
    const { said, asks, start, work, endOf, postgres, clock } = await onQuestions();
    await said(line('Отчёт подготовит Анна.'));
    await said(line('Отчёта ждём к пятнице.'));
    openAi.faults.add({ on: 'responses', kind: '401', times: 1 });
    await start(await asks('Что с отчётом?', null));
    await work();

    const gone = await postgres.admin.query(
      `DELETE FROM transcriber.transcript WHERE order_id IN
         (SELECT transcript_id FROM transcriber.question_part WHERE points IS NOT NULL) RETURNING order_id`,
    );
    expect(gone).not.toEqual([]);
    clock.advance(60_000);
    await work();

    expect((await endOf()).explained).toEqual(['transcript-not-found']);
  });
});
