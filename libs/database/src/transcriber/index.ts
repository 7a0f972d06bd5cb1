export * from './recording.entity';
export * from './piece.entity';
export * from './source.entity';
export * from './transcript.entity';
export * from './transcript.reader';
