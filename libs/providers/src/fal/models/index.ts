export { fluxLora, type FluxLoraInput } from './flux-lora';
export * from './flux-pulid';
export * from './flux-ultra';
export * from './image-to-video';
export { requestTo, type FalModel } from './model';
export type { DrawnPicture, DrawnPictures } from './pictures';
export * from './speech';
export * from './trainers';
export * from './upscale';
