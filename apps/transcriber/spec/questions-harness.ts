import type { CancelOrder } from '@aisha/contracts';
import type { OrderId, UserId } from '@aisha/domain';
import type { Segment, SpeakerNames } from '@aisha/kinds';
import type { StartQuestion } from '@aisha/kinds/messages';
import { QuestionOrder } from '@aisha/kinds/tables';
import { jobContext } from '@aisha/testing';
import { ordersOf } from '@aisha/orders';
import { Logger, newId, parseConfig } from '@aisha/platform';
import { OpenAiCalls, OpenAiConfig, OpenAiModerator } from '@aisha/providers/openai';
import { byHand, partsOf } from './one-process';
import { TextCheck } from '../src/moderation/text-check';
import { Answerer } from '../src/questions/answerer';
import { ForgetQuestions } from '../src/questions/forget-questions';
import { PassageSearch } from '../src/questions/passage-search';
import { QuestionStore } from '../src/questions/question.store';
import { readingPolicy } from '../src/points/reading.policy';
import { QuestionWork } from '../src/questions/question.work';
import { Answering } from './documents-harness';
import { LEASE_MS, onTranscriber, openAi } from './transcriber-harness';

export interface Said {
  readonly title?: string;
  readonly segments: readonly (Pick<Segment, 'text' | 'startsAt'> & { readonly speaker?: string })[];
  readonly speakers?: SpeakerNames;
}

/**
 * The part of the transcriber that answers questions, without Nest: on a real Postgres, with OpenAI over HTTP, and with a person who asks.
 */
export async function onQuestions({ partCharacters = 12_000, passageCharacters = 2_000, freeWorkCents = 10_000 } = {}) {
  const { postgres, clock, sent } = await onTranscriber();
  const { database } = postgres;
  const store = new QuestionStore(database);
  const calls = new OpenAiCalls(
    parseConfig(OpenAiConfig, { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: openAi.url }),
    partsOf(database, clock).calls,
  );
  const check = new TextCheck(new OpenAiModerator(calls, 'omni-moderation-latest'), 'question-refused');
  const userId = newId<UserId>();

  /** Starts a process of the app. */
  const replica = () => {
    const model = new Answering(calls, 'gpt-6-luna');
    const policy = { ...readingPolicy, leaseMs: LEASE_MS };
    const search = new PassageSearch(database, passageCharacters);
    const work = new QuestionWork(store, search, new Answerer(model, check), policy, partCharacters);
    const parts = partsOf(database, clock, Logger.silent(), freeWorkCents);
    const orders = ordersOf({ question: work }, parts, { everyMs: 60_000, stopGraceMs: 100 });
    const engine = orders.engine(work);
    return {
      model,
      ...byHand(orders),
      start: (asked: StartQuestion) => engine.start(asked, jobContext(postgres)),
      cancel: (asked: Omit<CancelOrder, 'userId' | 'kind'>) =>
        engine.cancel({ ...asked, userId }, jobContext(postgres)),
    };
  };

  const found = (orderId: OrderId) => database.read.findOneByOrFail(QuestionOrder, { orderId });
  const forgetting = new ForgetQuestions(store, Logger.silent());
  return {
    ...replica(),
    replica,
    clock,
    postgres,
    userId,
    sent,
    /** Makes a transcript that belongs to the person who asks, or to another owner. */
    said: async ({ title, segments, speakers = {} }: Said, owner = userId): Promise<OrderId> => {
      const { orderId } = await postgres.fixtures.transcript({
        userId: owner,
        title: title ?? null,
        content: segments.map(({ text }) => text).join('\n\n'),
        segments: segments.map((one) => ({ speaker: null, doubt: null, endsAt: one.startsAt + 10, ...one })),
        speakers,
      });
      return orderId;
    },
    /** Asks a question, as billing does once the credits are held. */
    asks: async (question: string, transcriptId: OrderId | null, units = 1): Promise<StartQuestion> => {
      const orderId = newId<OrderId>();
      await postgres.fixtures.hold({ orderId, kind: 'question', item: 'question', units });
      return { orderId, userId, transcriptId, question, units };
    },
    found,
    answer: async ({ orderId }: StartQuestion) => (await found(orderId)).answer,
    forget: () => forgetting.run(),
    partsPaid: async () =>
      (await postgres.admin.query<{ points: unknown }>('SELECT points FROM transcriber.question_part')).filter(
        ({ points }) => points !== null,
      ).length,
    endOf: async () => ({
      settled: (await sent('settle-hold')).map(({ delivered, of, reason }) => ({ delivered, of, reason })),
      explained: (await sent('explain-failure')).map(({ code }) => code),
    }),
  };
}
