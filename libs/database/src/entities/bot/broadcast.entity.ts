import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BroadcastState, Language, Segment, UserId } from '@aisha/domain';

/** What an operator wrote for one language. */
export interface BroadcastWords {
  readonly text: string;
  readonly button?: string;
}

/** A message to all people, or to a part of them; it becomes deliveries a few hundred at a time. */
@Entity({ schema: 'bot', name: 'broadcast' })
export class Broadcast {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'jsonb' }) content!: Record<Language, unknown>;
  /** The last person, by id, for whom a delivery was written. */
  @Column({ type: 'uuid' }) cursor!: UserId;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  /**
   * When the last delivery was written, or an operator stopped the broadcast. Null while it runs; Infinity for a draft, and while it is
   * scheduled or paused.
   */
  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true }) finishedAt!: Date | number | null;
  @Column({ type: 'text' }) state!: BroadcastState;
  @Column({ type: 'jsonb' }) texts!: Partial<Record<Language, BroadcastWords>>;
  @Column({ type: 'jsonb' }) segment!: Segment;
  /** When a scheduled broadcast begins. */
  @Column({ type: 'timestamptz', name: 'begins_at', nullable: true }) beginsAt!: Date | null;
  /** How many people a delivery was written for. */
  @Column({ type: 'integer' }) reached!: number;
}
