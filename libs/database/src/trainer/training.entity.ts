import { Column, Entity } from 'typeorm';
import type { AvatarId, TrainingPreset } from '@aisha/domain';
import { PaidOrder } from '../orders/paid-order.entity';

/** A paid order: one run of the provider's trainer. */
@Entity({ schema: 'trainer', name: 'training' })
export class Training extends PaidOrder {
  @Column({ type: 'uuid', name: 'avatar_id' }) avatarId!: AvatarId;
  @Column({ type: 'text' }) preset!: TrainingPreset;
  @Column({ type: 'integer' }) steps!: number;
  /** The photographs packed at the provider's; public to whoever knows the address: a secret, gone with the end. */
  @Column({ type: 'text', name: 'dataset_url', nullable: true }) datasetUrl!: string | null;
}
