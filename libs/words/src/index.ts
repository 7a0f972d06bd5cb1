export { chargedFor, failureText } from './failure-text';
export * from './generated';
export * from './text/html';
export * from './text/limits';
export * from './look-name';
export { bundleOf, spanText } from './text/fluent';
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
