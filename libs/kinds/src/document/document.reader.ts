import type { Language, OrderId, UserId } from '@aisha/domain';
import type { DocumentPoint, DocumentType, TargetLanguage } from './document';
import { IsNull, Not } from 'typeorm';
import type { Rows } from '../order/rows';
import { DocumentOrder } from './document-order.entity';
import { Recording } from '../transcription/recording.entity';

/** A delivered document. */
export interface DeliveredDocument {
  readonly orderId: OrderId;
  readonly documentType: DocumentType;
  /** The person's own headings; null for other types. */
  readonly template: string | null;
  /** The language the document is written in; of a translation, the language of its title. */
  readonly language: Language;
  /** The language of a translation; null when it is the one in `language`, and for other types. */
  readonly targetLanguage: TargetLanguage | null;
  readonly points: readonly DocumentPoint[];
  /** The order whose transcript the document is made of; null when it is made of a sent text. */
  readonly transcriptId: OrderId | null;
  /** Storage reference of the file. */
  readonly documentPath: string;
  /** The message in the person's chat with the recording that the document is made of; null when that is not known. */
  readonly messageId: number | null;
  readonly createdAt: Date;
}

/** Documents as the person they belong to may see them. */
export class DocumentReader {
  constructor(private readonly database: Rows) {}

  /** Finds a document; null until it is delivered, once it is deleted, and for another person's document. */
  async find(userId: UserId, orderId: OrderId): Promise<DeliveredDocument | null> {
    const found = await this.database.read.findOne(DocumentOrder, {
      select: {
        orderId: true,
        transcriptId: true,
        documentType: true,
        template: true,
        language: true,
        targetLanguage: true,
        points: true,
        documentPath: true,
        createdAt: true,
      },
      where: { orderId, userId },
    });
    if (!found?.points || !found.documentPath) return null;
    const { transcriptId, documentType, template, language, targetLanguage, points, documentPath, createdAt } = found;
    const recording =
      transcriptId === null
        ? null
        : await this.database.read.findOne(Recording, {
            select: { orderId: true, messageId: true },
            where: { orderId: transcriptId, userId },
          });
    return {
      orderId,
      transcriptId,
      documentType,
      template,
      language,
      targetLanguage,
      points,
      documentPath,
      messageId: recording?.messageId ?? null,
      createdAt,
    };
  }
  /** The template that the person ordered last; null when there is none. */
  async lastTemplate(userId: UserId): Promise<string | null> {
    const last = await this.database.read.findOne(DocumentOrder, {
      select: { orderId: true, template: true },
      where: { userId, template: Not(IsNull()) },
      order: { orderId: 'DESC' },
    });
    return last?.template ?? null;
  }
}
