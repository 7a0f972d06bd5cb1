export * from './person-card.reader';
export * from './person-search.reader';
