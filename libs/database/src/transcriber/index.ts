export * from './recording.entity';
export * from './piece.entity';
export * from './speech.entity';
export * from './speech-piece.entity';
export * from './speech.reader';
export * from './transcript.entity';
export * from './transcript.reader';
