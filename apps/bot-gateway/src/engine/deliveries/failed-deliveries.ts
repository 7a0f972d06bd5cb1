import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { PersonReader } from '@aisha/database/bot';
import type { ErrorCode } from '@aisha/domain';
import { Logger } from '@aisha/platform';
import { undeliveredTexts } from '@aisha/words';
import { messageWith } from './content';
import { CountedAttempts } from './counted-attempts';
import { Deliveries } from './deliveries';
import { type Claimed, DeliveryStore } from './delivery.store';
import type { OutboundMessage } from './message-sender';
import { leavingOut, neededFiles, OwnedFiles } from './owned-files';

/**
 * How many times one message is tried before the sender gives it up. With the pauses, the attempts take about an hour, or ten minutes if
 * other messages arrive in the chat.
 */
const MAX_ATTEMPTS = 60;
/** How many attempts of one message the chat waits for: about two seconds. After that other messages may overtake it. */
const ATTEMPTS_IN_TURN = 3;
/** How many times an answer to a button press is tried: after that the person no longer watches the spinner. */
const MAX_ANSWER_ATTEMPTS = 2;
/**
 * How often a result is sent whose file is missing while a row names it. An app removes a file before its row, so the row may follow; with
 * the pauses between twelve attempts it has some six minutes, in which an app that could not delete it tries again.
 */
const MAX_ATTEMPTS_WITHOUT_FILE = 12;

/**
 * The reason of a delivery whose file is not stored: it was deleted while the delivery waited, by its person, a rule or a withdrawal; or the
 * storage has lost it, which an operator must know.
 */
const MISSING: ErrorCode = 'file-missing';
/** The reason of a dropped delivery whose files were all deleted while it waited. */
const DELETED = 'file-deleted';

/** What becomes of a delivery that Telegram or our storage did not take: it is tried again, sent without its deleted files, or given up. */
@Injectable()
export class FailedDeliveries {
  constructor(
    private readonly store: DeliveryStore,
    private readonly deliveries: Deliveries,
    private readonly files: OwnedFiles,
    private readonly attempts: CountedAttempts,
    private readonly log: Logger,
  ) {}

  /** Has a delivery tried again after a pause, or gives it up after its last attempt. */
  async tryAgain(
    tx: Transaction,
    delivery: Claimed,
    message: OutboundMessage,
    reason: string,
    most = message.kind === 'answer' ? MAX_ANSWER_ATTEMPTS : MAX_ATTEMPTS,
  ): Promise<number | void> {
    const { store } = this;
    const attempts = this.attempts.of(delivery, message, reason);
    if (attempts >= most) return this.giveUp(tx, delivery, message, reason);
    const pauseMs = this.attempts.pauseAfterMs(attempts);
    await store.retryIn(tx, { ...delivery, attempts }, pauseMs, reason);
    if (delivery.attempts >= ATTEMPTS_IN_TURN) await store.defer(tx, [delivery.id]);
    return pauseMs;
  }

  /** Gives up a delivery that Telegram refuses. A result whose file is missing may still be sent: without that file, or when its row is gone. */
  async refused(tx: Transaction, delivery: Claimed, message: OutboundMessage, reason: string): Promise<number | void> {
    if (reason === MISSING && delivery.class === 'result') {
      if (await this.leavesOutDeleted(tx, delivery)) return 0;
      return this.tryAgain(tx, delivery, message, reason, MAX_ATTEMPTS_WITHOUT_FILE);
    }
    this.log.error('delivery.refused', { deliveryId: delivery.id, kind: message.kind, reason });
    return this.giveUp(tx, delivery, message, reason);
  }

  /**
   * Tells an operator and the person of a result's pictures that are lost, without which its album was sent. The person knows of those that
   * were deleted.
   */
  async sentWithout(tx: Transaction, delivery: Claimed, gone: readonly string[]): Promise<void> {
    const { id: deliveryId, traceId: orderId } = delivery;
    const lost = await this.ownedAmong(tx, delivery, gone);
    if (lost.length === 0) return;
    this.log.error('delivery.pictures-lost', { deliveryId, orderId, code: MISSING, lost: lost.length });
    await this.tell(tx, delivery, MISSING);
    await this.deliveries.writeNow(tx);
  }

  /**
   * Leaves files that were deleted while a result waited out of it: without them it is sent again, and without any file it is dropped.
   * False when none of its files was deleted.
   */
  private async leavesOutDeleted(tx: Transaction, delivery: Claimed): Promise<boolean> {
    const { store, log } = this;
    const { id, content } = delivery;
    const files = neededFiles(content);
    if (files.length === 0) return false;
    const owned = await this.ownedAmong(tx, delivery, files);
    const rest = leavingOut(content, new Set(files.filter((file) => !owned.includes(file))));
    if (rest === content) return false;
    log.info('delivery.file-deleted', { deliveryId: id, kind: content.kind, files: files.length, left: owned.length });
    await (rest ? store.changed(tx, delivery, rest) : store.dropped(tx, delivery, DELETED));
    return true;
  }

  /** The files that the person still has: a row names each of them. None once the delivery went with its person's rows. */
  private async ownedAmong(tx: Transaction, delivery: Claimed, files: readonly string[]): Promise<readonly string[]> {
    const addedAt = await this.store.addedAt(tx, delivery);
    return addedAt ? this.files.of(tx, { ...delivery, addedAt }, files) : [];
  }

  /**
   * Gives a delivery up. A result is kept for an operator, and the person is told, unless the result is an edit, of no order, or a text that
   * no order made. Any other delivery is dropped, and the listeners are told.
   */
  private async giveUp(tx: Transaction, delivery: Claimed, message: OutboundMessage, reason: string): Promise<void> {
    const { store, deliveries, log } = this;
    const { id, userId, traceId, content } = delivery;
    if (delivery.class !== 'result') {
      await store.dropped(tx, delivery, reason);
      return deliveries.tellGivenUp(tx, userId, content);
    }
    // A result has the trace of its order, and the trace's id is the order's id.
    log.error('delivery.undelivered', { deliveryId: id, orderId: traceId, kind: content.kind, reason });
    await store.undelivered(tx, delivery, reason);
    // The person is not told about an edit, because it only adds to a message that has arrived. They are told about a text only if an
    // order made it, because the other texts of the class `result` say what a screen shows as well.
    const isOnScreenToo = content.kind === 'message' && !content.isOrdered;
    if (message.kind !== 'edit' && !isOnScreenToo) await this.tell(tx, delivery, reason);
  }

  /** Tells the person once about an order whose result was not sent, or not all of it. */
  private async tell(tx: Transaction, { userId, traceId }: Claimed, reason: string): Promise<void> {
    if (traceId === null) return;
    const language = await new PersonReader(Database.within(tx)).languageOf(userId);
    const t = undeliveredTexts[language];
    const words = reason === MISSING ? t.resultLost({ orderId: traceId }) : t.resultRefused({ orderId: traceId });
    await this.deliveries.add(tx, userId, messageWith(words), { onceFor: `undelivered ${traceId}` });
  }
}
