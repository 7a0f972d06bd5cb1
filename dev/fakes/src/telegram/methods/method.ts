import type { Parameters } from '../wire/parameters';

/** What a call carries besides its parameters. */
export interface CallContext {
  /** Aborted when the client hangs up. */
  signal: AbortSignal;
}

export type Method = (parameters: Parameters, context: CallContext) => unknown;

/** A result that Telegram accompanies with a sentence. */
export class Described {
  constructor(
    readonly result: unknown,
    readonly description: string,
  ) {}
}
