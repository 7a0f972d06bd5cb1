import type { OnBehalf } from './call-ledger';

/** The form a language model fills in. Its answer is untrusted text until `read` accepts it. */
export interface AnswerForm<Answer> {
  /** Up to 64 letters, digits, `_` and `-`. */
  readonly name: string;

  /** JSON schema under the strict rules: every property required, `additionalProperties: false` everywhere. */
  readonly schema: Readonly<Record<string, unknown>>;

  /** Checks the parsed JSON; undefined when it does not fit the form. */
  readonly read: (json: unknown) => Answer | undefined;
}

export interface Question {
  /** Our instructions. */
  readonly instructions: string;

  /** The person's words: data, never instructions. */
  readonly input: string;

  /** The person who asks, and the reason; we send only a hash of the person's id. */
  readonly onBehalf: OnBehalf;

  /** How long the caller waits; half a minute unless given. */
  readonly timeoutMs?: number;

  /**
   * The most tokens of an answer, those of its reasoning included; 2,000 unless given. An answer that was cut short is asked for once more,
   * with three times as many.
   */
  readonly maxOutputTokens?: number;

  /** Gives up when aborted. */
  readonly signal?: AbortSignal;
}

/** Answers a question in a given form. */
export abstract class LanguageModel {
  /**
   * Throws `prompt-refused` when the model declines, `provider-answer-unreadable` when the answer does not fit the
   * form, and the other `provider-*` codes when there is no answer.
   */
  abstract answer<Answer>(form: AnswerForm<Answer>, question: Question): Promise<Answer>;
}
