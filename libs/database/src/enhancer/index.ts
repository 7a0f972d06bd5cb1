export * from './enhancement.entity';
export * from './enhancement.reader';
