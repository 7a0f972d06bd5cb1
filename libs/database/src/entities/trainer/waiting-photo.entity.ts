import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AvatarId, PhotoFinding, PhotoId, UserId } from '@aisha/domain';

/** A photo that arrived and has no verdict yet. */
@Entity({ schema: 'trainer', name: 'waiting_photo' })
export class WaitingPhoto {
  @PrimaryColumn({ type: 'uuid', name: 'photo_id' }) photoId!: PhotoId;
  @Column({ type: 'uuid', name: 'avatar_id' }) avatarId!: AvatarId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  /** Storage reference of the file as it came; null when the bot could not fetch it from Telegram. */
  @Column({ type: 'text', nullable: true }) incoming!: string | null;
  /** PhotoFinding: why the bot refused to fetch the file. Null when it fetched the file, and when Telegram did not give it. */
  @Column({ type: 'text', nullable: true }) refusal!: PhotoFinding | null;
  @Column({ type: 'text', name: 'trace_id', nullable: true }) traceId!: string | null;
  /** The photo with the lowest turn is next; each person has one photo in a turn. */
  @Column({ type: 'bigint' }) turn!: string;
  /** How many checks have begun. */
  @Column({ type: 'integer' }) attempts!: number;
  @Column({ type: 'timestamptz', name: 'not_before' }) notBefore!: Date;
  /** Until this moment only the process that holds the lease may check the photo. */
  @Column({ type: 'timestamptz', name: 'lease_until', nullable: true }) leaseUntil!: Date | null;
}
