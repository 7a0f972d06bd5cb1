import type { FluentBundle, FluentVariable } from '@fluent/bundle';
import type { Language } from '@aisha/domain';
import { bundleOf, Html, plainText, variablesOf, type Told } from '@aisha/words';

type Pattern = NonNullable<NonNullable<ReturnType<FluentBundle['getMessage']>>['value']>;
type Element = Exclude<Pattern, string>[number];
type Said = string | Html;

/**
 * A pattern that matches the text as a person sees it, so that a spec need not repeat its words:
 * `anna.presses(saying(generateTexts.ru.draw, { count: 2 }))`. An argument that is left out
 * matches any value.
 */
export function saying<T>(text: Said | ((told: T) => Said), told: { readonly [K in keyof T]?: Told } = {}): RegExp {
  if (typeof text !== 'function') return new RegExp(quoted(String(text)));
  const [language, file, id] = text.name.split('/');
  if (!language || !file || !id) throw new Error(`${text.name || 'A function'} is no message`);
  const bundle = bundleOf(language as Language, file);
  const pattern = bundle.getMessage(id)?.value;
  if (!pattern) throw new Error(`${text.name} is no message`);
  return new RegExp(expressionOf(pattern, bundle, variablesOf(told, true)));
}

const expressionOf = (pattern: Pattern, bundle: FluentBundle, told: Record<string, FluentVariable>): string =>
  [pattern]
    .flat()
    .map((element) => expressionOfElement(element, bundle, told))
    .join('');

const expressionOfElement = (element: Element, bundle: FluentBundle, told: Record<string, FluentVariable>): string => {
  if (typeof element === 'string') return quoted(element);
  if (element.type !== 'select') return quoted(formatted(element, bundle, told)) ?? '[^]*?';
  const { selector, star, variants } = element;
  const places = variants.map(({ key }, at) => ({ key, value: String(at) }));
  const chosen = formatted({ type: 'select', selector, star, variants: places }, bundle, told);
  const said = chosen === null ? variants : [variants[Number(chosen)]!];
  return `(?:${said.map(({ value }) => expressionOf(value, bundle, told)).join('|')})`;
};

/** The text with these arguments; null when the text shows an argument that is not given. */
const formatted = (element: Element, bundle: FluentBundle, told: Record<string, FluentVariable>): string | null => {
  const errors: Error[] = [];
  const text = bundle.formatPattern([element], told, errors);
  return errors.length > 0 ? null : text;
};

function quoted(text: string): string;
function quoted(text: string | null): string | null;
function quoted(text: string | null): string | null {
  return text === null ? null : plainText(new Html(text)).replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** A pattern that matches these texts one after another, with anything between them. */
export const inTurn = (...said: readonly RegExp[]): RegExp => new RegExp(said.map(({ source }) => source).join('[^]*'));

export const either = (...said: readonly RegExp[]): RegExp => new RegExp(said.map(({ source }) => source).join('|'));
