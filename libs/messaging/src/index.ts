export * from './job-handler';
export * from './once-per-message';
export * from './outbox';
export * from './sender';
