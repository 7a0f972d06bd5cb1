export * from './delete-picture.job';
export * from './delete-pictures.job';
export * from './describe-photo.job';
export * from './inbox';
export * from './keep-likeness.job';
export * from './mark-picture.job';
export * from './start-generation.job';
export * from './start-upscale.job';
