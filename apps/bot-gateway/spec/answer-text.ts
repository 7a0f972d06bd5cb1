import type { Message } from '@aisha/contracts';
import { fileBudgetsIn } from './file-places';
import type { ShowText } from '@aisha/contracts/bot-gateway';
import type { ReadText } from '@aisha/contracts/transcriber';
import { newId } from '@aisha/platform';
import { eventually, jobContext, type PostgresHarness } from '@aisha/testing';
import type { Bot } from './bot-harness';
import { FileAnswers } from '../src/free-files/file-answers';
import { ShowTextHandler } from '../src/features/sent-text/show-text.handler';
import { Readers } from '../src/engine/conversation/readers';

/** Plays the transcriber: answers about the newest file that the bot fetched to have it read. Returns the request. */
export async function answerText(
  { postgres, bot }: { postgres: PostgresHarness; bot: Bot },
  answer: Partial<Pick<ShowText, 'text' | 'refusal'>>,
): Promise<ReadText> {
  const fetched = await eventually(
    async () =>
      (await postgres.outboxOf('bot')).filter(({ payload }) => payload['countedAs'] === 'texts').at(-1) ?? false,
  );
  const asked = (fetched.payload['onStored'] as Message).payload as unknown as ReadText;
  const { conversations, deliveries } = bot;
  const { database } = postgres;
  const answers = new FileAnswers(conversations, deliveries, new Readers(database), fileBudgetsIn(database));
  const told = { ...asked, text: null, refusal: null, ...answer };
  await new ShowTextHandler(answers).handle(told, jobContext(postgres, { messageId: newId<string>() }));
  return asked;
}
