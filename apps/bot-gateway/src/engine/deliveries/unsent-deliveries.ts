import { Injectable, Optional } from '@nestjs/common';
import { Database, type Transaction } from '@aisha/database';
import { DAY_MS, type ErrorCode } from '@aisha/domain';
import { PersonReader } from '@aisha/database/bot';
import { backoffMs, Logger } from '@aisha/platform';
import { undeliveredTexts } from '@aisha/words';
import { PersonStore } from '../people/person.store';
import { messageWith } from './content';
import { Deliveries } from './deliveries';
import { type Claimed, DeliveryStore } from './delivery.store';
import { MessageSender, type Outcome, type OutboundMessage } from './message-sender';
import { leavingOut, neededFiles, OwnedFiles } from './owned-files';
import { DeliveryTimeouts } from './timeouts';

/**
 * How many times one message is tried before the sender gives it up. With the pauses, the attempts take about an hour, or ten minutes if
 * other messages arrive in the chat.
 */
const MAX_ATTEMPTS = 60;
/**
 * How many attempts of a message count at most while Telegram or our storage is away: as many as make the pause its longest. So the message
 * has most of its attempts before it when the outage is over.
 */
const MAX_COUNTED_IN_OUTAGE = 10;
/**
 * The age of a message, a day, up to which its attempts do not count when our storage does not give its file, or when Telegram's server
 * answers us and no call to people: after a day the file or the message is probably at fault.
 */
const MAY_BE_AWAY_MS = DAY_MS;
/** For how many attempts of one message the chat waits: about two seconds. After that other messages may overtake it. */
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

/** Records that a delivery was not sent. The delivery waits, is tried again, or is given up. */
@Injectable()
export class UnsentDeliveries {
  constructor(
    private readonly database: Database,
    private readonly store: DeliveryStore,
    private readonly people: PersonStore,
    private readonly deliveries: Deliveries,
    private readonly sender: MessageSender,
    private readonly files: OwnedFiles,
    private readonly log: Logger,
    @Optional() private readonly timeouts: DeliveryTimeouts = new DeliveryTimeouts(),
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
   * Records that the album of a result was sent without these pictures. An operator and the person are told of those that are lost; the
   * person knows of those that were deleted.
   */
  async recordGone(delivery: Claimed, gone: readonly string[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      const addedAt = await this.store.addedAt(tx, delivery);
      const lost = await this.files.of(tx, { ...delivery, addedAt }, gone);
      if (lost.length === 0) return;
      const { id: deliveryId, traceId: orderId } = delivery;
      this.log.error('delivery.pictures-lost', { deliveryId, orderId, code: MISSING, lost: lost.length });
      await this.tell(tx, delivery, MISSING);
    });
  }

  private async recordIn(
    tx: Transaction,
    delivery: Claimed,
    message: OutboundMessage,
    outcome: Exclude<Outcome, { kind: 'sent' }>,
  ): Promise<number | void> {
    const { store, people, log } = this;
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
        return this.tryAgain(tx, delivery, message, outcome.reason);
      case 'blocked':
        if (wasHeard) {
          await store.retryIn(tx, delivery, 0, 'heard of since');
          return 0;
        }
        await people.hasBlockedUs(tx, delivery.chatId);
        return store.dropped(tx, delivery, 'bot-blocked', delivery.class === 'result' ? 'return' : null);
      case 'refused':
        if (outcome.reason === MISSING && delivery.class === 'result') {
          if (await this.leavesOutDeleted(tx, delivery)) return 0;
          return this.tryAgain(tx, delivery, message, outcome.reason, MAX_ATTEMPTS_WITHOUT_FILE);
        }
        log.error('delivery.refused', { deliveryId: id, kind: message.kind, reason: outcome.reason });
        return this.giveUp(tx, delivery, message, outcome.reason);
    }
  }

  /** Has a delivery tried again after a pause, or gives it up after its last attempt. */
  private async tryAgain(
    tx: Transaction,
    delivery: Claimed,
    message: OutboundMessage,
    reason: string,
    most = message.kind === 'answer' ? MAX_ANSWER_ATTEMPTS : MAX_ATTEMPTS,
  ): Promise<number | void> {
    const { store, timeouts } = this;
    const attempts = this.counted(delivery, message, reason);
    if (attempts >= most) return this.giveUp(tx, delivery, message, reason);
    const pauseMs = backoffMs(attempts, timeouts.retryFirstMs, timeouts.retryAtMostMs);
    await store.retryIn(tx, { ...delivery, attempts }, pauseMs, reason);
    if (delivery.attempts >= ATTEMPTS_IN_TURN) await store.defer(tx, [delivery.id]);
    return pauseMs;
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
    const owned = await this.files.of(tx, { ...delivery, addedAt: await store.addedAt(tx, delivery) }, files);
    const rest = leavingOut(content, new Set(files.filter((file) => !owned.includes(file))));
    if (rest === content) return false;
    log.info('delivery.file-deleted', { deliveryId: id, kind: content.kind, files: files.length, left: owned.length });
    await (rest ? store.changed(tx, delivery, rest) : store.dropped(tx, delivery, DELETED));
    return true;
  }

  /** How many attempts of a delivery count, the last of which failed for this reason. An answer to a button press outlasts no outage. */
  private counted({ attempts, ageMs }: Claimed, { kind }: OutboundMessage, reason: string): number {
    const { ofAllMs, ofPeopleMs } = this.sender.silence();
    const { awayAfterMs } = this.timeouts;
    const mayBeAway = ofPeopleMs > awayAfterMs || reason === 'storage-unreachable';
    const isAway = ofAllMs > awayAfterMs || (mayBeAway && ageMs < MAY_BE_AWAY_MS);
    if (kind === 'answer' || !isAway) return attempts;
    return Math.min(attempts, MAX_COUNTED_IN_OUTAGE);
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
    // order made it, because the other texts of the class `result` are about credits, which the balance shows.
    const isAboutCredits = content.kind === 'message' && !content.isOrdered;
    if (message.kind !== 'edit' && !isAboutCredits) await this.tell(tx, delivery, reason);
  }

  /** Tells the person once about an order of which a result, or a part of one, was not sent. */
  private async tell(tx: Transaction, { userId, traceId }: Claimed, reason: string): Promise<void> {
    if (traceId === null) return;
    const language = await new PersonReader(Database.within(tx)).languageOf(userId);
    const t = undeliveredTexts[language];
    const words = reason === MISSING ? t.resultLost({ orderId: traceId }) : t.resultRefused({ orderId: traceId });
    await this.deliveries.add(tx, userId, messageWith(words), { onceFor: `undelivered ${traceId}` });
  }
}
