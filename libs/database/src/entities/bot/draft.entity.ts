import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { UserId } from '@aisha/domain';

/** A conversation that its person left half-way. */
@Entity({ schema: 'bot', name: 'draft' })
export class Draft {
  @PrimaryColumn({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @PrimaryColumn({ type: 'text' }) flow!: string;
  /** The id of what the draft is about: each avatar has a draft of its own. Empty for a flow with one draft. */
  @PrimaryColumn({ type: 'text', default: '' }) about!: string;
  @Column({ type: 'text' }) step!: string;
  @Column({ type: 'jsonb' }) draft!: Record<string, unknown>;
  @Column({ type: 'integer' }) version!: number;
  @Column({ type: 'timestamptz', name: 'updated_at' }) updatedAt!: Date;
  /** When the person dropped the draft, which they can restore for a day; null: not dropped. */
  @Column({ type: 'timestamptz', name: 'dropped_at', nullable: true }) droppedAt!: Date | null;
}
