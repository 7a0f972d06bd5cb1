import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrderId } from '@aisha/domain';
import type { DocumentPoint } from './document';

/** A part of the text that a document is made of, as the model read it. */
@Entity({ schema: 'transcriber', name: 'document_part' })
export class DocumentPart {
  @PrimaryColumn({ type: 'uuid', name: 'order_id' }) orderId!: OrderId;
  @PrimaryColumn({ type: 'integer' }) position!: number;
  /** Characters of the text, without the speakers' names: those may change before the next part is read. */
  @Column({ type: 'integer', name: 'starts_at' }) startsAt!: number;
  @Column({ type: 'integer', name: 'ends_at' }) endsAt!: number;
  /** Null until the part is paid. Each part is paid once: a restart finds it here. */
  @Column({ type: 'jsonb', nullable: true }) points!: readonly DocumentPoint[] | null;
}
