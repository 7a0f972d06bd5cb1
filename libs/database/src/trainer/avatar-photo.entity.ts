import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AvatarId, PhotoFinding, PhotoId } from '@aisha/domain';

/** One photograph of a person, accepted or refused, with its measurements. */
@Entity({ schema: 'trainer', name: 'avatar_photo' })
export class AvatarPhoto {
  @PrimaryColumn({ type: 'uuid' }) id!: PhotoId;
  @Column({ type: 'uuid', name: 'avatar_id' }) avatarId!: AvatarId;
  @Column({ type: 'boolean' }) accepted!: boolean;
  /** PhotoFinding names. */
  @Column({ type: 'text', array: true }) findings!: PhotoFinding[];
  /** Storage reference; null when refused. */
  @Column({ type: 'text', name: 'file_path', nullable: true }) filePath!: string | null;
  /** The size of that file; null when refused. */
  @Column({ type: 'integer', nullable: true }) bytes!: number | null;
  /** Hash of the incoming file: finds exact duplicates. */
  @Column({ type: 'text', nullable: true }) sha256!: string | null;
  @Column({ type: 'boolean', name: 'is_main' }) isMain!: boolean;
  /** The person chose it as the main photo; it is not main only because it came first. */
  @Column({ type: 'boolean', name: 'main_chosen' }) mainChosen!: boolean;
  /** The person has said that it shows them: it is never another person's again. */
  @Column({ type: 'boolean', name: 'person_confirmed' }) personConfirmed!: boolean;
  /**
   * Every measurement of the photo alone but the embedding, part by part. How far its face is from the set is not among them: that moves
   * with each photo that comes or goes, follows from the embeddings, and is in the log.
   */
  @Column({ type: 'jsonb' }) metadata!: Record<string, unknown>;
  /** 128 numbers of the face, if there is one. Biometric: read by the trainer alone, and only when asked for; gone with the row. */
  @Column({ type: 'float4', array: true, nullable: true, select: false }) embedding!: number[] | null;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}
