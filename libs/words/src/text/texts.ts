import type { FluentBundle, FluentVariable } from '@fluent/bundle';
import { LANGUAGES, type Language } from '@aisha/domain';
import { bundleOf, formatted, PlainNumber } from './fluent';
import { escaped, Html } from './html';
import { LIMITS } from './limits';

/** The bot's texts, in every language. */
export type Texts<T = unknown> = Readonly<Record<Language, T>>;
/** The texts of one language: what a screen is given as `t`. */
export type TextsOf<T extends Texts> = T['ru'];

/** The arguments of a text. To a selector an argument that is null or undefined is `none`, and a boolean is `yes` or `no`. */
export type Told = string | number | bigint | boolean | Html | null | undefined;
/** A value that may stand where a text says `{ $name }`. */
export type Shown = string | number | bigint;
/** How a message is written: in Telegram's HTML or as plain text. A form with brackets takes arguments. */
type Saying = 'html' | 'html()' | 'plain' | 'plain()';

const valueOf = (told: Told, isHtml: boolean): FluentVariable => {
  if (told === null || told === undefined) return 'none';
  if (typeof told === 'boolean') return told ? 'yes' : 'no';
  if (typeof told === 'bigint') return new PlainNumber(Number(told) / 100, 2);
  if (typeof told === 'number') return new PlainNumber(told);
  if (told instanceof Html) return told.markup;
  if (typeof told !== 'string') return '';
  return isHtml ? escaped(told) : told;
};

const LIMITS_SAID: Readonly<Record<string, FluentVariable>> = Object.fromEntries(
  Object.entries(LIMITS).map(([name, value]) => [name, typeof value === 'number' ? new PlainNumber(value) : value]),
);

/** The variables of a message: the limits, and its arguments. */
export const variablesOf = (told: Readonly<Record<string, Told>>, isHtml: boolean): Record<string, FluentVariable> => {
  const variables: Record<string, FluentVariable> = { ...LIMITS_SAID };
  for (const name of Object.keys(told)) variables[name] = valueOf(told[name], isHtml);
  return variables;
};

/** `tooLarge` in the product is `too-large` in a message file. */
const idOf = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** One file of messages in one language. The file is read when its first text is needed. */
const textsIn = (language: Language, file: string, sayings: Readonly<Record<string, Saying>>): object => {
  let bundle: FluentBundle | undefined;
  const say = (key: string, saying: Saying, told: Readonly<Record<string, Told>>): string | Html => {
    bundle ??= bundleOf(language, file);
    const isHtml = saying.startsWith('html');
    const text = formatted(bundle, idOf(key), variablesOf(told, isHtml));
    return isHtml ? new Html(text) : text;
  };
  const texts = {};
  for (const [key, saying] of Object.entries(sayings)) {
    const value = (told: Readonly<Record<string, Told>>) => say(key, saying, told);
    Object.defineProperty(value, 'name', { value: `${language}/${file}/${idOf(key)}` });
    Object.defineProperty(texts, key, {
      enumerable: true,
      ...(saying.endsWith('()') ? { value } : { get: () => say(key, saying, {}) }),
    });
  }
  return texts;
};

/** Makes the texts of one message file. Each generated file calls this function once. */
export const messages = <T>(file: string, sayings: Readonly<Record<keyof T & string, Saying>>): Texts<T> =>
  Object.fromEntries(LANGUAGES.map((language) => [language, textsIn(language, file, sayings)])) as Texts<T>;

/**
 * The texts of two files together, for a conversation that shares steps with another. Where both files have a text of one name, the text of
 * `a` counts.
 */
export const together = <A, B>(a: Texts<A>, b: Texts<B>): Texts<A & Omit<B, keyof A>> =>
  Object.fromEntries(
    LANGUAGES.map((language) => {
      const [first, second] = [a, b].map((texts) => Object.getOwnPropertyDescriptors(texts[language]));
      return [language, Object.defineProperties({}, { ...second, ...first })];
    }),
  ) as Texts<A & Omit<B, keyof A>>;

/** One text in every language: a button's label, a title. */
export const inEveryLanguage = <T, W>(texts: Texts<T>, pick: (t: T, language: Language) => W): Texts<W> =>
  Object.fromEntries(LANGUAGES.map((language) => [language, pick(texts[language], language)])) as Texts<W>;

type CamelCase<Id extends string> = Id extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Id;

/** The key of the text that is named after a code, such as `noSpeech` for `no-speech`. */
export const keyOf = (code: string): string => code.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** The text that is named after a code: `said(t, 'no-speech')`. A code without a text does not compile. */
export const said = <Code extends string>(t: { readonly [C in Code as CamelCase<C>]: string }, code: Code): string =>
  (t as Readonly<Record<string, string>>)[keyOf(code)]!;
