import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { Logger } from '@aisha/platform';
import { PersonStore } from '../people/person.store';
import { type Claimed, DeliveryStore, type SentEnd } from './delivery.store';
import { FailedDeliveries } from './failed-deliveries';
import type { Outcome, OutboundMessage } from './message-sender';

/** Records that a delivery was not sent, or not whole. The delivery waits, is tried again, or is given up. */
@Injectable()
export class UnsentDeliveries {
  constructor(
    private readonly database: Database,
    private readonly store: DeliveryStore,
    private readonly people: PersonStore,
    private readonly failed: FailedDeliveries,
    private readonly log: Logger,
  ) {}

  /** Records the outcome; resolves to the milliseconds after which the delivery is due again, if that time is known. */
  async record(
    delivery: Claimed,
    message: OutboundMessage,
    outcome: Exclude<Outcome, { kind: 'sent' }>,
  ): Promise<number | undefined> {
    const dueInMs = await this.database.transaction((tx) => this.recordIn(tx, delivery, message, outcome));
    return dueInMs ?? undefined;
  }

  /**
   * Records that the album of a result was sent without the pictures that are gone, and tells of those that are lost: in one transaction, so
   * that a crash does not keep the end alone. Resolves as DeliveryStore.done() does.
   */
  recordSentWithout(delivery: Claimed, messageIds: readonly number[], end: SentEnd): Promise<number | null> {
    return this.database.transaction(async (tx) => {
      // First, because the end looks whether the chat has another message that waits.
      await this.failed.sentWithout(tx, delivery, end.gone);
      return this.store.done(delivery, messageIds, end, tx);
    });
  }

  private async recordIn(
    tx: Transaction,
    delivery: Claimed,
    message: OutboundMessage,
    outcome: Exclude<Outcome, { kind: 'sent' }>,
  ): Promise<number | void> {
    const { store, people, failed, log } = this;
    const { id } = delivery;
    if (outcome.kind === 'moved') return store.moved(tx, delivery.chatId, outcome.chatId);
    // A person is locked before their deliveries, as everywhere.
    const wasHeard =
      outcome.kind === 'blocked' && (await people.wasHeardSince(tx, delivery.chatId, delivery.claimedAt));
    if (!(await store.isHeld(tx, delivery)))
      return log.warn('delivery.taken-over', { deliveryId: id, outcome: outcome.kind });
    switch (outcome.kind) {
      case 'wait':
        log.info('delivery.told-to-wait', { deliveryId: id, ms: outcome.ms });
        await store.pauseChat(tx, delivery, outcome.ms);
        return outcome.ms;
      case 'unclear':
        log.warn('delivery.unclear', { deliveryId: id, attempt: delivery.attempts, reason: outcome.reason });
        if (await store.isSuperseded(tx, id)) return store.dropped(tx, delivery, 'superseded');
        return failed.tryAgain(tx, delivery, message, outcome.reason);
      case 'blocked':
        if (wasHeard) {
          await store.retryIn(tx, delivery, 0, 'heard of since');
          return 0;
        }
        await people.hasBlockedUs(tx, delivery.chatId);
        return store.dropped(tx, delivery, 'bot-blocked', delivery.class === 'result' ? 'return' : null);
      case 'refused':
        return failed.refused(tx, delivery, message, outcome.reason);
    }
  }
}
