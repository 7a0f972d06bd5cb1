import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrderId, UserId } from '@aisha/domain';

/** What was said, as text. */
@Entity({ schema: 'transcriber', name: 'transcript' })
export class Transcript {
  @PrimaryColumn({ type: 'uuid', name: 'order_id' }) orderId!: OrderId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'text' }) content!: string;
  /** Storage reference of the .txt file. */
  @Column({ type: 'text', name: 'document_path' }) documentPath!: string;
  /** ISO 639-1, of most of it; null when unknown. */
  @Column({ type: 'text', nullable: true }) language!: string | null;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}
