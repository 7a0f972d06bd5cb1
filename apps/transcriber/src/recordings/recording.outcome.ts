import { Injectable } from '@nestjs/common';
import { message } from '@aisha/contracts';
import { billingInbox } from '@aisha/contracts/billing';
import { botGatewayInbox, type ShowProgress } from '@aisha/contracts/bot-gateway';
import { minutesOf, type AppError, type OrderId, type UserId } from '@aisha/domain';
import { afterCommit, type Transaction } from '@aisha/database';
import { Outbox } from '@aisha/messaging';
import { Clock, Logger } from '@aisha/platform';
import { countEnd } from './recording.metrics';
import { RecordingStore, type RecordingEnd } from './recording.store';

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
    private readonly log: Logger,
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
    const begun = await this.store.end(tx, order.orderId, { state: 'succeeded' }, now);
    if (!begun) return false;
    const { orderId, userId } = order;
    await this.store.addTranscript(tx, { orderId, userId, ...transcript }, now);
    const delivered = Math.min(minutesOf(seconds), order.minutes);
    await this.outbox.add(
      tx,
      message(billingInbox, 'settle-hold', { ...this.about(order), delivered, of: order.minutes, reason: null }),
      message(botGatewayInbox, 'deliver-transcript', { orderId, userId, document: transcript.documentPath }),
    );
    afterCommit(tx, () => this.tell(order, 'succeeded', { begun, ended: now, delivered }, null));
    return true;
  }

  /** Nothing is charged and the person is told why. */
  async fail(tx: Transaction, order: Order, error: AppError): Promise<void> {
    const now = this.clock.now();
    const { code } = error;
    const state = code === 'cancelled-by-user' ? 'cancelled' : 'failed';
    const begun = await this.store.end(tx, order.orderId, { state, code }, now);
    if (!begun) return;
    await this.outbox.add(
      tx,
      message(billingInbox, 'settle-hold', { ...this.about(order), delivered: 0, of: order.minutes, reason: code }),
      message(botGatewayInbox, 'explain-failure', { ...this.about(order), code }),
    );
    afterCommit(tx, () => this.tell(order, state, { begun, ended: now, delivered: 0 }, error));
  }

  /** For operators. */
  private tell(
    { orderId, minutes }: Order,
    outcome: RecordingEnd['state'],
    { begun, ended, delivered }: { readonly begun: Date; readonly ended: Date; readonly delivered: number },
    error: AppError | null,
  ): void {
    const seconds = (ended.getTime() - begun.getTime()) / 1000;
    this.log.ended('transcription.ended', { orderId, outcome, delivered, of: minutes, seconds }, error);
    countEnd(outcome, error?.code ?? null, delivered);
  }

  private about({ orderId, userId }: Order): { orderId: OrderId; userId: UserId; kind: 'transcription' } {
    return { orderId, userId, kind: 'transcription' };
  }
}
