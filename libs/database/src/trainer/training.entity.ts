import { Column, Entity } from 'typeorm';
import type { AvatarId, TrainingPreset } from '@aisha/domain';
import { PaidOrder } from '../orders/paid-order.entity';

/** A paid order: one run of the provider's trainer. */
@Entity({ schema: 'trainer', name: 'training' })
export class Training extends PaidOrder {
  @Column({ type: 'uuid', name: 'avatar_id' }) avatarId!: AvatarId;
  @Column({ type: 'text' }) preset!: TrainingPreset;
  @Column({ type: 'integer' }) steps!: number;
  /** The address of the photo archive at the provider. It needs no key, so it is a secret; the end of the order clears it. */
  @Column({ type: 'text', name: 'dataset_url', nullable: true }) datasetUrl!: string | null;
}
