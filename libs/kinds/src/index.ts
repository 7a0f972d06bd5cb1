export * from './kinds';
export * from './order-kind';
export * from './order-kinds';
export * from './prices';
export * from './transcription/paragraphs';
export * from './transcription/recording';
export * from './transcription/transcript';
