export { drawnChildSelfies } from './drawn-child';
export { drawnFace } from './drawn-face';
export { drawnSelfies } from './drawn-selfies';
export { PERSON_KINDS, type DrawnPerson } from './looks';
export { readRibbon } from './ribbon';
