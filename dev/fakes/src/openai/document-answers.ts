import type { JsonSchema } from './json-schema';

/** The most points of one answer: as many as a person reads. */
const MOST_POINTS = 12;
/** A sentence that no text contains; a fault makes the model say it. */
export const INVENTED = 'Летающие слоны подписали договор о поставке лунной пыли.';

/**
 * Answers a form that asks for points of a text with their quotes (`quote`), or for points made of numbered points (`from`). There is one
 * point for each sentence of the text, and its quote is that sentence; so a spec finds in the answer what it put into the text. A
 * translation begins by saying that nothing is translated, and each of its sentences begins with the target language. Undefined for any
 * other form.
 */
export const documentAnswer = (
  schema: JsonSchema,
  { text, instructions }: { readonly text: string; readonly instructions: string },
  trouble?: string,
): object | undefined => {
  const fields = schema.properties?.['points']?.items?.properties;
  const sections = fields?.['section']?.enum;
  if (!fields || !sections) return undefined;
  if (trouble === 'no-points') return { points: [] };
  const sectionOf = (index: number) => sections[Math.min(index, sections.length - 1)];
  if (fields['from']) {
    const points = text.split('\n').flatMap((line, index) => {
      const [, number, section, said] = /^\[(\d+)\] \((\w+)\) (.*)$/.exec(line) ?? [];
      return number === undefined ? [] : [{ section: section ?? sectionOf(index), text: said, from: [Number(number)] }];
    });
    return { points };
  }
  if (!fields['quote']) return undefined;
  const sentences = (text.match(/[^.!?\n]+[.!?]*/g) ?? []).map((one) => one.trim()).filter((one) => /\p{L}/u.test(one));
  const [, target] = /^Translate the whole text into ([\p{L} ]+)/u.exec(instructions) ?? [];
  const points = sentences.slice(0, MOST_POINTS).map((said, index) => ({
    section: sectionOf(index),
    text: target === undefined ? said : `${index === 0 ? notTranslated(target) : ''}[${target}] ${said}`,
    quote: said,
    ...(fields['owner'] && { owner: ownerIn(said) }),
    ...(fields['due'] && { due: /(?:^|\s)((?:к|до|by|until) \p{L}+)/u.exec(said)?.[1] ?? null }),
  }));
  if (trouble === 'unsupported') return { points: points.map((one, index) => (index === 0 ? invented(one) : one)) };
  return { points };
};

/** The words before the first sentence of a translation, which say in its language that nothing is translated. */
const notTranslated = (target: string): string =>
  target === 'Russian'
    ? 'Песочница не переводит, дальше исходный текст. '
    : 'The sandbox does not translate, this is the original text. ';

/** The person who will do something: the name that a sentence begins with, before a verb in the future tense. */
const ownerIn = (said: string): string | null => /^(\p{Lu}\p{Ll}+) (?:\p{Ll}+ит|will) /u.exec(said)?.[1] ?? null;

/** A point without evidence, with an owner and a date that the text does not name. */
const invented = (point: object): object => ({
  ...point,
  text: INVENTED,
  quote: INVENTED,
  ...('owner' in point && { owner: 'Мюнхгаузен', due: 'до вторника' }),
});
