export * from './inbox';
export * from './start-transcription.job';
