import type { OrderKind } from '@aisha/kinds';
import { Counter, Gauge, Histogram } from 'prom-client';

/** Orders of every kind that ended, by state and the code of the reason. */
export const ordersEnded = new Counter({
  name: 'aisha_orders_ended_total',
  help: 'Orders that ended, by kind, state and reason.',
  labelNames: ['kind', 'state', 'reason'],
});

/** Every replica of every app reports the sum over all apps: take the maximum, not the sum. */
export const freeWorkCents = new Gauge({
  name: 'aisha_free_work_cents',
  help: 'US cents by the providers’ lists that people’s unpaid work has cost within 24 hours. Alarm when it nears its bound: past that nothing is free for anybody',
});

export const freeWorkBoundCents = new Gauge({
  name: 'aisha_free_work_bound_cents',
  help: 'What it may cost at most: FREE_WORK_DAILY_CENTS_OF_ALL',
});

/** Every replica of every app reports the sum over all apps: take the maximum, not the sum. */
export const slotsOverdue = new Gauge({
  name: 'aisha_provider_slots_overdue',
  help: 'Open orders, by kind, that hold a slot of the provider five minutes past their deadline. Alarm above 0: the app of that kind ends nothing',
  labelNames: ['kind'],
});

export const unitsDelivered = new Counter({
  name: 'aisha_order_units_delivered_total',
  help: 'Pictures, minutes, trainings … that were delivered and charged, by kind.',
  labelNames: ['kind'],
});

/** The buckets reach from pictures, which take seconds, to trainings, which take up to an hour. */
const BUCKETS_SECONDS = [2, 5, 10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 5_120];

export const orderSeconds = new Histogram({
  name: 'aisha_order_seconds',
  help: 'From leaving our queue to the end, by kind and state.',
  labelNames: ['kind', 'state'],
  buckets: BUCKETS_SECONDS,
});

/** When this counter is above 0, the provider may be running work whose request id we do not have. */
export const submissionsUnanswered = new Counter({
  name: 'aisha_order_submissions_unanswered_total',
  help: 'Paid requests that were sent and never answered, by kind.',
  labelNames: ['kind'],
});

export const submissionsRepeated = new Counter({
  name: 'aisha_order_submissions_repeated_total',
  help: 'Paid requests that were repeated at our cost, because the first timed out, by kind.',
  labelNames: ['kind'],
});

/** Shows the series of these kinds before their first event, so that `increase()` counts the first event, too. */
export const showKinds = (kinds: readonly OrderKind[]): void => {
  for (const kind of kinds) {
    ordersEnded.inc({ kind, state: 'succeeded', reason: 'none' }, 0);
    for (const counter of [unitsDelivered, submissionsUnanswered, submissionsRepeated]) counter.inc({ kind }, 0);
  }
};
