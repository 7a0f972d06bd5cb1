import { Column, Entity } from 'typeorm';
import type { Language, OrderId, TextId } from '@aisha/domain';
import type { DocumentPoint, DocumentType, TargetLanguage } from './document';
import { PaidOrder } from '../order/paid-order.entity';

/** A paid order: a document made of a transcript, or of a text that was sent. Its units are started parts of the text. */
@Entity({ schema: 'transcriber', name: 'document' })
export class DocumentOrder extends PaidOrder {
  /** The order whose transcript the document is made of; null when it is made of a sent text. */
  @Column({ type: 'uuid', name: 'transcript_id', nullable: true }) transcriptId!: OrderId | null;
  /** The sent text that the document is made of, which may be gone; null when it is made of a transcript. */
  @Column({ type: 'uuid', name: 'text_id', nullable: true }) textId!: TextId | null;
  @Column({ type: 'text', name: 'document_type' }) documentType!: DocumentType;
  /** The person's own headings, a line each; null for other types, once the consent is withdrawn, and once the document is deleted. */
  @Column({ type: 'text', nullable: true }) template!: string | null;
  /** The language the document is written in; of a translation, the language of its title. */
  @Column({ type: 'text' }) language!: Language;
  /** The language of a translation; null when it is the one in `language`, and for other types. */
  @Column({ type: 'text', name: 'target_language', nullable: true }) targetLanguage!: TargetLanguage | null;
  /** The points of the document, in order; null until it is delivered, and once it is deleted. */
  @Column({ type: 'jsonb', nullable: true }) points!: readonly DocumentPoint[] | null;
  /** Storage reference of the file; null whenever `points` is null. */
  @Column({ type: 'text', name: 'document_path', nullable: true }) documentPath!: string | null;
  /** The size of the file. */
  @Column({ type: 'integer', nullable: true }) bytes!: number | null;
  /**
   * The combined points so far, by piece. Each piece is paid once: after a restart the worker reads its points here. Null before the order
   * runs and once it has ended.
   */
  @Column({ type: 'jsonb', nullable: true }) combined!: Readonly<Record<string, readonly DocumentPoint[]>> | null;
}
