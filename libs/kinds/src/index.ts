export * from './lists/kinds';
export * from './order/order-kind';
export * from './order/order-kinds';
export * from './order/prices';
export * from './order/sent-photo';
export * from './transcription/paragraphs';
export * from './transcription/recording';
export * from './transcription/transcript';
