import type { CallbackButton, Screen } from '../screen/screen';

/** Compares by letters and digits: people type no emoji, and often no punctuation. */
const words = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}:]+/gu, ' ')
    .trim();

/** The ways to type a button: «🎨 Нарисовать 4 · 12 кредитов» whole, without the price, or by its first word alone. */
const waysToType = ({ text }: CallbackButton): string[] =>
  [text, text.split('·')[0] ?? '', text.split(/\d/)[0] ?? ''].map(words).filter((way) => way !== '');

/** The button of the screen that says what the person typed; undefined if none does, or more than one. */
export function typedButton({ buttons = [] }: Screen, typed: string): CallbackButton | undefined {
  const wanted = words(typed);
  const said = buttons.flat().filter((button) => 'data' in button && waysToType(button).includes(wanted));
  const [only, ...others] = said as CallbackButton[];
  return others.length === 0 ? only : undefined;
}
