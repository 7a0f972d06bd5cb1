import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database, type Transaction } from '@aisha/database';
import { PersonReader, withdrawnWithin } from '@aisha/database/bot';
import type { Language, OrderId, UserId } from '@aisha/domain';
import type { AnswerPoint } from '@aisha/kinds';
import { QuestionPart, Transcript } from '@aisha/kinds/tables';
import type { Extent } from '../documents/source-text';

/** A part of one transcript. */
export interface Passage extends Extent {
  readonly transcriptId: OrderId;
}

/** Writes the parts of questions under way. The engine writes the orders. */
@Injectable()
export class QuestionStore {
  constructor(private readonly database: Database) {}

  /** Reads the transcript that the question is about; null when it is gone, or another person's. */
  transcript(userId: UserId, orderId: OrderId, tx?: Transaction): Promise<Transcript | null> {
    return (tx ?? this.database.read).findOneBy(Transcript, { orderId, userId });
  }

  /** Reads the given transcripts, as far as they still exist. */
  transcripts(userId: UserId, orderIds: readonly OrderId[]): Promise<Transcript[]> {
    return this.database.read.findBy(Transcript, { userId, orderId: In([...orderIds]) });
  }

  /** The person's language, in which speakers without a name get one. */
  languageOf(userId: UserId): Promise<Language> {
    return new PersonReader(this.database).languageOf(userId);
  }

  /** Counts the parts of a question that the model has read, and all its parts. */
  async countDone(tx: Transaction, orderId: OrderId): Promise<{ readonly done: number; readonly of: number }> {
    const [counted] = await tx.query<[{ done: number; of: number }]>(
      `SELECT count(points)::int AS done, count(*)::int AS "of" FROM transcriber.question_part WHERE order_id = $1`,
      [orderId],
    );
    return counted;
  }

  parts(orderId: OrderId): Promise<QuestionPart[]> {
    return this.database.read.find(QuestionPart, { where: { orderId }, order: { position: 'ASC' } });
  }

  /** Stores which parts are to be read, so that a second run reads the same parts. Does nothing for an ended order. */
  async keepParts(orderId: OrderId, parts: readonly Passage[]): Promise<void> {
    await this.database.write(
      `INSERT INTO transcriber.question_part (order_id, position, transcript_id, starts_at, ends_at)
       SELECT order_id, ord - 1, p.transcript_id, starts_at, ends_at
       FROM transcriber.question,
            unnest($2::uuid[], $3::integer[], $4::integer[]) WITH ORDINALITY AS p (transcript_id, starts_at, ends_at, ord)
       WHERE order_id = $1 AND finished_at IS NULL
       ON CONFLICT DO NOTHING`,
      [
        orderId,
        parts.map(({ transcriptId }) => transcriptId),
        parts.map(({ startsAt }) => startsAt),
        parts.map(({ endsAt }) => endsAt),
      ],
    );
  }

  /**
   * Stores the model's findings as soon as they come, because each answer is paid for. Does nothing for a part that has findings already.
   */
  async keepPoints({ orderId, position }: QuestionPart, points: readonly AnswerPoint[]): Promise<void> {
    await this.database.write(
      'UPDATE transcriber.question_part SET points = $3 WHERE order_id = $1 AND position = $2 AND points IS NULL',
      [orderId, position, JSON.stringify(points)],
    );
  }

  /** Stores combined points as soon as they come, because each answer is paid for. Does nothing for an ended order. */
  async keepCombined(orderId: OrderId, piece: string, points: readonly AnswerPoint[]): Promise<void> {
    await this.database.write(
      `UPDATE transcriber.question SET combined = jsonb_build_object($2::text, $3::jsonb) || coalesce(combined, '{}')
       WHERE order_id = $1 AND finished_at IS NULL`,
      [orderId, piece, JSON.stringify(points)],
    );
  }

  async forgetParts(tx: Transaction, orderId: OrderId): Promise<void> {
    await tx.delete(QuestionPart, { orderId });
  }

  /**
   * Deletes the questions and answers of people who withdrew their consent in the last days. Questions of open orders stay, because they
   * may still be answered.
   */
  async forgetWithdrawn(lookBackDays: number): Promise<void> {
    await this.database.write(
      `WITH withdrawn AS MATERIALIZED (${withdrawnWithin('$1')})
       UPDATE transcriber.question SET answer = NULL FROM withdrawn
       WHERE question.user_id = withdrawn.user_id AND created_at < until AND answer IS NOT NULL`,
      [lookBackDays],
    );
  }
}

/**
 * Deletes the questions to a transcript, and every answer for which the transcript was searched, because a point may mention it without
 * quoting it. The record of the payment stays. Uses the index question_answered.
 */
export async function forgetAnswersFrom(tx: Transaction, userId: UserId, transcriptId: OrderId): Promise<void> {
  await tx.query(
    `UPDATE transcriber.question SET answer = NULL
     WHERE user_id = $1 AND answer IS NOT NULL
       AND (transcript_id = $2 OR answer -> 'lookedAt' @> to_jsonb($2::uuid))`,
    [userId, transcriptId],
  );
}
