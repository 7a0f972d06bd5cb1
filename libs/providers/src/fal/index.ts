export { FalHttpQueue, type FalAccount } from './client';
export * from './config';
export * from './files';
export * from './models';
export * from './open-fal';
export type { FalTimeouts } from './one-shot-fetch';
export * from './port';
export * from './webhook-address';
export * from './webhook-signature';
