import { Counter } from 'prom-client';

export const photosChecked = new Counter({
  name: 'aisha_photos_checked_total',
  help: 'Photos checked, by verdict',
  labelNames: ['verdict'],
});
for (const verdict of ['accepted', 'refused']) photosChecked.inc({ verdict }, 0); // so that the series exists before its first event
