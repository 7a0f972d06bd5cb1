/** What a provider bills for one model within one day. */
export interface BilledLine {
  /** The model as requests to the provider name it. */
  readonly model: string;
  /** Millionths of a US dollar, after discounts. */
  readonly microDollars: number;
}

/** A day of a bill, by UTC. */
export interface BilledDay {
  /** YYYY-MM-DD. */
  readonly day: string;
  /** Each model once; empty: nothing was billed. */
  readonly lines: readonly BilledLine[];
}

/** What a provider bills our account. */
export abstract class ProviderBills {
  /** The provider as the rows of paid requests name it. */
  abstract readonly provider: string;
  /** False where no key is set that may read bills. */
  abstract readonly isOn: boolean;

  /** Every day from the first to the last, both included. Throws the `provider-*` codes. Costs nothing. */
  abstract days(first: string, last: string): Promise<BilledDay[]>;
}
