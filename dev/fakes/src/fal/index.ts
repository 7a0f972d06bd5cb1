export { type ErrorType } from './errors';
export { FAL_FAULTS, type FalFaultParameters, type FalFaults } from './faults';
export { type JobView } from './job';
export { type FalOptions, type FakeFal, type JobFilter, startFal } from './server';
export { keyFromSeed, type SignedWebhook, signWebhook } from './signature';
export { type WebhookAttempt, type WebhookVariation } from './webhooks';
export { explicitPicture } from '../explicit';
