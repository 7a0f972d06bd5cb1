import { CallLedger, type BookedCall, type ProviderCall } from '@aisha/providers';

/** A ledger of provider calls for specs without a database. */
export class ListedCalls extends CallLedger {
  readonly calls: ProviderCall[] = [];

  override async book(call: ProviderCall): Promise<BookedCall> {
    const at = this.calls.push(call) - 1;
    return {
      correct: async (microDollars) => {
        this.calls[at] = { ...call, microDollars };
      },
    };
  }

  override lastOf({ orderId, piece, model }: Pick<ProviderCall, 'orderId' | 'piece' | 'model'>): BookedCall {
    const at = this.calls.findLastIndex(
      (call) => call.orderId === orderId && call.piece === piece && call.model === model,
    );
    return {
      correct: async (microDollars) => {
        const call = this.calls[at];
        if (call) this.calls[at] = { ...call, microDollars };
      },
    };
  }

  /** The cost in millionths of a US dollar. */
  get cost(): number {
    return this.calls.reduce((sum, { microDollars }) => sum + microDollars, 0);
  }
}
