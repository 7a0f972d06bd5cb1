import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TextId, UserId } from '@aisha/domain';

/** The text of a file that a person sent. Documents are made of it for a day; then a clock removes it, or the end of the last of them. */
@Entity({ schema: 'transcriber', name: 'sent_text' })
export class SentText {
  @PrimaryColumn({ type: 'uuid' }) id!: TextId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'text' }) content!: string;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}
