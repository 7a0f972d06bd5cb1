import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { SentText } from '@aisha/database/transcriber';
import type { OrderId } from '@aisha/domain';
import type { DocumentPoint } from '@aisha/kinds';
import { DocumentOrder, DocumentPart, Transcript } from '@aisha/kinds/tables';
import type { Extent } from './source-text';

/** Writes the parts of documents under way. The engine writes the orders. */
@Injectable()
export class DocumentStore {
  constructor(private readonly database: Database) {}

  /** Reads the person's own transcript, or sent text, from which a document is made; null when it is gone. */
  async source(
    { userId, transcriptId, textId }: Pick<DocumentOrder, 'userId' | 'transcriptId' | 'textId'>,
    tx?: Transaction,
  ): Promise<Pick<Transcript, 'content' | 'segments' | 'speakers'> | null> {
    const read = tx ?? this.database.read;
    if (transcriptId !== null) return read.findOneBy(Transcript, { orderId: transcriptId, userId });
    const text = textId && (await read.findOneBy(SentText, { id: textId, userId }));
    return text ? { content: text.content, segments: [], speakers: {} } : null;
  }

  parts(orderId: OrderId): Promise<DocumentPart[]> {
    return this.database.read.find(DocumentPart, { where: { orderId }, order: { position: 'ASC' } });
  }

  /** Counts the parts of a text that the model has read, and all its parts. */
  async countDone(tx: Transaction, orderId: OrderId): Promise<{ readonly done: number; readonly of: number }> {
    const [counted] = await tx.query<[{ done: number; of: number }]>(
      `SELECT count(points)::int AS done, count(*)::int AS "of" FROM transcriber.document_part WHERE order_id = $1`,
      [orderId],
    );
    return counted;
  }

  /** Stores where the text is cut, so that a second run cuts it in the same places. Does nothing for an ended order. */
  async keepCuts(orderId: OrderId, parts: readonly Extent[]): Promise<void> {
    await this.database.write(
      `INSERT INTO transcriber.document_part (order_id, position, starts_at, ends_at)
       SELECT order_id, ord - 1, starts_at, ends_at
       FROM transcriber.document, unnest($2::integer[], $3::integer[]) WITH ORDINALITY AS p (starts_at, ends_at, ord)
       WHERE order_id = $1 AND finished_at IS NULL
       ON CONFLICT DO NOTHING`,
      [orderId, parts.map(({ startsAt }) => startsAt), parts.map(({ endsAt }) => endsAt)],
    );
  }

  /** Stores the model's points as soon as they come, because each answer is paid for. Does nothing for a part that has points already. */
  async keepPoints({ orderId, position }: DocumentPart, points: readonly DocumentPoint[]): Promise<void> {
    await this.database.write(
      'UPDATE transcriber.document_part SET points = $3 WHERE order_id = $1 AND position = $2 AND points IS NULL',
      [orderId, position, JSON.stringify(points)],
    );
  }

  /** Stores combined points as soon as they come, because each answer is paid for. Does nothing for an ended order. */
  async keepCombined(orderId: OrderId, piece: string, points: readonly DocumentPoint[]): Promise<void> {
    await this.database.write(
      `UPDATE transcriber.document SET combined = jsonb_build_object($2::text, $3::jsonb) || coalesce(combined, '{}')
       WHERE order_id = $1 AND finished_at IS NULL`,
      [orderId, piece, JSON.stringify(points)],
    );
  }

  /** Removes the points and the template of a document, and records that its file is gone; its order stays. */
  async forgetDocument(tx: Transaction, orderId: OrderId): Promise<void> {
    await tx.update(DocumentOrder, { orderId }, { points: null, template: null, documentPath: null, bytes: null });
  }

  async forgetParts(tx: Transaction, orderId: OrderId): Promise<void> {
    await tx.delete(DocumentPart, { orderId });
  }
}
