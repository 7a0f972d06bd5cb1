import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language, UserId } from '@aisha/domain';

/** A message to everybody; becomes deliveries a few hundred at a time. */
@Entity({ schema: 'bot', name: 'broadcast' })
export class Broadcast {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'jsonb' }) content!: Record<Language, unknown>;
  /** The last person it was written for. */
  @Column({ type: 'uuid' }) cursor!: UserId;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  /** It was written for everybody. */
  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true }) finishedAt!: Date | null;
}
