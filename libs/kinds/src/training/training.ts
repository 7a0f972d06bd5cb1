import type { TrainingPreset, TrainingType } from '@aisha/domain';
import type { OrderKindRecord } from '../order/order-kind';

/** A personal model of a face, or of a manner of drawing, out of photos. */
export const TRAINING = {
  place: 0,
  worker: 'avatar-trainer',
  table: 'trainer.training',
  items: ['training.fast', 'training.balanced', 'training.best'],
  slots: 'fal',
  leavesSlots: 1,
  tellsParts: false,
  endsInParts: false,
  collectsLong: true,
  longestWaitSeconds: 3_600,
  unitCosts: { 'training.fast': 2_552_800, 'training.balanced': 6_152_800, 'training.best': 9_752_800 },
  ofPictures: null,
  ofPhotos: null,
  isShared: false,
  timedBy: 'timed_as',
} as const satisfies OrderKindRecord;

export const trainingItem = (preset: TrainingPreset): (typeof TRAINING.items)[number] => `training.${preset}`;

/** The facts by which a training is timed: its type, because a style has another model, and its preset. */
export const trainingTimedAs = (type: TrainingType, preset: TrainingPreset): string => `${type}.${preset}`;
