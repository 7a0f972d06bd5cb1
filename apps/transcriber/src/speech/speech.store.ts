import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { withdrawnWithin } from '@aisha/database/bot';
import type { OrderId } from '@aisha/domain';
import { Speech, SpeechPiece } from '@aisha/kinds/tables';

/** Writes the pieces of texts. The engine writes the orders. */
@Injectable()
export class SpeechStore {
  constructor(private readonly database: Database) {}

  /** Reads the pieces of an order, in their order. */
  pieces(orderId: OrderId): Promise<SpeechPiece[]> {
    return this.database.read.find(SpeechPiece, { where: { orderId }, order: { position: 'ASC' } });
  }

  /** Counts the pieces of a text that have been read aloud, and all its pieces. */
  async countDone(tx: Transaction, orderId: OrderId): Promise<{ readonly done: number; readonly of: number }> {
    const [counted] = await tx.query<[{ done: number; of: number }]>(
      `SELECT count(sound_path)::int AS done, count(*)::int AS "of" FROM transcriber.speech_piece WHERE order_id = $1`,
      [orderId],
    );
    return counted;
  }

  /** Stores where a text is cut, so a second run uses the same cuts. Does nothing for an ended order. */
  async keepCut(orderId: OrderId, texts: readonly string[]): Promise<void> {
    await this.database.write(
      `WITH open AS (SELECT order_id FROM transcriber.speech WHERE order_id = $1 AND finished_at IS NULL)
       INSERT INTO transcriber.speech_piece (order_id, position, text)
       SELECT order_id, ord - 1, text FROM open, unnest($2::text[]) WITH ORDINALITY AS p (text, ord)
       ON CONFLICT DO NOTHING`,
      [orderId, texts],
    );
  }

  /**
   * Stores the provider's id of a request before the first poll, so that after a crash no second request is made and paid for (decision
   * 10).
   */
  async keepRequest({ orderId, position }: SpeechPiece, requestId: string): Promise<void> {
    await this.database.write(
      'UPDATE transcriber.speech_piece SET request_id = $3 WHERE order_id = $1 AND position = $2 AND request_id IS NULL',
      [orderId, position, requestId],
    );
  }

  /**
   * Stores where the sound of a piece is, as soon as the sound is stored, because it is paid for. False if the order has ended and its
   * pieces are gone. A piece without a request keeps in its place what `readBy` was told: the next run reads the rest by the same model.
   */
  async keepSound({ orderId, position }: SpeechPiece, soundPath: string, readBy: string | null): Promise<boolean> {
    const kept = await this.database.write<unknown[]>(
      `UPDATE transcriber.speech_piece SET sound_path = $3, request_id = coalesce(request_id, $4)
       WHERE order_id = $1 AND position = $2 RETURNING position`,
      [orderId, position, soundPath, readBy],
    );
    return kept.length > 0;
  }

  /** Records that the sound is gone, and deletes the first words of its text; the order stays. */
  async forgetSound(tx: Transaction, orderId: OrderId): Promise<void> {
    await tx.update(Speech, { orderId }, { title: '', voicePath: null, mp3Path: null, bytes: null });
  }

  /**
   * Deletes the first words of texts whose senders withdrew their consent in the last days. Texts of open orders stay, because they may
   * still be read. The sound stays.
   */
  async forgetWithdrawn(lookBackDays: number): Promise<void> {
    await this.database.write(
      `WITH withdrawn AS MATERIALIZED (${withdrawnWithin('$1')})
       UPDATE transcriber.speech SET title = '' FROM withdrawn
       WHERE speech.user_id = withdrawn.user_id AND created_at < until AND finished_at IS NOT NULL AND title <> ''`,
      [lookBackDays],
    );
  }

  /** Deletes the pieces of these orders, whose files are gone. */
  async forgetPieces(orderIds: readonly OrderId[]): Promise<void> {
    await this.database.write('DELETE FROM transcriber.speech_piece WHERE order_id = ANY ($1)', [orderIds]);
  }
}
