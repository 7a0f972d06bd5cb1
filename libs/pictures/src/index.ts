import './frugal-sharp';

export * from './ai-marking';
export * from './comparison';
export * from './lettering';
export { enlargedFile } from './enlarged-file';
export * from './picture-file';
