import { message, startOrder, type Message, type Payload } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import type { OrderId, UserId } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import type { StartOf } from '@aisha/kinds/messages';
import {
  finish,
  send,
  showCard,
  type Effect,
  type Elsewhere,
  type Move,
  type StepContext,
} from '../engine/conversation';
import { notTaken, taken, type OfferedDraft } from './offer';
import { acceptedOrder, orderCard } from './order.card';
import type { OrderKindView } from './order-kind';
import { totalOf, type StoredQuote } from './stored-quote';

/** What is ordered. */
interface Ordered<Kind extends OrderKind> {
  /** The subject of the order in the person's words: an avatar's name, an idea. */
  readonly what: string;
  /** The fields of the message that begins the work, without the order's and the person's id. */
  readonly start: Omit<Payload<StartOf<Kind>>, 'orderId' | 'userId'>;
}

interface PlacedOrder<Kind extends OrderKind> extends Ordered<Kind> {
  readonly view: OrderKindView<Kind>;
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly quote: StoredQuote;
}

/** The message that asks billing to authorise and forward the order. */
const placeHold = <Kind extends OrderKind>({ orderId, userId, view, quote, start }: PlacedOrder<Kind>): Message =>
  message(billingInbox, 'place-hold', {
    orderId,
    userId,
    kind: view.kind,
    item: quote.item,
    units: quote.units,
    ...(quote.freeUnits !== undefined && { freeUnits: quote.freeUnits }),
    quotedCentiCredits: quote.total,
    quotedAt: quote.quotedAt,
    onHeld: startOrder(view.kind, { ...start, orderId, userId } as unknown as Payload<StartOf<Kind>>),
  });

const showOrder = <Kind extends OrderKind>({ orderId, view, what, quote }: PlacedOrder<Kind>): Effect =>
  showCard(
    orderCard(view),
    orderId,
    (state) => state ?? acceptedOrder({ orderId, kind: view.kind, what, price: quote.total }),
  );

/** Places an order and opens its card. */
export const placeOrder = <Kind extends OrderKind>(order: PlacedOrder<Kind>): Effect[] => [
  send(placeHold(order)),
  showOrder(order),
];

interface Acceptance<Draft, Step extends string, Kind extends OrderKind> {
  /** The step with the offer, which is entered again when no order is placed. */
  readonly step: Step;
  readonly draft: Draft;
  readonly context: Pick<StepContext, 'person' | 'now' | 'isStorageAway'>;
  readonly view: OrderKindView<Kind>;
  /**
   * The price that was shown with the pressed button, in hundredths of a credit; absent when a question after it is answered. A renewed offer
   * stays in the same message, so without this check the second half of a double tap would accept a new price before the person sees it. So
   * would a tap that an edit of the person's words overtakes.
   */
  readonly price?: number | undefined;
  readonly order: (quote: StoredQuote) => Ordered<Kind>;
  /** Where the person is led once the order is placed; when absent, the conversation ends. */
  readonly then?: (placed: readonly Effect[]) => Move<Draft, Step> | Elsewhere;
}

/**
 * Returns the offer as `taken` does, if its price is that of the pressed button. A question that stands between the button and the order is
 * asked only then: its answer carries no price.
 */
export const takenAsSeen = (
  draft: OfferedDraft,
  context: Pick<StepContext, 'now' | 'isStorageAway'>,
  price: number | undefined,
): Required<OfferedDraft> | undefined => {
  const offer = taken(draft, context);
  return offer && (price === undefined || BigInt(price) === totalOf(offer.quote)) ? offer : undefined;
};

/** Accepts an offer: places its order, or makes the offer again and says why no order is placed yet. */
export const acceptOffer = <Draft extends OfferedDraft, Step extends string, Kind extends OrderKind>({
  step,
  draft,
  context,
  view,
  price,
  order,
  then = (placed) => finish(undefined, ...placed),
}: Acceptance<Draft, Step, Kind>): Move<Draft, Step> | Elsewhere => {
  const offer = takenAsSeen(draft, context, price);
  if (!offer) return { to: 'step', step, draft, notice: notTaken(context), effects: [] };
  return then(placeOrder({ ...offer, view, userId: context.person.userId, ...order(offer.quote) }));
};
