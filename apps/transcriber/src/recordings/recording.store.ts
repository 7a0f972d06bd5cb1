import { Injectable } from '@nestjs/common';
import { IsNull, Not } from 'typeorm';
import { Database, type Transaction } from '@aisha/database';
import { withdrawnWithin } from '@aisha/database/bot';
import type { OrderId } from '@aisha/domain';
import type { Segment } from '@aisha/kinds';
import { Piece, Recording, Transcript } from '@aisha/kinds/tables';
import type { Stretch } from '../audio/audio-tool';

/** What was said in a piece. */
export interface Spoken {
  /** The segments in order, with times in the recording. Empty when nothing was said. */
  readonly segments: readonly Segment[];
  /** ISO 639-1; null if the model gives none. */
  readonly language: string | null;
}

/** How a recording is cut for a model. */
export interface Cut {
  /** The name of the model. */
  readonly recognizer: string;
  readonly stretches: readonly Stretch[];
}

/** A transcribed piece. */
export type WrittenPiece = Piece & Spoken;
export const isWritten = (piece: Piece): piece is WrittenPiece => piece.segments !== null;

/** Writes pieces, transcripts, and the places where recordings are stored. The engine writes the orders. */
@Injectable()
export class RecordingStore {
  constructor(private readonly database: Database) {}

  /** Reads the pieces of an order, in their order. */
  pieces(orderId: OrderId): Promise<Piece[]> {
    return this.database.read.find(Piece, { where: { orderId }, order: { position: 'ASC' } });
  }

  /** Counts the pieces of a recording that a provider transcribes or has transcribed, and all its pieces. */
  async countDone(tx: Transaction, orderId: OrderId): Promise<{ readonly done: number; readonly of: number }> {
    const [counted] = await tx.query<[{ done: number; of: number }]>(
      `SELECT count(*) FILTER (WHERE segments IS NOT NULL OR request_id IS NOT NULL)::int AS done, count(*)::int AS "of"
       FROM transcriber.piece WHERE order_id = $1`,
      [orderId],
    );
    return counted;
  }

  /** Whether the recording is a single piece for which a provider has accepted a request and has not answered it yet. */
  async isHeardWhole(tx: Transaction, orderId: OrderId): Promise<boolean> {
    const [{ isWhole }] = await tx.query<[{ isWhole: boolean }]>(
      `SELECT count(*) = 1 AND coalesce(bool_and(segments IS NULL AND request_id IS NOT NULL), false) AS "isWhole"
       FROM transcriber.piece WHERE order_id = $1`,
      [orderId],
    );
    return isWhole;
  }

  /**
   * Stores where a recording is cut, so that a second run uses the same cuts, even if its release or its model would cut differently. Does
   * nothing for an ended order.
   */
  async keepCut(orderId: OrderId, cut: Cut): Promise<void> {
    await this.database.write(INSERT_PIECES, valuesOf(orderId, cut));
  }

  /**
   * Hands a recording over to another model: removes the pieces that were cut for the model of this piece, and stores the cuts for the
   * other. Resolves to whether the recording is the other model's now; it may have been handed over before, for another of its pieces.
   * False if a piece was transcribed meanwhile, or the order has ended.
   */
  handOn({ orderId, recognizer }: Piece, cut: Cut): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      // The order is locked first, as at its end, and then its pieces, so that none is transcribed before it is removed.
      await tx.query('SELECT FROM transcriber.recording WHERE order_id = $1 FOR UPDATE', [orderId]);
      await tx.query('SELECT FROM transcriber.piece WHERE order_id = $1 FOR UPDATE', [orderId]);
      if (await tx.existsBy(Piece, { orderId, segments: Not(IsNull()) })) return false;
      const { affected } = await tx.delete(Piece, { orderId, recognizer: recognizer ?? IsNull() });
      if (affected) await tx.query(INSERT_PIECES, valuesOf(orderId, cut));
      return tx.existsBy(Piece, { orderId, recognizer: cut.recognizer });
    });
  }

  /** Stores the provider's id of a request before its first poll, so that after a crash no second request is paid (decision 10). */
  async keepRequest({ orderId, position, recognizer }: Piece, requestId: string): Promise<void> {
    await this.database.write(
      `UPDATE transcriber.piece SET request_id = $4
       WHERE order_id = $1 AND position = $2 AND recognizer IS NOT DISTINCT FROM $3 AND request_id IS NULL`,
      [orderId, position, recognizer, requestId],
    );
  }

  /**
   * Stores the words of a piece as soon as they come, because each piece is paid for. Does nothing if the piece has words already, was
   * handed over to another model, or was removed with its ended order.
   */
  async keepPiece({ orderId, position, recognizer }: Piece, { segments, language }: Spoken): Promise<void> {
    await this.database.write(
      `UPDATE transcriber.piece SET segments = $4, language = $5
       WHERE order_id = $1 AND position = $2 AND recognizer IS NOT DISTINCT FROM $3 AND segments IS NULL`,
      [orderId, position, recognizer, JSON.stringify(segments), language],
    );
  }

  /** Deletes the pieces of an order, after their words have moved into the transcript or are no longer needed. */
  async forgetPieces(tx: Transaction, orderId: OrderId): Promise<void> {
    await tx.delete(Piece, { orderId });
  }

  async addTranscript(tx: Transaction, transcript: Transcript): Promise<void> {
    await tx.insert(Transcript, transcript);
  }

  /** Records that the file of an order is gone, and deletes the person's hints about the recording. */
  async forgetFile(tx: Transaction, orderId: OrderId): Promise<void> {
    await tx.update(Recording, { orderId }, { audioFilePath: null, audioKeptUntil: null, vocabulary: [] });
  }

  /** Ends the time for which recordings are kept, if their person withdrew the consent in the last days. */
  async forgetWithdrawn(lookBackDays: number): Promise<void> {
    await this.database.write(
      `WITH withdrawn AS MATERIALIZED (${withdrawnWithin('$1')})
       UPDATE transcriber.recording SET audio_kept_until = NULL FROM withdrawn
       WHERE recording.user_id = withdrawn.user_id AND created_at < until
         AND audio_file_path IS NOT NULL AND audio_kept_until IS NOT NULL`,
      [lookBackDays],
    );
  }

  /** Records that the files of these orders are gone. */
  async forgetFiles(orderIds: readonly OrderId[]): Promise<void> {
    await this.database.write(
      'UPDATE transcriber.recording SET audio_file_path = NULL, audio_kept_until = NULL, vocabulary = DEFAULT WHERE order_id = ANY ($1)',
      [orderIds],
    );
  }
}

const INSERT_PIECES = `WITH open AS (
    SELECT order_id FROM transcriber.recording WHERE order_id = $1 AND finished_at IS NULL FOR UPDATE
  )
  INSERT INTO transcriber.piece (order_id, position, starts_at, ends_at, recognizer)
  SELECT order_id, ord - 1, starts_at, ends_at, $4
  FROM open, unnest($2::numeric[], $3::numeric[]) WITH ORDINALITY AS p (starts_at, ends_at, ord)
  WHERE NOT EXISTS (SELECT FROM transcriber.piece WHERE order_id = $1)
  ON CONFLICT DO NOTHING`;

const valuesOf = (orderId: OrderId, { recognizer, stretches }: Cut): unknown[] => [
  orderId,
  stretches.map(({ startsAt }) => startsAt),
  stretches.map(({ endsAt }) => endsAt),
  recognizer,
];
