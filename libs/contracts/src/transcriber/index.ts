export * from './delete-transcript.job';
export * from './export-transcript.job';
export * from './delete-recording.job';
export * from './inbox';
export * from './name-speaker.job';
export * from './rename-transcript.job';
export * from './start-document.job';
export * from './start-transcription.job';
