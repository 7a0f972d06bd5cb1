export * from './generated';
export * from './html';
export * from './limits';
export { lengthText } from './fluent';
export { inEveryLanguage, type Texts, type TextsOf } from './texts';
