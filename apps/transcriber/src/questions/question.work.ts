import { Injectable, Optional } from '@nestjs/common';
import type { Transaction } from '@aisha/database';
import { AppError, type ErrorCode, type Language, type OrderId } from '@aisha/domain';
import { type Answer, type AnswerPoint, textUnitsOf } from '@aisha/kinds';
import type { StartQuestion } from '@aisha/kinds/messages';
import { QuestionOrder, type QuestionPart } from '@aisha/kinds/tables';
import {
  PiecesWork,
  type Kept,
  type OwnFields,
  type Policy,
  type Result,
  type Run,
  type Workbench,
} from '@aisha/orders';
import { holdTranscripts } from '../points/held-transcripts';
import { readingPolicy } from '../points/reading.policy';
import { sourceOf, Answerer } from './answerer';
import { PassageSearch } from './passage-search';
import { type Passage, QuestionStore } from './question.store';

/** How many characters the model reads at once: in a longer part it overlooks the answer. */
const PART_CHARACTERS = 12_000;

/** The result of a question. */
interface Answered extends Result {
  readonly points: readonly AnswerPoint[];
}

/**
 * Answers a question from one transcript, which it reads part by part, or from the passages of all transcripts that are most similar to the
 * question. Each part is kept and paid for separately, and at the end the findings of several parts are combined (decision 91). An answer
 * without evidence is not delivered, and costs nothing.
 */
@Injectable()
export class QuestionWork extends PiecesWork<QuestionOrder, StartQuestion, Answered, QuestionPart> {
  readonly kind = 'question';
  readonly entity = QuestionOrder;
  readonly piecesAtOnce = 2;
  readonly nothing = new AppError('not-in-recording');

  constructor(
    private readonly store: QuestionStore,
    private readonly search: PassageSearch,
    private readonly answerer: Answerer,
    @Optional() readonly policy: Policy<QuestionOrder> = readingPolicy,
    @Optional() private readonly partCharacters = PART_CHARACTERS,
  ) {
    super();
  }

  async row(
    _tx: Transaction,
    { transcriptId, question, units }: StartQuestion,
  ): Promise<Pick<QuestionOrder, 'units'> & OwnFields<QuestionOrder>> {
    return { units, transcriptId, question, answer: null, combined: null };
  }

  async refusal(tx: Transaction, { userId, transcriptId, question, units }: StartQuestion): Promise<ErrorCode | null> {
    if (question === null) return 'message-unreadable';
    if (transcriptId === null) return null;
    const transcript = await this.store.transcript(userId, transcriptId, tx);
    if (!transcript) return 'transcript-not-found';
    return textUnitsOf(transcript.content.length) > units ? 'price-changed' : null;
  }

  async open(order: QuestionOrder, signal: AbortSignal): Promise<Workbench<QuestionPart>> {
    const { orderId, userId } = order;
    const language = await this.store.languageOf(userId);
    if ((await this.store.parts(orderId)).length === 0) {
      await this.answerer.check(order, signal);
      await this.store.keepParts(orderId, await this.partsToRead(order, language));
    }
    const pieces = await this.store.parts(orderId);
    const transcripts = await this.store.transcripts(userId, lookedAt(pieces));
    if (order.transcriptId !== null && transcripts.length === 0) throw new AppError('transcript-not-found');
    const sources = new Map(transcripts.map((transcript) => [transcript.orderId, sourceOf(transcript, language)]));
    return {
      pieces,
      work: async (part, aborted) => {
        const source = sources.get(part.transcriptId); // undefined for a transcript that was deleted meanwhile
        const found = source ? await this.answerer.findingsIn(source, part, order, aborted) : [];
        await this.store.keepPoints(part, found);
      },
      close: () => Promise.resolve(),
    };
  }

  countDone(tx: Transaction, { orderId }: QuestionOrder) {
    return this.store.countDone(tx, orderId);
  }

  isDone({ points }: QuestionPart): boolean {
    return points !== null;
  }

  /** Makes the answer of the findings of all parts. Null when a part has failed, because that part might hold the answer. */
  async join({ orderId, units }: QuestionOrder, reason: AppError | null): Promise<Answered | null> {
    if (reason) return null;
    const points = (await this.store.parts(orderId)).flatMap((part) => part.points ?? []);
    return { points, delivered: units, reason: null };
  }

  override async run(order: QuestionOrder, run: Run): Promise<Answered> {
    const found = await super.run(order, run);
    const answering = (await this.store.parts(order.orderId)).filter((part) => part.points?.length);
    const mayAnswer = found.points.some(({ isSupported }) => isSupported);
    const points =
      mayAnswer && answering.length > 1
        ? await this.answerer.combined(found.points, order, {
            kept: order.combined ?? {},
            keep: (piece, made) => this.store.keepCombined(order.orderId, piece, made),
            signal: run.signal,
          })
        : found.points;
    if (!points.some(({ isSupported }) => isSupported)) {
      throw order.transcriptId === null ? new AppError('not-in-recordings') : this.nothing;
    }
    return { ...found, points };
  }

  async keep(tx: Transaction, order: QuestionOrder, { points }: Answered): Promise<Kept<QuestionOrder>> {
    const { orderId, userId, question } = order;
    const parts = await this.store.parts(orderId);
    const answering = lookedAt(parts.filter((part) => part.points?.length));
    // If the person deletes a recording while it is read, the answer must not tell about it.
    if (!(await holdTranscripts(tx, userId, answering))) throw new AppError('transcript-not-found');
    const answer: Answer = { question: question ?? '', points, lookedAt: lookedAt(parts) };
    await this.store.forgetParts(tx, orderId);
    return { fields: { answer } };
  }

  override failed(tx: Transaction, { orderId }: QuestionOrder): Promise<void> {
    return this.store.forgetParts(tx, orderId);
  }

  override forgotten(): Partial<OwnFields<QuestionOrder>> {
    return { question: null, combined: null };
  }

  private async partsToRead({ userId, transcriptId, question }: QuestionOrder, language: Language): Promise<Passage[]> {
    if (transcriptId === null) return this.search.passages(userId, question ?? '', language);
    const transcript = await this.store.transcript(userId, transcriptId);
    if (!transcript) throw new AppError('transcript-not-found');
    const { text } = sourceOf(transcript, language);
    return text.parts(this.partCharacters).map((part) => ({ transcriptId, ...part }));
  }
}

const lookedAt = (parts: readonly QuestionPart[]): OrderId[] => [
  ...new Set(parts.map(({ transcriptId }) => transcriptId)),
];
