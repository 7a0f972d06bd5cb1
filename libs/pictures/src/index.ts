export * from './ai-marking';
export * from './comparison';
export * from './lettering';
export * from './picture-file';
