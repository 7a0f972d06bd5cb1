export { chargedFor, failureText } from './failure-text';
export * from './generated';
export * from './html';
export * from './limits';
export * from './look-name';
export { bundleOf } from './fluent';
export { inEveryLanguage, said, together, variablesOf, type Shown, type Texts, type TextsOf, type Told } from './texts';
