export * from './person-rows.store';
export * from './person-tables';
