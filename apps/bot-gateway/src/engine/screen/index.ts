export { beginningOf, openingOf } from '@aisha/domain';
export * from './callback';
export * from '@aisha/words';
export * from './screen';
