export { type ErrorType } from './jobs/errors';
export { FAL_FAULTS, type FalFaultParameters } from './faults';
export { type JobView } from './jobs/job';
export { type FalOptions, type FakeFal, startFal } from './server';
export { keyFromSeed, signWebhook } from './signature';
export { explicitPicture } from '../explicit';
