import { OPEN_AGES, type OpenAge, type OpenHolds } from '@aisha/database/billing';
import { ORDER_KINDS } from '@aisha/kinds';
import { Counter, Gauge } from 'prom-client';

/** A value above 0 means that the settlement of an ended order was lost, or that the message that begins an order was lost. */
export const holdsForgotten = new Counter({
  name: 'aisha_holds_forgotten_total',
  help: "Holds that billing settled itself, because no settlement came: by the worker's row of an ended order, or released because its worker does not know the order",
  labelNames: ['order'],
});
for (const order of ['ended', 'unknown']) holdsForgotten.inc({ order }, 0);

/** A value above 0 means that a worker reported two different outcomes of one order. */
export const holdsInConflict = new Counter({
  name: 'aisha_hold_settlement_conflicts_total',
  help: 'Settlements that differ from the one a hold already has; they change nothing',
});

/** Every replica reports all open holds, so a query takes the maximum of the replicas, not the sum. */
const holdsOpen = new Gauge({
  name: 'aisha_holds_open',
  help: 'Holds that are not settled yet, by kind of order',
  labelNames: ['kind'],
});

const holdsOpenCredits = new Gauge({
  name: 'aisha_holds_open_credits',
  help: 'Credits that are reserved by them',
  labelNames: ['kind'],
});

/** An age above the longest wait of the kind means that its worker is down or stuck. */
const holdsOldestSeconds = new Gauge({
  name: 'aisha_holds_oldest_open_seconds',
  help: 'Age of the oldest of them; 0 when there is none',
  labelNames: ['kind'],
});

const openByAge = new Gauge({
  name: 'aisha_orders_open_by_age',
  help: 'Orders whose credits are held for longer than an age, by kind; those older than 5m are among those older than 1m',
  labelNames: ['kind', 'older_than'] as const,
});

export const showOpenHolds = (open: readonly OpenHolds[]): void => {
  for (const kind of ORDER_KINDS) {
    const { count = 0, credits = 0, oldestSeconds = 0, olderThan } = open.find((holds) => holds.kind === kind) ?? {};
    holdsOpen.set({ kind }, count);
    holdsOpenCredits.set({ kind }, credits);
    holdsOldestSeconds.set({ kind }, oldestSeconds);
    for (const age of Object.keys(OPEN_AGES) as OpenAge[])
      openByAge.set({ kind, older_than: age }, olderThan?.[age] ?? 0);
  }
};
