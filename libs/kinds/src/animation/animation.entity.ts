import { Column, Entity } from 'typeorm';
import type { Motion } from './animation';
import type { ClearedBy } from '../generation/picture.entity';
import type { InputOf } from '../order/order-kind';
import { PaidOrder } from '../order/paid-order.entity';

/** A paid order: a video made of one picture. */
@Entity({ schema: 'generator', name: 'animation' })
export class Animation extends PaidOrder {
  @Column({ type: 'jsonb' }) input!: InputOf<'picture' | 'photo'>;
  @Column({ type: 'text' }) motion!: Motion;
  /** The address where the provider fetches the picture. It needs no key, so it is a secret; the end of the order clears it. */
  @Column({ type: 'text', name: 'source_url', nullable: true }) sourceUrl!: string | null;
  /** Storage reference of the video; null until it is delivered, and once it is deleted. */
  @Column({ type: 'text', name: 'file_path', nullable: true }) filePath!: string | null;
  /** The check that cleared the frames: the table accepts no video without a check. */
  @Column({ type: 'text', name: 'cleared_by', nullable: true }) clearedBy!: ClearedBy | null;
  @Column({ type: 'integer', nullable: true }) bytes!: number | null;
  /** The width of the video, in pixels. */
  @Column({ type: 'integer', nullable: true }) width!: number | null;
  @Column({ type: 'integer', nullable: true }) height!: number | null;
  /** How long the video is. */
  @Column({ type: 'float4', nullable: true }) seconds!: number | null;
}
