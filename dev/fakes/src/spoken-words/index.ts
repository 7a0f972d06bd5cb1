export { type HeardWord, wordsIn } from './heard';
export { heardIn, type Said, saidWordsIn, type SaidWord, spokenLanguageOf } from './said';
export { rememberSender } from './senders';
export { decoded, HERTZ } from './sound';
export { encoded, type SaidSentence, type ScriptPart, spoken } from './spoken';
export { type Voice, VOICES } from './voices';
export { WORDS } from './vocabulary';
