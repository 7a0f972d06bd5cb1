export * from './csv-table';
export * from './cues';
export * from './font';
export * from './pdf-table';
export * from './printed';
