export * from './gallery.reader';
export * from './generation.reader';
export * from './image-generation.entity';
export * from './lora-upload.entity';
export * from './picture.entity';
export * from './upscale.entity';
export * from './upscale.reader';
