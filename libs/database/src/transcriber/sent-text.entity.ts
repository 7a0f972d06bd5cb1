import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TextId, UserId } from '@aisha/domain';

/**
 * The text of a file that a person sent, for a day: documents are made of it, and it is read aloud. A clock removes it
 * after that, or the end of its last document does.
 */
@Entity({ schema: 'transcriber', name: 'sent_text' })
export class SentText {
  @PrimaryColumn({ type: 'uuid' }) id!: TextId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'text' }) content!: string;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}
