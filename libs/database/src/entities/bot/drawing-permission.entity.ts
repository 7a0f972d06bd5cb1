import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AvatarId, PermissionId, PermissionScope, UserId } from '@aisha/domain';

/** An invitation to be drawn with somebody in one picture, and the permission that answers it. */
@Entity({ schema: 'bot', name: 'drawing_permission' })
export class DrawingPermission {
  @PrimaryColumn({ type: 'uuid' }) id!: PermissionId;
  /** The person who asks, and may draw. */
  @Column({ type: 'uuid', name: 'asker_id' }) askerId!: UserId;
  @Column({ type: 'timestamptz', name: 'asked_at' }) askedAt!: Date;
  /** When the invitation can no longer be answered. */
  @Column({ type: 'timestamptz', name: 'expires_at' }) expiresAt!: Date;
  /** The friend who has answered; null until then. */
  @Column({ type: 'uuid', name: 'giver_id', nullable: true }) giverId!: UserId | null;
  @Column({ type: 'timestamptz', name: 'answered_at', nullable: true }) answeredAt!: Date | null;
  /** The friend's avatar that may be drawn; null when the answer is no. */
  @Column({ type: 'uuid', name: 'avatar_id', nullable: true }) avatarId!: AvatarId | null;
  @Column({ type: 'text', nullable: true }) scope!: PermissionScope | null;
  /** When the friend took the permission back, or deleted the avatar, or withdrew the consent to everything; null: none of these. */
  @Column({ type: 'timestamptz', name: 'withdrawn_at', nullable: true }) withdrawnAt!: Date | null;
}
