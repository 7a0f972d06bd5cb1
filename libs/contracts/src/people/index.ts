export * from './forget-person.job';
export * from './list-person.job';
export * from './person-jobs';
