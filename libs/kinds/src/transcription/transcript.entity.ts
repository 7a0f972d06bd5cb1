import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrderId, UserId } from '@aisha/domain';
import type { Segment, SpeakerNames } from './transcript';

/** The words of a recording, as text. */
@Entity({ schema: 'transcriber', name: 'transcript' })
export class Transcript {
  @PrimaryColumn({ type: 'uuid', name: 'order_id' }) orderId!: OrderId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'text' }) content!: string;
  /** The title that the person gave the transcript; null: the bot calls it by its date. */
  @Column({ type: 'text', nullable: true }) title!: string | null;
  /** The words with their times, in order; `content` is the text of the segments that are beyond doubt. */
  @Column({ type: 'jsonb' }) segments!: readonly Segment[];
  /** The person's names for the speakers, by the model's labels. */
  @Column({ type: 'jsonb' }) speakers!: SpeakerNames;
  /** Storage reference of the .txt file. */
  @Column({ type: 'text', name: 'document_path' }) documentPath!: string;
  /** The language (ISO 639-1) of most of the text; null when unknown. */
  @Column({ type: 'text', nullable: true }) language!: string | null;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}
