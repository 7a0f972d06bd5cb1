import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Language, UserId } from '@aisha/domain';

/** A message to all people; it becomes deliveries a few hundred at a time. */
@Entity({ schema: 'bot', name: 'broadcast' })
export class Broadcast {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'jsonb' }) content!: Record<Language, unknown>;
  /** The last person who has a delivery. */
  @Column({ type: 'uuid' }) cursor!: UserId;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  /** The moment when all people have a delivery. */
  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true }) finishedAt!: Date | null;
}
