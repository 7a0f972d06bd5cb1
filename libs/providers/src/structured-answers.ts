import { createHash } from 'node:crypto';
import { AppError } from '@aisha/domain';
import type { UserId } from '@aisha/domain';
import type { AnswerForm } from './ports';

/** Unless the caller says: a person is waiting, and the caller can go on without an answer. */
export const ANSWER_TIMEOUT_MS = 30_000;
/** Unless the caller says. Reasoning counts too. */
const OUTPUT_TOKENS = 2_000;
/** The second try is for an answer that the first one cut short. */
const TRIES = [1, 3];

/** The answer of a server, in whatever protocol. */
export interface ToldAnswer {
  /** Whether the answer came to the end of its room. */
  readonly isCutShort: boolean;
  /** The model's text. Throws `prompt-refused` when it declined, and the `provider-*` codes when it ended otherwise. */
  readonly text: () => string;
}

/** The answer in its form; one that was cut short is asked for once more, with three times the room. Throws as the ports say. */
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
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A hash tells people apart: our ids stay with us. */
export const hashOf = (userId: UserId | null): string =>
  createHash('sha256')
    .update(`aisha:${userId ?? 'everybody'}`)
    .digest('hex')
    .slice(0, 32);
