import type { AvatarId } from '@aisha/domain';
import { Column, Entity } from 'typeorm';
import type { ClearedBy } from '../generation/picture.entity';
import type { InputOf } from '../order/order-kind';
import { PaidOrder } from '../order/paid-order.entity';
import type { PhotoFaces } from './edit';

/** The inputs that an edit can have. */
export type EditedInput = InputOf<'picture' | 'photo' | 'edit'>;

/** A paid order: one picture changed by a sentence. */
@Entity({ schema: 'generator', name: 'edit' })
export class Edit extends PaidOrder {
  @Column({ type: 'jsonb' }) input!: EditedInput;
  /** The kind of the input. Orders with the same kind of input take about the same time. */
  @Column({ type: 'text' }) source!: EditedInput['kind'];
  /** The sentence as the person typed it; empty once it is forgotten. */
  @Column({ type: 'text' }) change!: string;
  /** The sentence as the model gets it, in English; null until the order is prepared, and once it is forgotten. */
  @Column({ type: 'text', nullable: true }) prompt!: string | null;
  /** Whose faces the sent photo shows; null for a picture that we have drawn. */
  @Column({ type: 'text', nullable: true }) faces!: PhotoFaces | null;
  /** The avatar that the picture shows; null for a picture without an avatar, and for a sent photo. */
  @Column({ type: 'uuid', name: 'avatar_id', nullable: true }) avatarId!: AvatarId | null;
  @Column({ type: 'integer' }) seed!: number;
  /** The address where the provider fetches the picture. It needs no key, so it is a secret; the end of the order clears it. */
  @Column({ type: 'text', name: 'source_url', nullable: true }) sourceUrl!: string | null;
  /**
   * Storage reference of the sent photo as it was. Null for a picture of ours, which keeps its own file, and once the photo is deleted:
   * after a withdrawn consent the photo is deleted before the changed picture.
   */
  @Column({ type: 'text', name: 'original_path', nullable: true }) originalPath!: string | null;
  /** Storage reference of the changed picture; null until it is delivered, and once it is deleted. */
  @Column({ type: 'text', name: 'file_path', nullable: true }) filePath!: string | null;
  /** The check that cleared the changed picture: the table accepts no changed picture without a check. */
  @Column({ type: 'text', name: 'cleared_by', nullable: true }) clearedBy!: ClearedBy | null;
  /** The size of the files together. */
  @Column({ type: 'integer', nullable: true }) bytes!: number | null;
  /** The width of the changed picture, in pixels. */
  @Column({ type: 'integer', nullable: true }) width!: number | null;
  @Column({ type: 'integer', nullable: true }) height!: number | null;
  /**
   * The distance between a face before the change and the same face after it; with several faces, the largest distance. Null without a face,
   * until it is measured, and once the picture is deleted.
   */
  @Column({ type: 'float4', name: 'face_distance', nullable: true }) faceDistance!: number | null;
  /** Whether a face of the original is no longer found. */
  @Column({ type: 'boolean', name: 'is_face_lost' }) isFaceLost!: boolean;
  @Column({ type: 'timestamptz', name: 'face_measured_at', nullable: true }) faceMeasuredAt!: Date | null;
}
