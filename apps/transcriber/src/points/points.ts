import { AppError, asAppError, type ErrorCode } from '@aisha/domain';
import type { AnswerForm, LanguageModel, Question } from '@aisha/providers/ports';

/** How many characters of points are combined at once: far within every model's window. */
const COMBINED_CHARACTERS = 60_000;
/** The most rounds in which groups of points are combined. A text of 2 MB has 170 parts, whose points have 400 000 characters at most. */
const COMBINED_AT_MOST = 3;

interface Told {
  readonly text: string;
}

export const TEXT = { type: 'string' } as const;

/** The field of a combined point with the numbers of the points from which the model made it. */
export const FROM = { from: { type: 'array', items: { type: 'integer' } } } as const;
export const isFrom = ({ from }: { readonly from: readonly number[] }): boolean =>
  Array.isArray(from) && from.every((number) => Number.isInteger(number));

/** A strict form for points with these fields; one field is the point's text. An answer with fewer points than `least` does not fit it. */
export function pointsForm<Point extends Told>(
  name: string,
  properties: Readonly<Record<string, object>>,
  isPoint: (point: Point) => boolean,
  least = 0,
): AnswerForm<{ readonly points: readonly Point[] }> {
  const point = { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
  const isWhole = (one: Point | null) =>
    one !== null && typeof one === 'object' && typeof one.text === 'string' && one.text.trim() !== '' && isPoint(one);
  return {
    name,
    schema: {
      type: 'object',
      properties: { points: { type: 'array', items: point } },
      required: ['points'],
      additionalProperties: false,
    },
    read: (json) => {
      const { points } = (json ?? {}) as { readonly points?: unknown };
      if (!Array.isArray(points) || points.length < least) return undefined;
      return (points as (Point | null)[]).every(isWhole) ? { points: points as Point[] } : undefined;
    },
  };
}

/** Where each combination is kept, under the name of its group, as soon as it is paid for. */
export interface KeptCombinations<Point> {
  readonly kept: Readonly<Record<string, readonly Point[]>>;
  readonly keep: (piece: string, points: readonly Point[]) => Promise<void>;
}

/**
 * Combines the points of all parts as points of one text: first in groups that fit the model, then in groups of the results. A run combines
 * no group that an earlier run has combined.
 */
export async function combined<Point extends Told>(
  points: readonly Point[],
  { kept, keep }: KeptCombinations<Point>,
  once: (group: readonly Point[], piece: string) => Promise<readonly Point[]>,
): Promise<Point[]> {
  const combine = async (group: readonly Point[], piece: string): Promise<readonly Point[]> => {
    const known = kept[piece];
    if (known) return known;
    const made = await once(group, piece);
    await keep(piece, made);
    return made;
  };
  let all = [...points];
  for (let round = 1; round <= COMBINED_AT_MOST; round += 1) {
    const groups = groupsOf(all);
    const made: Point[] = [];
    for (const [index, group] of groups.entries()) made.push(...(await combine(group, `combined-${round}-${index}`)));
    all = made;
    if (groups.length === 1) break;
  }
  return all;
}

function groupsOf<Point extends Told>(points: readonly Point[]): Point[][] {
  const groups: Point[][] = [];
  let characters = Infinity;
  for (const point of points) {
    characters += point.text.length;
    if (characters > COMBINED_CHARACTERS) {
      groups.push([]);
      characters = point.text.length;
    }
    groups.at(-1)?.push(point);
  }
  return groups;
}

/**
 * Asks the model about a text. When the model declines, the error gets a code about texts, because the client's own code is about pictures.
 */
export async function asked<Answer>(
  model: LanguageModel,
  form: AnswerForm<Answer>,
  question: Question,
  refusal: ErrorCode,
): Promise<Answer> {
  try {
    return await model.answer(form, question);
  } catch (error) {
    const failure = asAppError(error);
    throw failure.code === 'prompt-refused' ? new AppError(refusal, { cause: failure }) : failure;
  }
}
