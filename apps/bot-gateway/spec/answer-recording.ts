import type { Message } from '@aisha/contracts';
import { fileBudgetsIn } from './file-places';
import type { ShowRecording } from '@aisha/contracts/bot-gateway';
import { newId, SystemClock, type Clock } from '@aisha/platform';
import { eventually, jobContext, type PostgresHarness } from '@aisha/testing';
import type { Bot } from './bot-harness';
import { FileAnswers } from '../src/free-files/file-answers';
import { ShowRecordingHandler } from '../src/features/transcription/recording/show-recording.handler';
import { Readers } from '../src/engine/conversation/readers';

/** Plays the transcriber: answers about the newest recording that the bot fetched to have it measured. */
export async function answerRecording(
  { postgres, bot, clock = new SystemClock() }: { postgres: PostgresHarness; bot: Bot; clock?: Clock },
  answer: Partial<Pick<ShowRecording, 'measured' | 'refusal'>>,
): Promise<void> {
  const fetched = await eventually(
    async () =>
      (await postgres.outboxOf('bot'))
        .filter(({ job, payload }) => job === 'fetch-recording' || payload['countedAs'] === 'recordings')
        .map(({ payload }) => (payload['onStored'] ? (payload['onStored'] as Message).payload : payload))
        .at(-1) ?? false,
  );
  const { database } = postgres;
  const { conversations, deliveries } = bot;
  const budget = fileBudgetsIn(database);
  const readers = new Readers(database);
  const answers = new FileAnswers(conversations, deliveries, readers, budget);
  const handler = new ShowRecordingHandler(answers, clock, readers, bot.groupVoices);
  const { userId, sourceId } = fetched as unknown as ShowRecording;
  const job = { userId, sourceId, measured: null, refusal: null, ...answer };
  await handler.handle(job, jobContext(postgres, { messageId: newId<string>() }));
}
