import type { Input } from './input';

/** One thing a person did, and when it reached us. */
export interface Incoming {
  readonly updateId: number;
  readonly receivedAt: Date;
  readonly input: Input;
}
