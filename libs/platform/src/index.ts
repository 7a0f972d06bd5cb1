// `start` is not exported here: an app's main imports it from `@aisha/platform/start`, because with Nest's HTTP server this entry would
// load twice as much.
export * from './app.config';
export * from './backoff';
export * from './clock';
export * from './config';
export * from './config-fields';
export * from './every';
export * from './health';
export * from './http-server';
export * from './in-flight';
export * from './installation';
export * from './least-speed';
export * from './logger';
export * from './new-id';
export * from './operators.config';
export * from './forgetting';
export * from './periodic';
export * from './platform.module';
export * from './public-address';
export * from './refusals';
export * from './request-timer';
export * from './temporary-folder';
export { mistypedVariables, variablesOf, type MistypedVariable } from './variable-names';
export type { OpenSpan } from './spans';
export * from './work-facts';
export { buildOf } from './build-info';
