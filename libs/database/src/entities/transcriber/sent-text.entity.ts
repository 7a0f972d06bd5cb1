import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TextId, UserId } from '@aisha/domain';

/**
 * The text of a file that a person sent. Documents are made of it, and it is read aloud. It is removed a day after it came; if a document is
 * still being made of it then, after the end of that order.
 */
@Entity({ schema: 'transcriber', name: 'sent_text' })
export class SentText {
  @PrimaryColumn({ type: 'uuid' }) id!: TextId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'text' }) content!: string;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}
