import type { CallbackButton, Screen } from '../screen/screen';

/** Letters and digits decide: what a person types has no emoji, and often no signs. */
const words = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}:]+/gu, ' ')
    .trim();

/** «🎨 Нарисовать 4 · 12 кредитов» is typed whole, without the price, or by its word alone. */
const waysToType = ({ text }: CallbackButton): string[] =>
  [text, text.split('·')[0] ?? '', text.split(/\d/)[0] ?? ''].map(words).filter((way) => way !== '');

/** The button of the screen that says what the person typed; undefined if none does, or more than one. */
export function typedButton({ buttons = [] }: Screen, typed: string): CallbackButton | undefined {
  const wanted = words(typed);
  const said = buttons.flat().filter((button) => 'data' in button && waysToType(button).includes(wanted));
  const [only, ...others] = said as CallbackButton[];
  return others.length === 0 ? only : undefined;
}
