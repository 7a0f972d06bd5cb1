export { composePicture, type PictureOrder } from './compose';
