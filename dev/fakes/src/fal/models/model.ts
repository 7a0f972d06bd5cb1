import type { FileStore } from '../jobs/files';
import type { Job } from '../jobs/job';

export interface RunContext {
  readonly job: Job;
  readonly files: FileStore;
  /** The sides of a drawn picture as a share of those that a job asks for. */
  readonly share: number;
  /** Aborted when the fake stops. */
  readonly signal: AbortSignal;
}

/** An endpoint of FAL: what it reads, how long it takes in reality, what it makes. */
export interface Model<Input = never> {
  readonly waiting: 'training' | 'pictures';
  /** @throws ModelError for an input FAL would call unprocessable. */
  readonly read: (json: Readonly<Record<string, unknown>>) => Input;
  readonly seconds: (input: Input) => number;
  /** @returns the result as JSON text. */
  readonly run: (input: Input, context: RunContext) => Promise<string>;
}

export const defineModel = <Input>(
  read: (json: Readonly<Record<string, unknown>>) => Input,
  model: Omit<Model<NoInfer<Input>>, 'read'>,
): Model => ({ read, ...model }) as unknown as Model;
