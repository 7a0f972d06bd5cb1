import type { ShowRecording } from '@aisha/contracts/bot-gateway';
import { newId, SystemClock, type Clock } from '@aisha/platform';
import { eventually, jobContext, type PostgresHarness } from '@aisha/testing';
import type { Bot } from '../src/bot';
import { FileAnswers } from '../src/engine/free-files/file-answers';
import { FileBudgetStore } from '../src/engine/telegram/file-budget.store';
import { ShowRecordingHandler } from '../src/features/transcribe/show-recording.handler';
import { Readers } from '../src/readers';

/** What the transcriber answers about the newest recording that was fetched to be measured. */
export async function answerRecording(
  { postgres, bot, clock = new SystemClock() }: { postgres: PostgresHarness; bot: Bot; clock?: Clock },
  answer: Partial<Pick<ShowRecording, 'measured' | 'refusal'>>,
): Promise<void> {
  const refused = await eventually(async () => {
    const fetched = (await postgres.outboxOf('bot')).filter(({ payload }) => payload['countedAs'] === 'recordings');
    return fetched.length > 0 && (fetched.at(-1)!.payload['onFailed'] as { payload: ShowRecording });
  });
  const { database } = postgres;
  const { conversations, deliveries } = bot;
  const budget = new FileBudgetStore(database);
  const answers = new FileAnswers(conversations, deliveries, new Readers(database), budget);
  const handler = new ShowRecordingHandler(answers, clock, bot.groupVoices);
  const job = { ...refused.payload, refusal: null, ...answer };
  await handler.handle(job, jobContext(postgres, { messageId: newId<string>() }));
}
