export * from './delete-picture.job';
export * from './delete-pictures.job';
export * from './delete-upscale.job';
export * from './describe-photo.job';
export * from './inbox';
export * from './keep-likeness.job';
export * from './mark-picture.job';
