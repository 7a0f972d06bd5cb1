export { fluxLora } from './flux-lora';
export * from './flux-pulid';
export * from './flux-ultra';
export * from './image-to-video';
export { requestTo, type FalModel } from './model';
export * from './speech';
export * from './speech-recognition';
export * from './trainers';
export * from './upscale';
