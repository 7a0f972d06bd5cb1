import type { Input } from './input';

/** A person's action, and the time at which it reached us. */
export interface Incoming {
  readonly updateId: number;
  readonly receivedAt: Date;
  readonly input: Input;
  /** Whether the input waited for the person's consent; a toast would then reach nobody. */
  readonly wasHeld?: boolean;
}
