import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AvatarId, ChallengeId, UserId } from '@aisha/domain';

/** Proof, by two selfies, that the face of an avatar is its person's own. Biometric: only the trainer reads it. */
@Entity({ schema: 'trainer', name: 'face_proof' })
export class FaceProof {
  @PrimaryColumn({ type: 'uuid', name: 'avatar_id' }) avatarId!: AvatarId;
  /** The mean of the two selfies' embeddings. */
  @Column({ type: 'float4', array: true }) embedding!: number[];
  @Column({ type: 'timestamptz', name: 'proved_at' }) provedAt!: Date;
}

/** A selfie that waits for the other one of its challenge, for an hour at most. Its picture is deleted already. */
@Entity({ schema: 'trainer', name: 'selfie' })
export class Selfie {
  @PrimaryColumn({ type: 'uuid', name: 'challenge_id' }) challengeId!: ChallengeId;
  /** The place in the challenge; 0 is the first. */
  @PrimaryColumn({ type: 'integer' }) at!: number;
  @Column({ type: 'uuid', name: 'avatar_id' }) avatarId!: AvatarId;
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  /** Angles of the head in degrees, and embeddings. */
  @Column({ type: 'jsonb' }) measured!: Record<string, unknown>;
  @Column({ type: 'float4', array: true }) embedding!: number[];
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}
