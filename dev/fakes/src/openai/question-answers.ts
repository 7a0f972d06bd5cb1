import { INVENTED } from './document-answers';
import type { JsonSchema } from './json-schema';

/** The most points of one answer. */
const MOST_POINTS = 5;
/** The length of a word that counts: shorter ones, such as «что» and “who”, stand in every sentence. */
const SHORTEST_WORD = 4;
/** How many letters identify the forms of one word: «отчёт», «отчёта». */
const STEM = 5;

/**
 * Answers a form that asks what in a text answers a question, by points with their quotes (`quote`), or by points made of numbered ones
 * (`from`). There is a point for each sentence that shares a word with the question, whose quote is that sentence; without such a sentence
 * there is no point. Undefined for any other form.
 */
export const questionAnswer = (schema: JsonSchema, input: string, trouble?: string): object | undefined => {
  const fields = schema.properties?.['points']?.items?.properties;
  const [, question, kind, text = ''] = /^Question: (.*)\n\n(Text|Findings):\n([^]*)$/.exec(input) ?? [];
  if (!fields || fields['section'] || question === undefined) return undefined;
  if (kind === 'Findings') {
    const points = [...text.matchAll(/^\[(\d+)\] (.*)$/gm)].map(([, number, said]) => ({
      text: said,
      from: [Number(number)],
    }));
    return { points: points.slice(0, MOST_POINTS) };
  }
  const asked = stemsOf(question);
  const points = (text.match(/[^.!?\n]+[.!?]*/g) ?? [])
    .map((one) => one.trim())
    .filter((sentence) => stemsOf(sentence).some((stem) => asked.includes(stem)))
    .slice(0, MOST_POINTS)
    .map((said) => ({ text: said, quote: said }));
  return { points: trouble === 'unsupported' ? [{ text: INVENTED, quote: INVENTED }, ...points] : points };
};

const stemsOf = (text: string): string[] =>
  (
    text
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
    .filter((word) => word.length >= SHORTEST_WORD)
    .map((word) => word.slice(0, STEM));
