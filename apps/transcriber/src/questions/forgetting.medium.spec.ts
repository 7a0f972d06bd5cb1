import { DAY_MS } from '@aisha/domain';
import { describe, expect, it } from '@jest/globals';
import { eventually } from '@aisha/testing';
import { onQuestions } from '../../spec/questions-harness';
import { openAi } from '../../spec/transcriber-harness';
import { forgetTranscript } from '../transcripts/transcript.store';

const SAID = { segments: [{ startsAt: 5, text: 'Отчёт подготовит Анна.' }] };
const ago = (days: number) => new Date(Date.now() - days * DAY_MS);

/** A person who agreed yesterday and has an answer. */
const setup = async ({ toAll = false } = {}) => {
  const harness = await onQuestions();
  const { postgres, userId, said, asks, start, work, answer } = harness;
  await postgres.fixtures.person({ userId });
  await postgres.fixtures.consent({ userId, agreedAt: ago(1) });
  const transcriptId = await said(SAID);
  const asked = await asks('Кто готовит отчёт для бабушки?', toAll ? null : transcriptId);
  await start(asked);
  await work();
  expect(await answer(asked)).not.toBeNull();
  const withdraws = () =>
    postgres.admin.query('UPDATE bot.consent SET withdrawn_at = now() WHERE withdrawn_at IS NULL');
  return { ...harness, asked, transcriptId, withdraws };
};

describe('a question', () => {
  it('a question is deleted when the consent is withdrawn, and not before', async () => {
    const { asked, answer, forget, withdraws, postgres } = await setup();
    await forget();
    expect((await answer(asked))?.question).toContain('бабушки');

    await withdraws();
    await forget();

    expect(await answer(asked)).toBeNull();
    expect(await postgres.admin.tablesWith('бабушки')).toEqual([]);
  });

  it('a question that was asked after a new consent stays', async () => {
    const { asked, answer, forget, postgres, userId } = await setup();
    await postgres.admin.query('UPDATE bot.consent SET withdrawn_at = $1', [ago(0.5)]);
    const [{ at }] = (await postgres.admin.query('SELECT created_at AS at FROM transcriber.question')) as [
      { at: Date },
    ];
    await postgres.fixtures.consent({ userId, agreedAt: at });

    await forget();

    expect((await answer(asked))?.question).toContain('бабушки');
  });

  it.each([[false], [true]])(
    'a question is deleted with the transcript that answers it (asked about all transcripts: %s)',
    async (toAll) => {
      const { asked, answer, transcriptId, userId, said, postgres } = await setup({ toAll });
      const other = await said({ segments: [{ startsAt: 0, text: 'Погода.' }] });

      await postgres.database.transaction((tx) => forgetTranscript(tx, { orderId: other, userId }));
      expect(await answer(asked)).not.toBeNull();
      await postgres.database.transaction((tx) => forgetTranscript(tx, { orderId: transcriptId, userId }));

      expect(await answer(asked)).toBeNull();
    },
  );

  it('a question is deleted with a transcript that was searched for its answer, even when the answer does not quote it', async () => {
    const { said, asks, start, work, answer, userId, postgres } = await onQuestions();
    await said(SAID);
    const unquoted = await said({ title: 'Отчёт', segments: [{ startsAt: 0, text: 'Погода.' }] });
    const asked = await asks('Кто готовит отчёт?', null);
    openAi.faults.add({ on: 'responses', kind: 'unsupported', times: 2 });
    await start(asked);
    await work();
    const { points = [], lookedAt = [] } = (await answer(asked)) ?? {};
    expect(points.filter(({ isSupported }) => !isSupported)).toHaveLength(2);
    expect(lookedAt).toContain(unquoted);

    await postgres.database.transaction((tx) => forgetTranscript(tx, { orderId: unquoted, userId }));

    expect(await answer(asked)).toBeNull();
  });

  it('a question is deleted with a transcript that is deleted at the moment of the answer', async () => {
    const { said, asks, start, work, answer, userId, postgres, clock } = await onQuestions();
    const transcriptId = await said(SAID);
    const asked = await asks('Кто готовит отчёт?', null);
    openAi.faults.add({ on: 'responses', kind: '401', times: 1 });
    await start(asked);
    await work();
    let release = (): void => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const holding = postgres.database.transaction(async (tx) => {
      await tx.query('SET LOCAL idle_in_transaction_session_timeout = 0');
      await tx.query('SELECT FROM transcriber.question_part FOR KEY SHARE'); // removing the parts is the last write of an answer
      await released;
    });
    const removing = async (table: string) =>
      (
        await postgres.admin.query(
          `SELECT FROM pg_stat_activity
           WHERE wait_event_type = 'Lock' AND datname = current_database() AND query LIKE 'DELETE%"' || $1 || '"%'`,
          [table],
        )
      ).length > 0;
    clock.advance(60_000);
    const answering = work();
    await eventually(() => removing('question_part'));

    let isDeleted = false;
    const deleting = postgres.database
      .transaction((tx) => forgetTranscript(tx, { orderId: transcriptId, userId }))
      .then(() => (isDeleted = true));
    await eventually(async () => isDeleted || removing('transcript'));
    release();
    await Promise.all([holding, answering, deleting]);

    expect(await answer(asked)).toBeNull();
    expect(await postgres.admin.tablesWith('отчёт')).toEqual([]);
  });
});
