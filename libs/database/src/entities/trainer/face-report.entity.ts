import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AvatarId, ReportId, ReportSubject, UserId } from '@aisha/domain';

/** A report of misuse; an operator decides. */
@Entity({ schema: 'trainer', name: 'face_report' })
export class FaceReport {
  @PrimaryColumn({ type: 'uuid' }) id!: ReportId;
  /** The person who reported. */
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'text' }) about!: ReportSubject;
  /** The reporter's words; deleted when the reporter withdraws their consent, and a while after an operator has decided. */
  @Column({ type: 'text', nullable: true }) words!: string | null;
  /** Whether a face was seen in the picture they sent. */
  @Column({ type: 'boolean', name: 'has_face' }) hasFace!: boolean;
  /**
   * The avatars whose photos looked like the face when the report came, nearest first; the reporter's own are left out.
   */
  @Column({ type: 'uuid', array: true }) avatars!: AvatarId[];
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  /** When the reporter was told that an operator has stopped an avatar because of this report; null: not told. */
  @Column({ type: 'timestamptz', name: 'told_of_stop_at', nullable: true }) toldOfStopAt!: Date | null;
  @Column({ type: 'timestamptz', name: 'closed_at', nullable: true }) closedAt!: Date | null;
  /** What the operator wrote when closing the report. */
  @Column({ type: 'text', name: 'closed_as', nullable: true }) closedAs!: string | null;
}

/** A reported face: no avatar with it is drawn before two selfies show that it is its person's own. Biometric: only the trainer reads it. */
@Entity({ schema: 'trainer', name: 'known_face' })
export class KnownFace {
  /** The id of the report, or of the avatar that was stopped. */
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) source!: 'report' | 'avatar';
  /** The person who reported the face, or had the avatar. */
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  @Column({ type: 'float4', array: true }) embedding!: number[];
  @Column({ type: 'timestamptz', name: 'known_at' }) knownAt!: Date;
}
