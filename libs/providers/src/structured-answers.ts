import { createHash } from 'node:crypto';
import { AppError } from '@aisha/domain';
import type { UserId } from '@aisha/domain';
import type { AnswerForm } from './ports';
import { storableText } from './storable-text';

/**
 * How long an answer may take unless the caller sets a time: a person is waiting, and the caller can go on without an
 * answer.
 */
export const ANSWER_TIMEOUT_MS = 30_000;
/** The most tokens of an answer, those of its reasoning included, unless the caller sets a number. */
const OUTPUT_TOKENS = 2_000;
/** The tokens allowed in each try, as a multiple of the number asked for. The second try is made only after an answer that was cut short. */
const TRIES = [1, 3];

/** The answer of a server, in whatever protocol. */
export interface ToldAnswer {
  readonly isCutShort: boolean;
  /**
   * The model's text. Throws `prompt-refused` when the model declined, and the `provider-*` codes when the answer ended
   * in another way.
   */
  readonly text: () => string;
}

/**
 * The answer in its form. An answer that was cut short is asked for once more, with three times as many tokens allowed. Throws
 * `provider-answer-unreadable` when the answer is cut short again or does not fit the form, and what `text()` throws.
 */
export async function answerInForm<Answer>(
  form: AnswerForm<Answer>,
  maxOutputTokens: number = OUTPUT_TOKENS,
  ask: (maxOutputTokens: number) => Promise<ToldAnswer>,
): Promise<Answer> {
  for (const times of TRIES) {
    const told = await ask(times * maxOutputTokens);
    if (told.isCutShort) continue;
    const text = told.text();
    const answer = form.read(parsed(text));
    if (answer === undefined) throw new AppError('provider-answer-unreadable', { facts: { length: text.length } });
    return answer;
  }
  throw new AppError('provider-answer-unreadable', { facts: { cutShort: true } });
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text, (_key, value: unknown) => (typeof value === 'string' ? storableText(value) : value));
  } catch {
    return undefined;
  }
};

/** A hash by which a provider distinguishes people without our ids. All work that serves everybody has the same hash. */
export const hashOf = (userId: UserId | null): string =>
  createHash('sha256')
    .update(`aisha:${userId ?? 'everybody'}`)
    .digest('hex')
    .slice(0, 32);
