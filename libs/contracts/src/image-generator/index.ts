export * from './delete-pictures.job';
export * from './inbox';
export * from './start-generation.job';
export * from './start-upscale.job';
