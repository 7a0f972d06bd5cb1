import { Injectable } from '@nestjs/common';
import { cancelOrder, message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { Database } from '@aisha/database';
import { BalanceReader } from '@aisha/database/billing';
import type { OrderId, UserId } from '@aisha/domain';
import { isFinished } from '@aisha/domain';
import { Outbox } from '@aisha/messaging';
import { newId } from '@aisha/platform';
import type { Effect } from '../answers/answers';
import { creditsOf, fromCredits } from '../account/credits';
import { ensureMayOrder } from '../account/may-order';
import type { Caller } from '../http/caller';
import { Problem, wrong } from '../http/problem';
import type { AnyOrderBody } from '../offers/offered-kinds';
import { type Offer, Offers } from '../offers/offers';
import { answerOf, OrderViews, type OrderView } from './order-views';
import type { QuoteAnswer } from './order-answer';
import { PlacedOrderStore } from './placed-order.store';

/** Places and cancels orders with the same messages as the gateway. */
@Injectable()
export class Orders {
  constructor(
    private readonly database: Database,
    private readonly offers: Offers,
    private readonly views: OrderViews,
    private readonly store: PlacedOrderStore,
    private readonly outbox: Outbox,
  ) {}

  async quote({ userId }: Caller, body: AnyOrderBody): Promise<QuoteAnswer> {
    const { quote } = await this.offers.of(userId, body);
    return { item: quote.item, units: quote.units, priceCredits: creditsOf(quote.total) };
  }

  /**
   * Checks an order, and returns the effect that places it: it adds the row, and asks billing to hold the price and to forward the order.
   */
  async place({ userId, keyId }: Caller, body: AnyOrderBody): Promise<Effect> {
    const { maxCredits } = body;
    if (maxCredits === undefined) {
      const message = 'maxCredits is required: the most credits that the order may cost';
      throw wrong('maxCredits', message);
    }
    await ensureMayOrder(this.database, userId);
    const offer = await this.offers.of(userId, body);
    const { total } = offer.quote;
    if (total > fromCredits(maxCredits)) throw new Problem('price-above-limit', { priceCredits: creditsOf(total) });
    const { available } = await new BalanceReader(this.database).of(userId);
    if (available < total) {
      const figures = { priceCredits: creditsOf(total), availableCredits: creditsOf(available) };
      throw new Problem('not-enough-credits', figures);
    }
    const orderId = newId<OrderId>();
    return async (tx) => {
      await this.store.add(tx, { orderId, userId, keyId, kind: offer.kind, price: total });
      await this.store.takeFile(tx, userId, orderId, offer.fileId);
      await this.outbox.add(tx, placeHold(userId, orderId, offer));
      const placed = await new OrderViews(Database.within(tx)).find(userId, orderId);
      return { status: 202, body: answerOf(placed!) };
    };
  }

  /** Checks that the order exists, and returns the effect that asks its worker to stop it. An ended order does not change. */
  async cancel({ userId }: Caller, orderId: OrderId): Promise<Effect> {
    const order = await this.views.find(userId, orderId);
    if (!order) throw new Problem('not-found');
    return async (tx) => {
      if (!isOver(order)) await this.outbox.add(tx, cancelOrder({ orderId, userId, kind: order.kind }));
      return { status: 202, body: answerOf(order) };
    };
  }
}

const isOver = ({ refused, state, hold }: OrderView): boolean =>
  refused !== null || (state !== null && isFinished(state)) || (hold !== null && hold !== 'open');

/** The same message as the gateway’s, which asks billing to hold the price and to forward the order. A refusal comes back to this app. */
const placeHold = (userId: UserId, orderId: OrderId, { kind, quote, start }: Offer) =>
  message(billingInbox, 'place-hold', {
    ...{ orderId, userId, kind, item: quote.item, units: quote.units },
    ...(quote.freeUnits !== undefined && { freeUnits: quote.freeUnits }),
    quotedCentiCredits: quote.total.toString(),
    quotedAt: quote.quotedAt,
    onHeld: start(orderId),
    refusedTo: 'public-api',
  });
