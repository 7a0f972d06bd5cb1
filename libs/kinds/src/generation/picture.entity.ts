import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AvatarId, LookGroup, OrderId, PictureId, UserId } from '@aisha/domain';

/** The parts of a drawn picture that vision looks at. */
export const PICTURE_PARTS = ['eyes', 'hands', 'artefacts'] as const;
export type PicturePart = (typeof PICTURE_PARTS)[number];
/** The verdicts, the best first; `absent`: the picture does not show the part. */
export const PART_VERDICTS = ['good', 'flawed', 'broken', 'absent'] as const;

/** The findings of vision about a picture before it was delivered; the score is from 0, ruined, to 100. */
export type PictureReview = Readonly<Record<PicturePart, (typeof PART_VERDICTS)[number]>> & { readonly score: number };

/** The checks that cleared a picture. One of the two is enough (decision 122). */
export type ClearedBy = 'moderator' | 'classifier' | 'both';

/** A delivered picture. */
@Entity({ schema: 'generator', name: 'picture' })
export class Picture {
  @PrimaryColumn({ type: 'uuid' }) id!: PictureId;
  @Column({ type: 'uuid', name: 'order_id' }) orderId!: OrderId;
  /** The person of the order. */
  @Column({ type: 'uuid', name: 'user_id' }) userId!: UserId;
  /** The avatar that the order drew; null when it drew none. */
  @Column({ type: 'uuid', name: 'avatar_id', nullable: true }) avatarId!: AvatarId | null;
  /** The group of the look that the picture shows; null when it was drawn from the person's own idea. */
  @Column({ type: 'text', name: 'look_group', nullable: true }) lookGroup!: LookGroup | null;
  /**
   * The look of the catalogue that the picture shows. Null when it was drawn from the person's own idea, once the picture is deleted, and
   * once the order's words are forgotten.
   */
  @Column({ type: 'text', nullable: true }) look!: string | null;
  /** The seed of this picture. It differs from the seed of the order in a session, and when the picture was drawn again. */
  @Column({ type: 'integer' }) seed!: number;
  @Column({ type: 'integer' }) position!: number;
  /** Storage reference of the picture; null once it is deleted. */
  @Column({ type: 'text', name: 'file_path', nullable: true }) filePath!: string | null;
  @Column({ type: 'text' }) sha256!: string;
  @Column({ type: 'integer' }) bytes!: number;
  @Column({ type: 'integer' }) width!: number;
  @Column({ type: 'integer' }) height!: number;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  /** Null unless the person marked it as a favourite. */
  @Column({ type: 'timestamptz', name: 'favourite_at', nullable: true }) favouriteAt!: Date | null;
  /** The avatar whose main photo this picture is, as the person chose; null for any other picture. */
  @Column({ type: 'uuid', name: 'main_of', nullable: true }) mainOf!: AvatarId | null;
  /**
   * The distance from the drawn face to the mean of the faces in the avatar's photos; null without a face, until it is measured, and once
   * the picture is deleted.
   */
  @Column({ type: 'float4', name: 'face_distance', nullable: true }) faceDistance!: number | null;
  @Column({ type: 'timestamptz', name: 'face_measured_at', nullable: true }) faceMeasuredAt!: Date | null;
  /** Null when the review was off, when vision did not answer in time, and once the picture is deleted. */
  @Column({ type: 'jsonb', nullable: true }) review!: PictureReview | null;
  /** The check that cleared the picture: the table accepts no picture without a check. */
  @Column({ type: 'text', name: 'cleared_by' }) clearedBy!: ClearedBy;
}
