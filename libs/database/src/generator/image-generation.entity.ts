import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AspectRatio, AvatarId, ErrorCode, OrderId, OrderState, UserId } from '@aisha/domain';

/** A paid order: one wish and the pictures made of it. */
@Entity({ schema: 'generator', name: 'image_generation' })
export class ImageGeneration {
  @PrimaryColumn({ type: 'uuid', name: 'order_id' }) orderId!: OrderId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'uuid', name: 'avatar_id' }) avatarId!: AvatarId;
  @Column({ type: 'text' }) state!: OrderState;
  /** As the person typed it. */
  @Column({ type: 'text' }) prompt!: string;
  /** What the model was given. */
  @Column({ type: 'text', name: 'enhanced_prompt', nullable: true }) enhancedPrompt!: string | null;
  /** What the person did not want; turned into positive wording. */
  @Column({ type: 'text', name: 'negative_prompt', nullable: true }) negativePrompt!: string | null;
  @Column({ type: 'text', name: 'prompt_writer', nullable: true }) promptWriter!: 'model' | 'rules' | null;
  @Column({ type: 'text', name: 'aspect_ratio' }) aspectRatio!: AspectRatio;
  @Column({ type: 'integer', name: 'picture_count' }) pictureCount!: number;
  /** Below 2^31: larger ones do not survive JSON. */
  @Column({ type: 'integer' }) seed!: number;
  /** The provider's model. */
  @Column({ type: 'text', nullable: true }) endpoint!: string | null;
  /** Size, scale, steps; no URLs. */
  @Column({ type: 'jsonb', name: 'generation_config' }) generationConfig!: Record<string, unknown>;
  /** Set before the paid request is sent; never sent again while set. */
  @Column({ type: 'timestamptz', name: 'submitting_since', nullable: true }) submittingSince!: Date | null;
  /** Above 1: drawn again at our cost. */
  @Column({ type: 'integer' }) submissions!: number;
  @Column({ type: 'text', name: 'request_id', nullable: true }) requestId!: string | null;
  @Column({ type: 'boolean', name: 'cancel_requested' }) cancelRequested!: boolean;
  @Column({ type: 'integer' }) delivered!: number;
  @Column({ type: 'text', name: 'error_code', nullable: true }) errorCode!: ErrorCode | null;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  @Column({ type: 'timestamptz', name: 'started_at', nullable: true }) startedAt!: Date | null;
  @Column({ type: 'timestamptz', name: 'deadline_at', nullable: true }) deadlineAt!: Date | null;
  @Column({ type: 'timestamptz', name: 'next_look_at', nullable: true }) nextLookAt!: Date | null;
  /** Somebody is copying its pictures until then. */
  @Column({ type: 'timestamptz', name: 'collecting_until', nullable: true }) collectingUntil!: Date | null;
  /** The place in our queue the person was last told. */
  @Column({ type: 'integer', name: 'shown_ahead', nullable: true }) shownAhead!: number | null;
  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true }) finishedAt!: Date | null;
}
