import type { Refusal } from '@aisha/contracts/bot-gateway';
import type { AvatarId, ErrorCode, OrderId, OrderKind } from '@aisha/domain';

/** How an order was settled. JSON: amounts in hundredths of a credit as text. */
export interface ReceiptState {
  readonly held: string;
  readonly charged: string;
  readonly released: string;
  readonly availableAfter: string;
  readonly delivered: number;
  readonly of: number;
}

export type ResultOutcome =
  | { readonly type: 'delivered'; readonly avatarId: AvatarId | null }
  | { readonly type: 'failed'; readonly code: ErrorCode }
  | {
      readonly type: 'refused';
      readonly code: Refusal;
      readonly price: string;
      readonly available: string;
    };

/** The message under a result: the outcome, the cost and the possible actions. */
export interface ResultCardState {
  readonly orderId: OrderId;
  readonly kind: OrderKind;
  readonly what: string;
  readonly outcome: ResultOutcome;
  readonly receipt: ReceiptState | null;
}
