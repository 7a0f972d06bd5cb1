export * from './inbox';
export * from './keep-api-key.job';
export * from './revoke-api-key.job';
