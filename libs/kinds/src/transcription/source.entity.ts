import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SourceId, UserId } from '@aisha/domain';
import { asNumber } from '../order/columns';
import type { Silence } from './recording.entity';

/**
 * A recording that is measured, so that its price can be shown. The order that pays for it takes the file over and removes the row. Without
 * an order, both are removed after `RETENTION_MS.measuredRecording`.
 */
@Entity({ schema: 'transcriber', name: 'source' })
export class Source {
  @PrimaryColumn({ type: 'uuid' }) id!: SourceId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  /** Storage reference of the sound as the speech model will hear it. */
  @Column({ type: 'text', name: 'audio_file_path' }) audioFilePath!: string;
  /** The length in seconds; null until it is measured. */
  @Column({ type: 'numeric', nullable: true, transformer: asNumber }) duration!: number | null;
  @Column({ type: 'jsonb', nullable: true }) silences!: readonly Silence[] | null;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}
