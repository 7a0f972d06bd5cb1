import type { CallbackButton, Screen } from '../screen/screen';

/** The letters and digits of a text, by which texts are compared: people type no emoji, and often no punctuation. */
const words = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}:]+/gu, ' ')
    .trim();

/**
 * The texts by which a person may mean a button: «🎨 Нарисовать 4 · 12 кредитов» as a whole, without the price, or up to its first number.
 */
const waysToType = ({ text }: CallbackButton): string[] =>
  [text, text.split('·')[0] ?? '', text.split(/\d/)[0] ?? ''].map(words).filter((way) => way !== '');

/** The button of the screen whose words the person typed; undefined if there is none, or more than one. */
export function typedButton({ buttons = [], more = [] }: Screen, typed: string): CallbackButton | undefined {
  const wanted = words(typed);
  const shown = [...buttons.flat(), ...more.flat()].filter(
    (button): button is CallbackButton => 'data' in button && !button.isNotTyped,
  );
  const each = new Map(shown.map((button) => [button.data, button]));
  const said = [...each.values()].filter((button) => waysToType(button).includes(wanted));
  const [only, ...others] = said;
  return others.length === 0 ? only : undefined;
}
