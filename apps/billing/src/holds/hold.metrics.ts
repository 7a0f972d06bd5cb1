import { Counter } from 'prom-client';

/** Above 0: an order ended without settling. Alarm. */
export const holdsForgotten = new Counter({
  name: 'aisha_holds_forgotten_total',
  help: 'Holds that no worker settled in time, released by billing itself',
});

/** Above 0: an order was reported with two different outcomes. Alarm. */
export const holdsInConflict = new Counter({
  name: 'aisha_hold_settlement_conflicts_total',
  help: 'Settlements that differ from the one a hold already has; they change nothing',
});
