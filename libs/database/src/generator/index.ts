export * from './image-generation.entity';
export * from './picture.entity';
