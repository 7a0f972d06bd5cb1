export * from './flux-lora';
export type { FalModel } from './model';
export type { DrawnPicture, DrawnPictures } from './pictures';
export * from './trainers';
export * from './upscale';
