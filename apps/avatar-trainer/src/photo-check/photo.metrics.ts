import { Counter } from 'prom-client';

export const photosChecked = new Counter({
  name: 'aisha_photos_checked_total',
  help: 'Photos checked, by verdict',
  labelNames: ['verdict'],
});
