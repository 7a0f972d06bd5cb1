export { type HeardWord, wordsIn } from './heard';
export { decoded, HERTZ } from './sound';
export { encoded, spoken, type SoundFormat } from './spoken';
export { WORDS } from './vocabulary';
