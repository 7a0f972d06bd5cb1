export * from './recording.entity';
export * from './piece.entity';
export * from './request-limit.entity';
export * from './transcript.entity';
export * from './transcript.reader';
export * from './document-order.entity';
export * from './document-part.entity';
export * from './document.reader';
