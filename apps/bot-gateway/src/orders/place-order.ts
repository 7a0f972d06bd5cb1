import { message, type Message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import type { OrderId, UserId } from '@aisha/domain';
import { send, showCard, type Effect } from '../engine/conversation';
import { acceptedOrder, orderCard } from './order.card';
import type { OrderKindView } from './order-kind';
import type { StoredQuote } from './stored-quote';

export interface PlacedOrder {
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly view: OrderKindView;
  /** In the person's words: an avatar's name, an idea. */
  readonly what: string;
  readonly quote: StoredQuote;
  /** The message that begins the work; billing forwards it. */
  readonly start: Message;
}

/** The message that asks billing to authorise and forward the order. */
const placeHold = ({ orderId, userId, view, quote, start }: PlacedOrder): Message =>
  message(billingInbox, 'place-hold', {
    orderId,
    userId,
    kind: view.kind,
    item: quote.item,
    units: quote.units,
    ...(quote.freeUnits !== undefined && { freeUnits: quote.freeUnits }),
    quotedCentiCredits: quote.total,
    quotedAt: quote.quotedAt,
    onHeld: start,
  });

const showOrder = ({ orderId, view, what, quote }: PlacedOrder): Effect =>
  showCard(
    orderCard(view),
    orderId,
    (state) => state ?? acceptedOrder({ orderId, kind: view.kind, what, price: quote.total }),
  );

/** Places an order and opens its card. */
export const placeOrder = (order: PlacedOrder): Effect[] => [send(placeHold(order)), showOrder(order)];
