export * from './delete-recording.job';
export * from './inbox';
export * from './start-transcription.job';
