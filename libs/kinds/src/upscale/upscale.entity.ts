import { Column, Entity } from 'typeorm';
import type { InputOf } from '../order/order-kind';
import type { UpscaleSize } from './upscale';
import { PaidOrder } from '../order/paid-order.entity';
import type { ClearedBy } from '../generation/picture.entity';

/** A paid order: one delivered picture made larger. */
@Entity({ schema: 'generator', name: 'upscale' })
export class Upscale extends PaidOrder {
  @Column({ type: 'jsonb' }) input!: InputOf<'picture'>;
  @Column({ type: 'text' }) size!: UpscaleSize;
  /** The address where the provider fetches the picture. It needs no key, so it is a secret; the end of the order clears it. */
  @Column({ type: 'text', name: 'source_url', nullable: true }) sourceUrl!: string | null;
  /** Storage reference of the result; null until it is delivered, and once it is deleted. */
  @Column({ type: 'text', name: 'file_path', nullable: true }) filePath!: string | null;
  /** The check that cleared the file: the table accepts no file without a check. */
  @Column({ type: 'text', name: 'cleared_by', nullable: true }) clearedBy!: ClearedBy | null;
  /** The size of the result's file. */
  @Column({ type: 'integer', nullable: true }) bytes!: number | null;
  /** The width of the result, in pixels. */
  @Column({ type: 'integer', nullable: true }) width!: number | null;
  @Column({ type: 'integer', nullable: true }) height!: number | null;
}
