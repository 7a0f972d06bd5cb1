import type { StartTraining } from '@aisha/kinds/messages';
import type { Training } from '@aisha/kinds/tables';
import type { Engine } from '@aisha/orders';
import type { Trained } from './training.work';

export type Trainings = Engine<Training, StartTraining, Trained>;
