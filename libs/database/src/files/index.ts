export * from './file-history.reader';
