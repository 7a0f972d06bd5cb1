export { Aisha, AishaProblem, type AishaOptions, type Repeatable } from './aisha.ts';
export type * from './types.ts';
export { verifiedWebhook, type FileEvent, type OrderEvent, type WebhookEvent } from './webhook.ts';
