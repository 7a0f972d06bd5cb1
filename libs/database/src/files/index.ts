export * from './file-history.reader';
export * from './owned-files.reader';
