import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AvatarId, ErrorCode, OrderId, OrderState, TrainingPreset, UserId } from '@aisha/domain';

/** A paid order: one run of the provider's trainer. */
@Entity({ schema: 'trainer', name: 'training' })
export class Training {
  @PrimaryColumn({ type: 'uuid', name: 'order_id' }) orderId!: OrderId;
  @Column({ type: 'uuid', name: 'avatar_id' }) avatarId!: AvatarId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'text' }) preset!: TrainingPreset;
  @Column({ type: 'integer' }) steps!: number;
  @Column({ type: 'text' }) state!: OrderState;
  /** The photographs packed at the provider's, for sending once more; public to whoever knows it: a secret, gone with the end. */
  @Column({ type: 'text', name: 'dataset_url', nullable: true }) datasetUrl!: string | null;
  /** The provider's model. */
  @Column({ type: 'text', nullable: true }) endpoint!: string | null;
  /** Set before the paid request is sent; never sent again while set. */
  @Column({ type: 'timestamptz', name: 'submitting_since', nullable: true }) submittingSince!: Date | null;
  /** The provider's id, when we heard it. */
  @Column({ type: 'text', name: 'request_id', nullable: true }) requestId!: string | null;
  @Column({ type: 'boolean', name: 'cancel_requested' }) cancelRequested!: boolean;
  @Column({ type: 'text', name: 'error_code', nullable: true }) errorCode!: ErrorCode | null;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  /** Taken from our own queue. */
  @Column({ type: 'timestamptz', name: 'started_at', nullable: true }) startedAt!: Date | null;
  /** Past it the provider is called silent. */
  @Column({ type: 'timestamptz', name: 'deadline_at', nullable: true }) deadlineAt!: Date | null;
  /** When the watchdog asks next. */
  @Column({ type: 'timestamptz', name: 'next_look_at', nullable: true }) nextLookAt!: Date | null;
  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true }) finishedAt!: Date | null;
}
