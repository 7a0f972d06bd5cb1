export * from './inbox';
export * from './open-desk-link.job';
