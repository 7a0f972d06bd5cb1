export * from './delete-restoration.job';
export * from './inbox';
export * from './start-restoration.job';
