export * from './inbox';
export * from './start-speech.job';
export * from './start-transcription.job';
