import { Counter } from 'prom-client';
import type { WebhookOutcome } from './fal-webhook';

const webhooks = new Counter<'outcome'>({
  name: 'aisha_fal_webhooks_total',
  help: "FAL's callbacks by what became of them; all but accepted were not acknowledged",
  labelNames: ['outcome'],
});

export const countWebhook = (outcome: WebhookOutcome): void => webhooks.inc({ outcome });
