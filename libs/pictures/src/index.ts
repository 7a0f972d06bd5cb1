export * from './ai-marking';
export * from './comparison';
export * from './lettering';
export { enlargedFile } from './enlarged-file';
export * from './marked-video';
export * from './picture-file';
export * from './small-copy';
export * from './video-reader';
