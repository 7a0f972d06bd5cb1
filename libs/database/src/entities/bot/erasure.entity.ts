import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AvatarId, UserId } from '@aisha/domain';

/** The stages of an erasure: open orders end, the credits are given up, the apps delete, the report is sent, all is over. */
export type ErasureStage = 'orders' | 'credits' | 'apps' | 'report' | 'over';

/** A deletion of everything about a person: how far it is, and that it was done. */
@Entity({ schema: 'bot', name: 'erasure' })
export class Erasure {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  /** The person's id, which stands in the ledger, too; once the erasure is over it leads to nobody. */
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'text', name: 'asked_by' }) askedBy!: 'person' | 'operator';
  /** Whether the person gives up the credits that are left. */
  @Column({ type: 'boolean' }) forfeits!: boolean;
  @Column({ type: 'text' }) stage!: ErasureStage;
  @Column({ type: 'uuid', array: true, name: 'avatar_ids' }) avatarIds!: AvatarId[];
  /** The number of the round: 0 is the deletion itself; each later round deletes what work under way has written back. */
  @Column({ type: 'integer' }) round!: number;
  /** Which apps have answered in this round. */
  @Column({ type: 'jsonb' }) answers!: Record<string, boolean>;
  @Column({ type: 'integer' }) rows!: number;
  @Column({ type: 'integer' }) files!: number;
  @Column({ type: 'timestamptz', name: 'asked_at' }) askedAt!: Date;
  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true }) finishedAt!: Date | null;
  @Column({ type: 'timestamptz', name: 'look_at', nullable: true }) lookAt!: Date | null;
}
