import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AvatarId, PhotoFinding, PhotoId } from '@aisha/domain';

/** One photograph of a person, accepted or refused, with its measurements. */
@Entity({ schema: 'trainer', name: 'avatar_photo' })
export class AvatarPhoto {
  @PrimaryColumn({ type: 'uuid' }) id!: PhotoId;
  @Column({ type: 'uuid', name: 'avatar_id' }) avatarId!: AvatarId;
  @Column({ type: 'boolean' }) accepted!: boolean;
  /** The names of the findings (PhotoFinding). */
  @Column({ type: 'text', array: true }) findings!: PhotoFinding[];
  /** Storage reference; null when refused. */
  @Column({ type: 'text', name: 'file_path', nullable: true }) filePath!: string | null;
  /** The size of that file; null when refused. */
  @Column({ type: 'integer', nullable: true }) bytes!: number | null;
  /** The hash of the file as it came, by which exact duplicates are found. */
  @Column({ type: 'text', nullable: true }) sha256!: string | null;
  @Column({ type: 'boolean', name: 'is_main' }) isMain!: boolean;
  /** Whether the person chose this photo as the main one; otherwise the first photo is the main one. */
  @Column({ type: 'boolean', name: 'main_chosen' }) mainChosen!: boolean;
  /** Whether the person has said that the photo shows them: the trainer then never again treats it as a photo of another person. */
  @Column({ type: 'boolean', name: 'person_confirmed' }) personConfirmed!: boolean;
  /**
   * The place of the photo among those that the avatar is drawn from together: 1 is the best one. Null for a photo that is not among them.
   */
  @Column({ type: 'smallint', name: 'reference_rank', nullable: true }) referenceRank!: number | null;
  /**
   * Every measurement of the photo alone except the embedding, part by part. The distance of its face from the set is
   * not among them: it changes with each photo of the set, follows from the embeddings, and is in the log.
   */
  @Column({ type: 'jsonb' }) metadata!: Record<string, unknown>;
  /**
   * 128 numbers of the face, if there is one. Biometric: only the trainer reads them, and only when it asks for them;
   * they are deleted with the row.
   */
  @Column({ type: 'float4', array: true, nullable: true, select: false }) embedding!: number[] | null;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}
