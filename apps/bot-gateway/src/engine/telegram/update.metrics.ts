import { Counter, Gauge } from 'prom-client';
import type { ConnectionRefusal } from '@aisha/platform';

/** Every replica reports the whole table, so a query takes the maximum of the replicas, not the sum. */
export const updatesWaiting = new Gauge({
  name: 'aisha_updates_waiting',
  help: 'Updates that are stored and not handled yet',
});

export const updatesOldestSeconds = new Gauge({
  name: 'aisha_updates_oldest_seconds',
  help: 'Age of the oldest update that is not handled yet; 0 when there is none',
});

/** The reasons why a call to the webhook was refused. */
export type RefusedUpdate = ConnectionRefusal | 'not-telegram' | 'too-large';

const refused = new Counter<'outcome'>({
  name: 'aisha_telegram_webhooks_refused_total',
  help: "Calls to Telegram's webhook that were refused, by reason",
  labelNames: ['outcome'],
});

export const countRefused = (outcome: RefusedUpdate): void => refused.inc({ outcome });

const updatesReceived = new Counter({
  name: 'aisha_updates_received_total',
  help: 'Updates that Telegram brought, repeated ones too',
});

/** When this is much older than usual while people write to the bot, the bot gets no updates. */
const lastReceived = new Gauge({
  name: 'aisha_updates_last_received_timestamp_seconds',
  help: 'When Telegram last brought an update to this process; 0 before the first',
});

export const countReceived = (count: number): void => {
  if (count === 0) return;
  updatesReceived.inc(count);
  lastReceived.setToCurrentTime();
};

/** When this is 0 for minutes although the bot does not poll, another program sets the webhook of this bot again and again. */
export const webhookIsOurs = new Gauge({
  name: 'aisha_telegram_webhook_is_ours',
  help: 'Whether Telegram brings updates to our address; 0 when the webhook was deleted or replaced, and while the bot polls',
});

export const webhookPending = new Gauge({
  name: 'aisha_telegram_webhook_pending_updates',
  help: 'Updates that wait at Telegram to be brought to us',
});

/** A recent time means that Telegram cannot reach us, or that we refuse its calls. */
export const webhookLastError = new Gauge({
  name: 'aisha_telegram_webhook_last_error_timestamp_seconds',
  help: 'When Telegram last failed to bring an update; 0 when it never did',
});
