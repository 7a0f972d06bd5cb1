import { Counter, Gauge } from 'prom-client';
import type { ConnectionRefusal } from '@aisha/platform';

/** Every replica reports the whole table: take the maximum over replicas, not the sum. */
export const updatesWaiting = new Gauge({
  name: 'aisha_updates_waiting',
  help: 'Updates that are stored and not handled yet',
});

export const updatesOldestSeconds = new Gauge({
  name: 'aisha_updates_oldest_seconds',
  help: 'Age of the oldest update that is not handled yet; 0 when there is none',
});

/** Why a call to the webhook was refused. */
export type RefusedUpdate = ConnectionRefusal | 'not-telegram' | 'too-large';

const refused = new Counter<'outcome'>({
  name: 'aisha_telegram_webhooks_refused_total',
  help: "Calls to Telegram's webhook that were refused, by reason",
  labelNames: ['outcome'],
});

export const countRefused = (outcome: RefusedUpdate): void => refused.inc({ outcome });
