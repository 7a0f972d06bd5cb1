export * from './day-numbers.reader';
export * from './person-card.reader';
export * from './person-search.reader';
export * from './person-rows.store';
export * from './person-tables';
