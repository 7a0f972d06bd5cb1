import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { Piece, Transcript } from '@aisha/database/transcriber';
import type { OrderId } from '@aisha/domain';
import type { Stretch } from '../audio/audio-tool';

/** What is said in a piece. */
export interface Spoken {
  /** Empty when the recording has no speech. */
  readonly text: string;
  /** ISO 639-1; null when the model did not tell. */
  readonly language: string | null;
}

/** A piece that was written down. */
export type WrittenPiece = Piece & Spoken;
export const isWritten = (piece: Piece): piece is WrittenPiece => piece.text !== null;

/** Writer of pieces and transcripts, and of where recordings lie; the orders themselves are the engine's. */
@Injectable()
export class RecordingStore {
  constructor(private readonly database: Database) {}

  /** The pieces of an order in order. */
  pieces(orderId: OrderId): Promise<Piece[]> {
    return this.database.read.find(Piece, { where: { orderId }, order: { position: 'ASC' } });
  }

  /** Keeps how a recording is cut and how long it is; a second run finds it cut the same way. Nothing for an order that has ended. */
  async keepCut(orderId: OrderId, seconds: number, stretches: readonly Stretch[]): Promise<void> {
    await this.database.write(
      `WITH open AS (
         UPDATE transcriber.recording SET duration = $2 WHERE order_id = $1 AND finished_at IS NULL RETURNING order_id
       )
       INSERT INTO transcriber.piece (order_id, position, starts_at, ends_at)
       SELECT order_id, ord - 1, starts_at, ends_at
       FROM open, unnest($3::numeric[], $4::numeric[]) WITH ORDINALITY AS p (starts_at, ends_at, ord)
       ON CONFLICT DO NOTHING`,
      [orderId, seconds, stretches.map(({ startsAt }) => startsAt), stretches.map(({ endsAt }) => endsAt)],
    );
  }

  /** What a piece says: paid for, so it is kept at once, and once; the pieces of an order that has ended are gone. */
  async keepPiece({ orderId, position }: Piece, { text, language }: Spoken): Promise<void> {
    await this.database.write(
      `UPDATE transcriber.piece SET text = $3, language = $4
       WHERE order_id = $1 AND position = $2 AND text IS NULL`,
      [orderId, position, text, language],
    );
  }

  /** What was said goes from the pieces into the transcript, or nowhere. */
  async forgetPieces(tx: Transaction, orderId: OrderId): Promise<void> {
    await tx.delete(Piece, { orderId });
  }

  async addTranscript(tx: Transaction, transcript: Transcript): Promise<void> {
    await tx.insert(Transcript, transcript);
  }

  /** The files of these orders are no more. */
  async forgetFiles(orderIds: readonly OrderId[]): Promise<void> {
    await this.database.write('UPDATE transcriber.recording SET audio_file_path = NULL WHERE order_id = ANY ($1)', [
      orderIds,
    ]);
  }
}
