import { Injectable } from '@nestjs/common';
import { Database } from '@aisha/database';
import { AT_REST, Clock, Logger, Periodic, type Look } from '@aisha/platform';
import { answerOf, OrderViews, type StandingOrder } from '../orders/order-views';
import { PlacedOrderStore } from '../orders/placed-order.store';
import { WebhookStore, type WebhookEvent } from '../webhooks/webhook.store';
import { SendWebhooks } from './send-webhooks';

/** While no order by the API is open, a new one is noticed a little later. */
const EVERY_MS = { busyMs: 1_000, atRestMs: 5_000 };

/** What the search for ended orders needs to send messages about them. */
@Injectable()
export class Sending {
  constructor(
    readonly webhooks: SendWebhooks,
    readonly clock: Clock,
    readonly log: Logger,
  ) {}
}

/** The types of events about orders. An order that billing refused counts as failed, and nothing was charged. */
const EVENTS = { succeeded: 'order.succeeded', cancelled: 'order.cancelled', failed: 'order.failed' } as const;

/**
 * Finds orders that have ended, from the rows of their workers and of billing. It writes the webhook messages in the transaction that marks
 * the end as found, so after a crash the next search finds the end again.
 */
@Injectable()
export class WriteEnds extends Periodic {
  constructor(
    private readonly database: Database,
    private readonly views: OrderViews,
    private readonly orders: PlacedOrderStore,
    private readonly webhooks: WebhookStore,
    private readonly sending: Sending,
  ) {
    super('write-ends', EVERY_MS, sending.log);
  }

  async run(): Promise<Look> {
    const { over, areOpen } = await this.views.newlyOver();
    if (!areOpen) return AT_REST;
    for (const order of over) {
      if (this.isStopping) return;
      await this.database.transaction(async (tx) => {
        if (!(await this.orders.end(tx, order.orderId))) return;
        await this.webhooks.tell(tx, order, eventOf(order, this.sending.clock.now()));
      });
      this.log.info('api-order.ended', { orderId: order.orderId, kind: order.kind });
    }
    if (over.length > 0) this.sending.webhooks.wake();
  }
}

function eventOf(order: StandingOrder, at: Date): WebhookEvent {
  const { id, kind, state, units, delivered, chargedCredits, error } = answerOf(order);
  const type = state === 'succeeded' || state === 'cancelled' ? EVENTS[state] : EVENTS.failed;
  const data = { orderId: id, kind, state, units, delivered, chargedCredits, errorCode: error?.code ?? null };
  return { type, at, data };
}
