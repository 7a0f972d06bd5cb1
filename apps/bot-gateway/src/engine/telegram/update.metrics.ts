import { Gauge } from 'prom-client';

/** Every replica reports the whole table: take the maximum over replicas, not the sum. */
export const updatesWaiting = new Gauge({
  name: 'aisha_updates_waiting',
  help: 'Updates that are stored and not handled yet',
});

export const updatesOldestSeconds = new Gauge({
  name: 'aisha_updates_oldest_seconds',
  help: 'Age of the oldest update that is not handled yet; 0 when there is none',
});
