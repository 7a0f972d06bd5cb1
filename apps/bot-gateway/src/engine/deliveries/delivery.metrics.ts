import { Counter, Gauge, Histogram } from 'prom-client';
import type { DeliveryClass } from './deliveries';
import type { Outcome } from './message-sender';

export const deliveriesEnded = new Counter({
  name: 'aisha_deliveries_total',
  help: 'Attempts to show something in a chat, by what came of them',
  labelNames: ['class', 'outcome'],
});

for (const urgency of ['callback', 'answer', 'result', 'broadcast', 'progress'] satisfies DeliveryClass[]) {
  for (const outcome of ['sent', 'wait', 'unclear', 'blocked', 'moved', 'refused'] satisfies Outcome['kind'][]) {
    deliveriesEnded.inc({ class: urgency, outcome }, 0); // so that the series exists before its first event
  }
}

export const replySeconds = new Histogram({
  name: 'aisha_update_reply_seconds',
  help: 'From an update being stored to each thing shown in answer to it',
  buckets: [0.05, 0.1, 0.2, 0.35, 0.5, 1, 2, 5, 10, 30],
});

/**
 * A value above 0 means that a person has paid for a result and did not get it. Every replica reports all such results, so a query takes
 * the maximum of the replicas, not the sum.
 */
export const undeliveredResults = new Gauge({
  name: 'aisha_undelivered_results',
  help: 'Results that Telegram would not take, or whose files are lost; they wait for an operator (npm run undelivered)',
});
