export * from './describe-photo.job';
export * from './forget-requests.job';
export * from './inbox';
export * from './keep-edit-likeness.job';
export * from './keep-faces.job';
export * from './keep-likeness.job';
export * from './mark-picture.job';
