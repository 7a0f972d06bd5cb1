import { IsUUID } from 'class-validator';
import { TRAINING_PRESET_NAMES, type AvatarId, type TrainingPreset } from '@aisha/domain';
import { KnownValue } from '../enumerated-values';
import { OrderReference } from '../order-fields';

/** "Train this avatar." Let through by billing once the credits are held. */
export class StartTraining extends OrderReference {
  @IsUUID() avatarId!: AvatarId;
  @KnownValue(TRAINING_PRESET_NAMES) preset!: TrainingPreset;
}
