import { INVENTED } from './document-answers';
import type { JsonSchema } from './json-schema';

/** The most points of one answer. */
const MOST_POINTS = 5;
/** The fewest letters of a word that counts: shorter words, such as «что» and “who”, occur in every sentence. */
const SHORTEST_WORD = 4;
/** How many letters identify the forms of one word: «отчёт», «отчёта». */
const STEM = 5;

/**
 * Answers a form that asks for the points of a text that answer a question: points with their quotes (`quote`), or points made of numbered
 * points (`from`). There is one point for each sentence that shares a word with the question, and its quote is that sentence; without such a
 * sentence there is no point. Undefined for any other form.
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
