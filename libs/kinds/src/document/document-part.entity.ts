import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrderId } from '@aisha/domain';
import type { DocumentPoint } from './document';

/** A part of the text that a document is made of, as the model read it. */
@Entity({ schema: 'transcriber', name: 'document_part' })
export class DocumentPart {
  @PrimaryColumn({ type: 'uuid', name: 'order_id' }) orderId!: OrderId;
  @PrimaryColumn({ type: 'integer' }) position!: number;
  /**
   * Where the part begins, in characters of the text. Speakers' names do not count, because they may change before the next part is read.
   */
  @Column({ type: 'integer', name: 'starts_at' }) startsAt!: number;
  @Column({ type: 'integer', name: 'ends_at' }) endsAt!: number;
  /**
   * The points that the model found; null until the part is paid. Each part is paid once: after a restart the worker reads its points here.
   */
  @Column({ type: 'jsonb', nullable: true }) points!: readonly DocumentPoint[] | null;
}
