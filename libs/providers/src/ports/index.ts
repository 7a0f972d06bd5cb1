export * from './language-model';
export * from './moderator';
export * from './remote-queue';
export * from './speech-recognizer';
export * from './speech-synthesizer';
export * from './video-model';
export * from './vision-model';
