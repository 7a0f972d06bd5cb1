export * from './changed-avatars';
export * from './changed-files';
export * from './changed-pictures';
export * from './changed-transcripts';
export * from './drawn-together';
export * from './files-of-rows';
export * from './training-gain';
export * from './work-settings';
