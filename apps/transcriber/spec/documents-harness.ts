import type { CancelOrder } from '@aisha/contracts';
import { SentText } from '@aisha/database/transcriber';
import type { OrderId, TextId, UserId } from '@aisha/domain';
import type { Segment, SpeakerNames } from '@aisha/kinds';
import type { StartDocument } from '@aisha/kinds/messages';
import { DocumentOrder } from '@aisha/kinds/tables';
import { ordersOf, DeleteResultHandler, type OrderReference } from '@aisha/orders';
import { Logger, newId, parseConfig } from '@aisha/platform';
import { OpenAiCalls, OpenAiConfig, OpenAiLanguageModel, OpenAiModerator } from '@aisha/providers/openai';
import type { AnswerForm, Question } from '@aisha/providers/ports';
import { fromReference } from '@aisha/storage';
import { afterThisTest, jobContext } from '@aisha/testing';
import mammoth from 'mammoth';
import { byHand, partsOf } from './one-process';
import { DocumentStore } from '../src/documents/document.store';
import { readingPolicy } from '../src/points/reading.policy';
import { DocumentWork } from '../src/documents/document.work';
import { DocumentWriter } from '../src/documents/document-writer';
import { TextCheck } from '../src/moderation/text-check';
import { LEASE_MS, onTranscriber, openAi } from './transcriber-harness';

/** A client of OpenAI that gives no more answers after a number of questions that the test sets, as in a process that dies. */
export class Answering extends OpenAiLanguageModel {
  asked = 0;
  answersAtMost = Infinity;
  /** Called while the model reads. */
  meanwhile: () => Promise<unknown> = () => Promise.resolve();

  override async answer<Answer>(form: AnswerForm<Answer>, question: Question): Promise<Answer> {
    this.asked += 1;
    await this.meanwhile();
    return this.asked > this.answersAtMost ? unanswered() : super.answer(form, question);
  }
}

/** An answer that does not come while the test goes on. After the test it fails: the lease of an order is renewed until its work ends. */
const unanswered = (): Promise<never> =>
  new Promise((_, reject) => {
    afterThisTest(async () => reject(new Error('no answer')));
  });

const SUMMARY = { documentType: 'summary', template: null, language: 'ru', targetLanguage: null, units: 1 } as const;

interface Said {
  readonly segments: readonly (Pick<Segment, 'text' | 'startsAt'> & { readonly speaker?: string })[];
  readonly speakers?: SpeakerNames;
}

/** The part of the transcriber that makes documents, without Nest: on a real Postgres, with the S3 protocol, and with OpenAI over HTTP. */
export async function onDocuments({ partCharacters = 12_000, freeWorkCents = 10_000 } = {}) {
  const { postgres, clock, sent, objects } = await onTranscriber();
  const { database } = postgres;
  const store = new DocumentStore(database);
  const calls = new OpenAiCalls(
    parseConfig(OpenAiConfig, { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: openAi.url }),
    partsOf(database, clock).calls,
  );

  /** Starts a process of the app. */
  const replica = () => {
    const model = new Answering(calls, 'gpt-6-luna');
    const checks = new TextCheck(new OpenAiModerator(calls, 'omni-moderation-latest'), 'text-refused');
    const policy = { ...readingPolicy, leaseMs: LEASE_MS };
    const work = new DocumentWork(store, new DocumentWriter(model, checks), objects, policy, partCharacters);
    const parts = partsOf(database, clock, Logger.silent(), freeWorkCents);
    const orders = ordersOf({ document: work }, parts, { everyMs: 60_000, stopGraceMs: 100 });
    const engine = orders.engine(work);
    return {
      model,
      ...byHand(orders),
      start: (asked: StartDocument) => engine.start(asked, jobContext(postgres)),
      cancel: (asked: Omit<CancelOrder, 'kind'>) => engine.cancel(asked, jobContext(postgres)),
      deletes: (asked: OrderReference) =>
        new DeleteResultHandler(orders, database, objects).handle({ ...asked, kind: 'document' }, jobContext(postgres)),
    };
  };

  const transcript = async (
    { segments, speakers = {} }: Said,
    owner = newId<UserId>(),
  ): Promise<{ userId: UserId; transcriptId: OrderId }> => {
    const { orderId, userId } = await postgres.fixtures.transcript({
      userId: owner,
      content: segments.map(({ text }) => text).join('\n\n'),
      segments: segments.map((one) => ({ speaker: null, doubt: null, endsAt: one.startsAt + 10, ...one })),
      speakers,
    });
    return { userId, transcriptId: orderId };
  };

  const held = async (): Promise<OrderId> => {
    const orderId = newId<OrderId>();
    await postgres.fixtures.hold({ orderId, kind: 'document', item: 'document', units: 1 });
    return orderId;
  };
  const found = (orderId: OrderId) => database.read.findOneByOrFail(DocumentOrder, { orderId });

  const file = async (): Promise<Buffer> => {
    const [one] = await sent('deliver-result');
    const { documentPath } = await found(one?.['orderId'] as OrderId);
    return objects.getBuffer(fromReference(documentPath ?? ''), { maxBytes: 100_000 });
  };

  return {
    ...replica(),
    replica,
    clock,
    postgres,
    sent,
    objects,
    transcript,
    /** Orders a document, as billing does once the credits are held. */
    order: async (said: Said, changed: Partial<StartDocument> = {}): Promise<StartDocument> => {
      const { userId, transcriptId } = await transcript(said, changed.userId);
      const orderId = await held();
      return { orderId, userId, transcriptId, textId: null, ...SUMMARY, ...changed };
    },
    /** Orders a document of a sent text. */
    orderOfText: async (content: string, changed: Partial<StartDocument> = {}): Promise<StartDocument> => {
      const [userId, textId] = [newId<UserId>(), newId<TextId>()];
      await postgres.admin.insert(SentText, { id: textId, userId, content, createdAt: clock.now() });
      const orderId = await held();
      return { orderId, userId, transcriptId: null, textId, ...SUMMARY, ...changed };
    },
    found,
    partsPaid: async () =>
      (await postgres.admin.query<{ points: unknown }>('SELECT points FROM transcriber.document_part')).filter(
        ({ points }) => points !== null,
      ).length,
    /** The delivered file. */
    file,
    /** Resolves to the delivered text, with a line for each paragraph. */
    delivered: async (): Promise<string> =>
      (await mammoth.extractRawText({ buffer: await file() })).value.replaceAll('\n\n', '\n'),
    endOf: async () => ({
      settled: (await sent('settle-hold')).map(({ delivered, of, reason }) => ({ delivered, of, reason })),
      explained: (await sent('explain-failure')).map(({ code }) => code),
    }),
  };
}

/** The questions that were sent to the model since the fake started. */
export const questions = (): { readonly input: string; readonly instructions: string; readonly body: Body }[] =>
  openAi
    .requests()
    .filter(({ path }) => path.endsWith('/responses'))
    .map(({ body }) => {
      const asked = body as unknown as Body;
      return { body: asked, instructions: asked.instructions, input: asked.input[0]?.content[0]?.text ?? '' };
    });
interface Body {
  readonly instructions: string;
  readonly max_output_tokens: number;
  readonly input: readonly { readonly content: readonly { readonly text: string }[] }[];
}
