import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrderId } from '@aisha/domain';

/** How like the people a drawn picture is, as the trainer has measured it. */
@Entity({ schema: 'generator', name: 'face_match' })
export class MeasuredFaces {
  @PrimaryColumn({ type: 'uuid', name: 'order_id' }) orderId!: OrderId;
  /** Of the picture that was measured. */
  @PrimaryColumn({ type: 'text' }) sha256!: string;
  /** For each person, as in `FaceMatch`. */
  @Column({ type: 'jsonb' }) distances!: readonly (number | null)[];
  @Column({ type: 'integer' }) strangers!: number;
  @Column({ type: 'timestamptz', name: 'measured_at', default: () => 'now()' }) measuredAt!: Date;
}
