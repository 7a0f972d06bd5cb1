export * from './file-history.reader';
export { FILE_KINDS, type FileKind } from './file-kinds';
