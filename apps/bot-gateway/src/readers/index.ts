export type { MarkedPicture } from './changed-pictures';
export * from './readers';
