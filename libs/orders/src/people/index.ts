export * from './forget-person.handler';
export * from './list-person.handler';
