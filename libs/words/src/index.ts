export * from './generated';
export * from './html';
export * from './limits';
export * from './look-name';
export { lengthText } from './fluent';
export { inEveryLanguage, said, together, type Shown, type Texts, type TextsOf } from './texts';
