import type { Refusal } from '@aisha/contracts/bot-gateway';
import {
  type AspectRatio,
  type AvatarId,
  ERROR_CODES,
  type ErrorCode,
  type OrderId,
  type PictureMark,
  type PictureQuality,
} from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import type { PictureLikenessState } from './likeness';

/** How the hold of an order was settled. It is JSON, so amounts are texts in hundredths of a credit. */
export interface ReceiptState {
  readonly held: string;
  readonly charged: string;
  readonly released: string;
  readonly availableAfter: string;
  readonly delivered: number;
  readonly of: number;
  /** How many of the delivered units were free of charge; absent in older cards. */
  readonly freeUnits?: number;
  /** Why not all was delivered; null where all was, and absent in older cards. */
  readonly reason?: ErrorCode | null;
}

/** How pictures were drawn. */
interface DrawnDetails {
  readonly seed: number;
  readonly aspectRatio: AspectRatio;
  /** The quality; null for pictures without an avatar. */
  readonly quality: PictureQuality | null;
}

export type ResultOutcome =
  | {
      readonly type: 'delivered';
      readonly avatarId: AvatarId | null;
      /** Whether the avatar is a style and not a portrait; set only by trainings. */
      readonly isStyle?: boolean;
      /** Whether the avatar was stopped while it was trained; set only by trainings. */
      readonly isStopped?: boolean;
      /**
       * Set only by orders of pictures: the untrained avatar that was drawn from a photo, and the price of its cheapest training, in
       * hundredths of a credit. `gainsNothing`: a training was measured to gain nothing, so it is offered without a promise.
       */
      readonly trainable?: { readonly avatarId: AvatarId; readonly price: string; readonly gainsNothing?: true };
      /** Whether this is a photo session, in which each picture has an idea of its own; set only by orders of pictures. */
      readonly isSession?: boolean;
    }
  | {
      readonly type: 'failed';
      readonly code: ErrorCode;
      /** Whether the finished part is charged although the order failed; absent means that it is not. */
      readonly isCharged?: boolean;
    }
  | {
      readonly type: 'refused';
      readonly code: Refusal;
      readonly price: string;
      readonly available: string;
      /** How many orders a person may have under way; only with `too-many-orders`, and absent in older cards. */
      readonly maxOpenOrders?: number | undefined;
    };

/** What is known of a delivered result besides that it is delivered. */
export type DeliveredFacts = Partial<Omit<Extract<ResultOutcome, { readonly type: 'delivered' }>, 'type'>>;

/** The message under a result: the outcome, the cost and what the person can do next. */
export interface ResultCardState {
  readonly orderId: OrderId;
  readonly kind: OrderKind;
  readonly what: string;
  readonly outcome: ResultOutcome;
  readonly receipt: ReceiptState | null;
  /** The likeness of the pictures that show a face; absent until it has been measured. */
  readonly likeness?: readonly PictureLikenessState[];
  /**
   * Set once the person was asked whether to delete the result, or has deleted it. The result is deleted from our storage and, with
   * `isFromChat`, from the chat as well.
   */
  readonly removal?: { readonly state: 'asked' | 'done'; readonly isFromChat: boolean };
  /** Set while the card shows the buttons behind «⋯». */
  readonly isUnfolded?: boolean;
  /** Set while the person chooses which of the pictures to share; places count from 0. */
  readonly sharing?: { readonly places: readonly number[] };
  /** Set while the person looks at how the pictures were drawn. */
  readonly details?: DrawnDetails;
  /** Set while the person chooses which of the pictures to mark; positions count from 0. */
  readonly marking?: {
    readonly mark: PictureMark;
    readonly pictures: readonly { readonly position: number; readonly isOn: boolean }[];
  };
}

/**
 * Whether another attempt with the same picture may succeed: the failure was ours or the provider's, the picture was still there, and the
 * order reached its worker, which knows the picture. The button stays longer than a sent photo, which is kept for a day.
 */
export const maySucceed = ({ outcome, receipt }: ResultCardState): boolean =>
  outcome.type === 'failed' &&
  outcome.code !== 'file-missing' &&
  ERROR_CODES[outcome.code].blame !== 'user' &&
  receipt?.held !== '0';

/** What the card shows instead of the receipt, or of the first buttons. */
export type CardView = Pick<ResultCardState, 'removal' | 'marking' | 'details' | 'sharing' | 'isUnfolded'>;

/** The same card with only this view; with an empty view the card shows the receipt again. */
export function showing(state: ResultCardState, view: CardView): ResultCardState {
  const { removal: _, marking: __, details: ___, sharing: ____, isUnfolded: _____, ...card } = state;
  return { ...card, ...view };
}

/** The card of a delivered result whose own card is no longer stored. */
export const forgottenResult = (kind: OrderKind, orderId: OrderId, of: DeliveredFacts = {}): ResultCardState => ({
  orderId,
  kind,
  what: '',
  outcome: { type: 'delivered', avatarId: null, ...of },
  receipt: null,
});
