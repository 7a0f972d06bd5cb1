import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AvatarId, PhotoFinding, PhotoId, UserId } from '@aisha/domain';

/** A photo that arrived and has no verdict yet. */
@Entity({ schema: 'trainer', name: 'waiting_photo' })
export class WaitingPhoto {
  @PrimaryColumn({ type: 'uuid', name: 'photo_id' }) photoId!: PhotoId;
  @Column({ type: 'uuid', name: 'avatar_id' }) avatarId!: AvatarId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  /** Storage reference of the file as it came; null when it could not be fetched from Telegram. */
  @Column({ type: 'text', nullable: true }) incoming!: string | null;
  /** PhotoFinding: why it was not fetched. */
  @Column({ type: 'text', nullable: true }) refusal!: PhotoFinding | null;
  @Column({ type: 'text', name: 'trace_id', nullable: true }) traceId!: string | null;
  /** The lowest is next: one a turn for each person. */
  @Column({ type: 'bigint' }) turn!: string;
  /** Checks begun. */
  @Column({ type: 'integer' }) attempts!: number;
  @Column({ type: 'timestamptz', name: 'not_before' }) notBefore!: Date;
  /** A process checks the photo until then. */
  @Column({ type: 'timestamptz', name: 'lease_until', nullable: true }) leaseUntil!: Date | null;
}
