import { Column, Entity } from 'typeorm';
import type { PhotoId } from '@aisha/domain';
import type { RestorationScale } from './restoration';
import { PaidOrder } from '../order/paid-order.entity';

/** A paid order: one photo of a face made sharp and larger. */
@Entity({ schema: 'enhancer', name: 'enhancement' })
export class Enhancement extends PaidOrder {
  /** The photo that waits in storage until the order begins. */
  @Column({ type: 'uuid', name: 'photo_id' }) photoId!: PhotoId;
  @Column({ type: 'text' }) scale!: RestorationScale;
  /** The address where the provider fetches the photo. It needs no key, so it is a secret; the end of the order clears it. */
  @Column({ type: 'text', name: 'source_url', nullable: true }) sourceUrl!: string | null;
  /**
   * Storage reference of the photo as it was. Null until the restored photo is delivered, once the files are deleted, and once the consent
   * is withdrawn. The same holds for the comparison.
   */
  @Column({ type: 'text', name: 'original_path', nullable: true }) originalPath!: string | null;
  /** Storage reference of the restored photo; null until it is delivered, and once it is deleted. */
  @Column({ type: 'text', name: 'file_path', nullable: true }) filePath!: string | null;
  /** Storage reference of the comparison, which shows the photo before and after. */
  @Column({ type: 'text', name: 'comparison_path', nullable: true }) comparisonPath!: string | null;
  /** The width of the restored photo, in pixels. */
  @Column({ type: 'integer', nullable: true }) width!: number | null;
  @Column({ type: 'integer', nullable: true }) height!: number | null;
  /** The size of the three files together. */
  @Column({ type: 'integer', nullable: true }) bytes!: number | null;
}
