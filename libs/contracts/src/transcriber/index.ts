export * from './inbox';
export * from './measure-recording.job';
export * from './start-transcription.job';
