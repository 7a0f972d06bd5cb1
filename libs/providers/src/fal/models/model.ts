import { AppError } from '@aisha/domain';
import type { RemoteSubmission } from '../../ports';
import { isRecord, type WireFile } from '../wire';

/** A model of FAL's: its input in our words, and its result. */
export interface FalModel<Input, Output> {
  readonly endpoint: string;
  readonly input: (input: Input) => Readonly<Record<string, unknown>>;
  /** The price in FAL's list, in US dollars: an estimate, because a list changes and only FAL's bill is the truth. */
  readonly dollars: (input: Input) => number;
  /** Throws `provider-answer-unreadable` if the output is not in the model's documented form. */
  readonly output: (json: unknown) => Output;
}

/** The submission of work to the model. */
export const requestTo = <Input>(
  model: FalModel<Input, unknown>,
  input: Input,
): Pick<RemoteSubmission, 'endpoint' | 'input' | 'dollars'> => ({
  endpoint: model.endpoint,
  input: model.input(input),
  dollars: model.dollars(input),
});

export const unreadable = (missing: string): AppError =>
  new AppError('provider-answer-unreadable', { facts: { missing } });

export function fileOf(output: unknown, field: string): WireFile {
  const file = isRecord(output) ? output[field] : undefined;
  if (!isFile(file)) throw unreadable(field);
  return file;
}

export const isFile = (value: unknown): value is WireFile & Record<string, unknown> =>
  isRecord(value) && typeof value['url'] === 'string' && URL.canParse(value['url']);
