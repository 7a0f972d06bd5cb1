import { Column, Entity } from 'typeorm';
import type { AvatarId, TrainingPreset } from '@aisha/domain';
import { PaidOrder } from '../order/paid-order.entity';

type TrainingStage = 'training' | 'probing';

/**
 * A trained model: its address at the provider while that answers, its place in our own storage, and the request that
 * made it.
 */
export interface TrainedLora {
  readonly loraUrl: string | null;
  readonly loraKey: string | null;
  readonly loraSha256: string | null;
  readonly finetuneId: string | null;
  /** The family of models that draw with this model. Absent in rows from before 2026-11-25: FIRST_LORA_FAMILY. */
  readonly loraFamily?: string;
}

/** A picture by which likeness is measured: one that tries out a new model at a scale, or one that is drawn from the photos, to compare. */
export interface Probe {
  /** The scale of the model; absent for the picture that was drawn from photos. */
  readonly scale?: number;
  /** The distance as in Picture.faceDistance; null without a face, and when it could not be measured. */
  readonly distance: number | null;
}

/** A paid order: one run of the provider's trainer. */
@Entity({ schema: 'trainer', name: 'training' })
export class Training extends PaidOrder {
  @Column({ type: 'uuid', name: 'avatar_id' }) avatarId!: AvatarId;
  @Column({ type: 'text' }) preset!: TrainingPreset;
  @Column({ type: 'integer' }) steps!: number;
  /** The value of `trainingTimedAs`: orders with the same value take about the same time. */
  @Column({ type: 'text', name: 'timed_as' }) timedAs!: string;
  /** The address of the photo archive at the provider. It needs no key, so it is a secret; the end of the order clears it. */
  @Column({ type: 'text', name: 'dataset_url', nullable: true }) datasetUrl!: string | null;
  /** The purpose of the request at the provider: the model, or a picture that tries it out. */
  @Column({ type: 'text' }) stage!: TrainingStage;
  /** The model that is tried out. Its address needs no key, so it is a secret; the end of the order clears it. */
  @Column({ type: 'jsonb', nullable: true }) model!: TrainedLora | null;
  /** The pictures that tried the model out, at our cost. */
  @Column({ type: 'jsonb' }) probes!: readonly Probe[];
  /**
   * Whether the training is guaranteed: when the avatar comes out unlike its photos, it is trained once more at our
   * cost, and if that fails the credits go back.
   */
  @Column({ type: 'boolean', name: 'is_guaranteed' }) isGuaranteed!: boolean;
  /** The smallest distance among the first model's probes; set when the avatar was trained once more, at our cost. */
  @Column({ type: 'float4', name: 'first_distance', nullable: true }) firstDistance!: number | null;
}
