import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { AT_REST, type Clock, Periodic, type Look } from '@aisha/platform';
import { answerOf, OrderViews, type OrderView } from '../orders/order-views';
import { PlacedOrderStore } from '../orders/placed-order.store';
import { WebhookStore, type WebhookEvent } from '../webhooks/webhook.store';
import { ClockAndLog } from './send-webhooks';

/**
 * While no order by the API is open, this work rests. An order that this process places ends the rest at once; an order that another process
 * places is noticed a little later.
 */
const EVERY_MS = { busyMs: 1_000, atRestMs: 15_000 };

/** The types of events about orders. An order that billing refused counts as failed, and nothing was charged. */
const EVENTS = { succeeded: 'order.succeeded', cancelled: 'order.cancelled', failed: 'order.failed' } as const;

/**
 * Finds orders that have ended, from the rows of their workers and of billing. It writes the webhook messages in the transaction that marks
 * the end as found, so after a crash the next search finds the end again.
 */
@Injectable()
export class WriteEnds extends Periodic {
  private readonly clock: Clock;

  constructor(
    private readonly database: Database,
    private readonly views: OrderViews,
    private readonly orders: PlacedOrderStore,
    private readonly webhooks: WebhookStore,
    { clock, log }: ClockAndLog,
  ) {
    super('write-ends', EVERY_MS, log);
    this.clock = clock;
    orders.onPlaced(() => this.rouse());
  }

  async run(): Promise<Look> {
    const { over, areOpen } = await this.views.newlyOver();
    if (!areOpen) return AT_REST;
    for (const order of over) {
      if (this.isStopping) return;
      await this.database.transaction(async (tx) => {
        if (!(await this.orders.end(tx, order.orderId))) return;
        await this.webhooks.tell(tx, order, eventOf(order, this.clock.now()));
      });
      this.log.info('api-order.ended', { orderId: order.orderId, kind: order.kind });
    }
  }
}

function eventOf(order: OrderView, at: Date): WebhookEvent {
  const { id, kind, state, units, delivered, chargedCredits, error } = answerOf(order);
  const type = state === 'succeeded' || state === 'cancelled' ? EVENTS[state] : EVENTS.failed;
  const data = { orderId: id, kind, state, units, delivered, chargedCredits, errorCode: error?.code ?? null };
  return { type, at, data };
}
