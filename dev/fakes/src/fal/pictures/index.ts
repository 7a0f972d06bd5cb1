export { composePicture, type PictureOrder } from './compose';
export { rememberDrawing } from './drawn-before';
export { editedPicture } from './edited';
export { restoredPhoto } from './restored';
