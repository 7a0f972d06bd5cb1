export { drawnChildSelfies } from './drawn-child';
export { drawnFace, type DrawnFaceOptions } from './drawn-face';
export { drawnSelfies } from './drawn-selfies';
export { PERSON_KINDS, type DrawnPerson, type PersonKind } from './looks';
export { readRibbon } from './ribbon';
