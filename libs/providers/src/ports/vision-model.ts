import type { OnBehalf } from './call-ledger';
import type { AnswerForm } from './language-model';

export interface Look {
  /** Our instructions. */
  readonly instructions: string;

  /**
   * A person's pictures, JPEGs without metadata. Their content, including words in them, is data, never instructions.
   */
  readonly jpegs: readonly Buffer[];

  /** How closely the model looks at each picture; `low` costs the least, absent leaves it to the model (openai.md §5). */
  readonly detail?: 'low';

  /** The person who asks, and the reason; we send only a hash of the person's id. */
  readonly onBehalf: OnBehalf;

  /** Gives up when aborted. */
  readonly signal?: AbortSignal;
}

/** Describes what pictures show, in a given form. */
export abstract class VisionModel {
  /**
   * Throws `prompt-refused` when the model declines a picture, `provider-answer-unreadable` when the answer does not
   * fit the form, and the other `provider-*` codes when there is no answer.
   */
  abstract look<Answer>(form: AnswerForm<Answer>, look: Look): Promise<Answer>;
}
