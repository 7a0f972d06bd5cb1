export * from './callback';
export * from './html';
export * from './screen';
export * from './texts';
