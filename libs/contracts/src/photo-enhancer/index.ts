export * from './delete-restoration.job';
export * from './inbox';
