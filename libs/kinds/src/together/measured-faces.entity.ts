import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrderId } from '@aisha/domain';
import type { ClearedBy } from '../generation/picture.entity';

/** A drawn picture that waits until the trainer has said whose faces it shows. */
@Entity({ schema: 'generator', name: 'face_match' })
export class MeasuredFaces {
  @PrimaryColumn({ type: 'uuid', name: 'order_id' }) orderId!: OrderId;
  /** The provider's request that made the picture. */
  @PrimaryColumn({ type: 'text', name: 'request_id' }) requestId!: string;
  /** The hash of the picture, which is stored and was cleared to be shown. */
  @Column({ type: 'text' }) sha256!: string;
  @Column({ type: 'text', name: 'cleared_by' }) clearedBy!: ClearedBy;
  @Column({ type: 'integer' }) bytes!: number;
  /** The width in pixels. */
  @Column({ type: 'integer' }) width!: number;
  @Column({ type: 'integer' }) height!: number;
  /** The distance for each person, as in `FaceMatch`; null until measured. */
  @Column({ type: 'jsonb', nullable: true }) distances!: readonly (number | null)[] | null;
  @Column({ type: 'integer', nullable: true }) strangers!: number | null;
}
