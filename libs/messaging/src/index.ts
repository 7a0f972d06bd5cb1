export * from './job-handler';
export * from './outbox';
export * from './sender';
