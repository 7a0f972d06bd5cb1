export { composePicture } from './compose';
export { rememberDrawing } from './drawn-before';
export { editedPicture } from './edited';
export { restoredPhoto } from './restored';
export { drawPicture, type DrawnPicture } from './picture';
export { personOf } from '../../drawn-faces/looks';
