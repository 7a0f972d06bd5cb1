import { Counter } from 'prom-client';
import type { ConnectionRefusal } from '@aisha/platform';
import type { WebhookOutcome } from './fal-webhook';

/** The reasons for refusals. Some requests are refused before we know that they are callbacks. */
export type RefusedWebhook = Exclude<WebhookOutcome, 'accepted'> | ConnectionRefusal | 'no-such-path' | 'too-large';

const webhooks = new Counter<'outcome'>({
  name: 'aisha_fal_webhooks_total',
  help: "FAL's callbacks by what became of them; all but accepted were not acknowledged",
  labelNames: ['outcome'],
});

export const countWebhook = (outcome: 'accepted' | RefusedWebhook): void => webhooks.inc({ outcome });
