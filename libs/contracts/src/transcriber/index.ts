export * from './export-document.job';
export * from './export-transcript.job';
export * from './inbox';
export * from './name-speaker.job';
export * from './read-text.job';
export * from './rename-transcript.job';
export * from './sample-voice.job';
export * from './measure-recording.job';
