export { type ErrorType } from './errors';
export { FAL_FAULTS, type FalFaultParameters } from './faults';
export { type JobView } from './job';
export { type FalOptions, type FakeFal, startFal } from './server';
export { keyFromSeed, signWebhook } from './signature';
export { explicitPicture } from '../explicit';
