import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ErrorCode, OrderId, OrderState, UserId } from '@aisha/domain';
import { asNumber } from '../columns';

/** A paid order: one recording to be written down. */
@Entity({ schema: 'transcriber', name: 'recording' })
export class Recording {
  @PrimaryColumn({ type: 'uuid', name: 'order_id' }) orderId!: OrderId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'text' }) state!: OrderState;
  /** Storage reference; null once the order is over and the file removed. */
  @Column({ type: 'text', name: 'audio_file_path', nullable: true }) audioFilePath!: string | null;
  /** Quoted and held. */
  @Column({ type: 'integer' }) minutes!: number;
  /** Seconds, measured. */
  @Column({ type: 'numeric', nullable: true, transformer: asNumber }) duration!: number | null;
  @Column({ type: 'text', name: 'error_code', nullable: true }) errorCode!: ErrorCode | null;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  @Column({ type: 'timestamptz', name: 'started_at', nullable: true }) startedAt!: Date | null;
  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true }) finishedAt!: Date | null;
}
