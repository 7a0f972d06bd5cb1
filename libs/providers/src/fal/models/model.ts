import { AppError } from '@aisha/domain';
import { isRecord, type WireFile } from '../wire';

/** One of FAL's models: its input in our words, and its result. */
export interface FalModel<Input, Output> {
  readonly endpoint: string;
  readonly input: (input: Input) => Readonly<Record<string, unknown>>;
  /** Throws `provider-answer-unreadable` if the output is not in the model's documented form. */
  readonly output: (json: unknown) => Output;
}

export const unreadable = (missing: string): AppError =>
  new AppError('provider-answer-unreadable', { facts: { missing } });

export function fileOf(output: unknown, field: string): WireFile {
  const file = isRecord(output) ? output[field] : undefined;
  if (!isFile(file)) throw unreadable(field);
  return file;
}

export const isFile = (value: unknown): value is WireFile & Record<string, unknown> =>
  isRecord(value) && typeof value['url'] === 'string' && URL.canParse(value['url']);
