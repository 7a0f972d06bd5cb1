export * from './inbox';
export * from './start-document.job';
export * from './start-transcription.job';
