export { chargedFor, failureText } from './failure-text';
export * from './generated';
export * from './text/html';
export * from './text/limits';
export * from './look-name';
export { bundleOf, spanText } from './text/fluent';
export { typedLines } from './typed-lines';
export {
  inEveryLanguage,
  said,
  together,
  variablesOf,
  type Shown,
  type Texts,
  type TextsOf,
  type Told,
} from './text/texts';
