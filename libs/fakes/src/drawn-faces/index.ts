export { drawnFace, type DrawnFaceOptions } from './drawn-face';
export { drawnSelfies } from './drawn-selfies';
