import { TRAINING_TYPES } from '@aisha/domain';
import { Counter } from 'prom-client';

export const avatarsCreated = new Counter({
  name: 'aisha_avatars_created_total',
  help: 'Avatars begun, by what they learn',
  labelNames: ['training_type'],
});
for (const type of TRAINING_TYPES) avatarsCreated.inc({ training_type: type }, 0); // so that the series exists before its first event
