import { Counter } from 'prom-client';

export const avatarsCreated = new Counter({
  name: 'aisha_avatars_created_total',
  help: 'Avatars begun, by what they learn',
  labelNames: ['training_type'],
});
