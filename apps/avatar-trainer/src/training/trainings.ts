import type { Training } from '@aisha/database/trainer';
import type { StartTraining } from '@aisha/kinds/messages';
import type { Engine } from '@aisha/orders';
import type { Trained } from './training.work';

/** The engine of trainings. */
export type Trainings = Engine<Training, StartTraining, Trained>;
