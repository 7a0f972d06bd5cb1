import { Counter } from 'prom-client';

export const photosChecked = new Counter({
  name: 'aisha_photos_checked_total',
  help: 'Photos checked, by verdict',
  labelNames: ['verdict'],
});
for (const verdict of ['accepted', 'refused']) photosChecked.inc({ verdict }, 0); // a series before its first event
