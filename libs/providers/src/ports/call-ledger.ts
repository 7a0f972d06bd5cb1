import type { OrderId, UserId } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';

/**
 * Why a provider is asked. `order`: for the ordered work itself. All other reasons are work that the product adds to an order, or gives
 * away.
 */
export type CallReason = 'order' | 'prompt' | 'review' | 'redraw' | 'probe' | 'retraining' | 'photo-idea' | 'sample';

/** For whom a provider works, and why. A paid request cannot be sent without this: the code would not compile. */
export interface OnBehalf {
  /** The person; null: the work serves everybody, as a voice sample does. */
  readonly userId: UserId | null;
  /** The order; null: there is none. */
  readonly orderId: OrderId | null;
  readonly kind: OrderKind | null;
  readonly reason: CallReason;
  /** The piece of the order; absent for an order without pieces, whose requests are bounded in another way. */
  readonly piece?: string;
}

/** For whom and why a call is made, from what the caller knows of its order. The reason is `order` unless given. */
export const onBehalfOf = <Order extends { readonly userId: UserId; readonly orderId: OrderId }>(
  { userId, orderId }: Order,
  kind: OrderKind,
  reason: CallReason = 'order',
): OnBehalf & { readonly userId: UserId } => ({ userId, orderId, kind, reason });

/** A paid request to a provider, before it is sent. */
export interface ProviderCall extends OnBehalf {
  /** `fal`, `openai`, or the host of another server of models. */
  readonly provider: string;
  readonly model: string;
  /** The list price in millionths of a US dollar: an estimate until the provider reports its use. */
  readonly microDollars: number;
}

/** A call that has a row in the ledger. */
export interface BookedCall {
  /** Corrects the cost, in millionths of a US dollar; 0 when the provider bills nothing. Never throws. */
  readonly correct: (microDollars: number) => Promise<void>;
}

/**
 * Writes down what each paid request costs us, before it is sent: a crash in between leaves a row without a request, never a request without
 * a row.
 */
export abstract class CallLedger {
  /**
   * Throws a final `provider-answer-unreadable` when a piece has been paid as often as allowed (decision 97). When the day's free work is
   * used up, throws `free-work-used-up` for a call that serves everybody.
   */
  abstract book(call: ProviderCall): Promise<BookedCall>;

  /** The last call of a piece of an order, which a process before this one has booked. */
  abstract lastOf(call: Pick<ProviderCall, 'orderId' | 'piece' | 'model'>): BookedCall;
}

export const microDollars = (dollars: number): number => Math.ceil(dollars * 1_000_000 - 1e-6);
