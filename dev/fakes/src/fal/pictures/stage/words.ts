/** A pattern of words: English words need bounds («knight» is no night, «hiking» no king); Russian words are stems after a bound. */
export const words = (english: string, russian: string): RegExp =>
  new RegExp(`(?<![a-z])(?:${english})(?:s|es|y|ed|al|ing)?(?![a-zé])|(?<![а-яё])(?:${russian})`, 'i');

/**
 * The name whose words come first in a prompt. Light, lens and “negative space” come after the idea, so the first name that is found belongs
 * to the idea.
 */
export const firstNamed = <Name extends string>(
  prompt: string,
  named: Readonly<Partial<Record<Name, RegExp>>>,
): Name | undefined =>
  (Object.entries(named) as [Name, RegExp][])
    .map(([name, pattern]) => ({ name, at: prompt.search(pattern) }))
    .filter(({ at }) => at >= 0)
    .toSorted((one, other) => one.at - other.at)[0]?.name;

const GLASSES = /glasses|spectacles|очк/i;
/** Whether a sentence takes the glasses off: it names them, and puts none on. */
export const takesGlassesOff = (change: string): boolean =>
  GLASSES.test(change) && !/\b(?:add|put on|wear)|надень|добав/i.test(change);
