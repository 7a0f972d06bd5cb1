import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { botGatewayInbox, type ShowProgress } from '@aisha/contracts/bot-gateway';
import { minutesOf, type ErrorCode, type OrderId, type UserId } from '@aisha/domain';
import { afterCommit, type Transaction } from '@aisha/database';
import { Outbox } from '@aisha/messaging';
import { Clock } from '@aisha/platform';
import { countEnd } from './recording.metrics';
import { RecordingStore } from './recording.store';

/** What every message about an order repeats. */
interface Order {
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly minutes: number;
}
interface Written {
  readonly content: string;
  readonly documentPath: string;
  readonly language: string | null;
  readonly seconds: number;
}

/** How an order ends, for the ledger and for the person: each of these is one transaction's worth, and happens once. */
@Injectable()
export class RecordingOutcome {
  constructor(
    private readonly store: RecordingStore,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async progress(
    tx: Transaction,
    order: Order,
    step: ShowProgress['step'],
    fraction: number | null = null,
  ): Promise<void> {
    const at = this.clock.now().toISOString();
    await this.outbox.add(
      tx,
      message(botGatewayInbox, 'show-progress', {
        ...this.about(order),
        step,
        fraction,
        ahead: null,
        secondsLeft: null,
        at,
      }),
    );
  }

  /** Charged by started minute of what was really recorded, never more than was quoted. False when the order was over before. */
  async deliver(tx: Transaction, order: Order, { seconds, ...transcript }: Written): Promise<boolean> {
    const now = this.clock.now();
    if (!(await this.store.end(tx, order.orderId, { state: 'succeeded' }, now))) return false;
    const { orderId, userId } = order;
    await this.store.addTranscript(tx, { orderId, userId, ...transcript }, now);
    const delivered = Math.min(minutesOf(seconds), order.minutes);
    await this.outbox.add(
      tx,
      message(billingInbox, 'settle-hold', { ...this.about(order), delivered, of: order.minutes, reason: null }),
      message(botGatewayInbox, 'deliver-transcript', { orderId, userId, document: transcript.documentPath }),
    );
    afterCommit(tx, () => countEnd('succeeded', null, delivered));
    return true;
  }

  /** Nothing is charged and the person is told why. */
  async fail(tx: Transaction, order: Order, code: ErrorCode): Promise<void> {
    const state = code === 'cancelled-by-user' ? 'cancelled' : 'failed';
    if (!(await this.store.end(tx, order.orderId, { state, code }, this.clock.now()))) return;
    await this.outbox.add(
      tx,
      message(billingInbox, 'settle-hold', { ...this.about(order), delivered: 0, of: order.minutes, reason: code }),
      message(botGatewayInbox, 'explain-failure', { ...this.about(order), code }),
    );
    afterCommit(tx, () => countEnd(state, code, 0));
  }

  private about({ orderId, userId }: Order): { orderId: OrderId; userId: UserId; kind: 'transcription' } {
    return { orderId, userId, kind: 'transcription' };
  }
}
