import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrderId, PictureId } from '@aisha/domain';

/** One delivered picture. */
@Entity({ schema: 'generator', name: 'picture' })
export class Picture {
  @PrimaryColumn({ type: 'uuid' }) id!: PictureId;
  @Column({ type: 'uuid', name: 'order_id' }) orderId!: OrderId;
  @Column({ type: 'integer' }) position!: number;
  /** Storage reference; null once the person deleted it. */
  @Column({ type: 'text', name: 'file_path', nullable: true }) filePath!: string | null;
  @Column({ type: 'text' }) sha256!: string;
  @Column({ type: 'integer' }) bytes!: number;
  @Column({ type: 'integer' }) width!: number;
  @Column({ type: 'integer' }) height!: number;
  @Column({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}
