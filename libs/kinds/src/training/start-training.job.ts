import { IsUUID } from 'class-validator';
import { TRAINING_PRESET_NAMES, type AvatarId, type TrainingPreset } from '@aisha/domain';
import { KnownValue } from '../order/enumerated-values';
import { OrderReference } from '../order/order-fields';
import { startMessage } from '../order/start-message';
import { trainingItem } from './training';

/** "Train this avatar." Billing forwards it once the credits are held. */
export class StartTraining extends OrderReference {
  @IsUUID() avatarId!: AvatarId;
  @KnownValue(TRAINING_PRESET_NAMES) preset!: TrainingPreset;
}

export const TRAINING_START = startMessage(StartTraining, ({ preset }) => [trainingItem(preset), 1]);
