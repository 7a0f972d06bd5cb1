import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Optional } from '@nestjs/common';
import { isConnectionLost } from '@aisha/database';
import type { TelegramId } from '@aisha/domain';
import {
  every,
  Logger,
  tracedWork,
  withWorkFacts,
  type Repeated,
  type UnitSpan,
  type WorkFacts,
} from '@aisha/platform';
import { type Added, chatOf, Deliveries } from './deliveries';
import { deliveriesEnded, replySeconds } from './delivery.metrics';
import { type Claimed, DeliveryStore } from './delivery.store';
import type { OutboundMessage, Outcome } from './message-sender';
import { PacedSender } from './paced-sender';
import { WINDOW_MS } from './rate-limits';
import { DeliveryTimeouts } from './timeouts';
import { UnsentDeliveries } from './unsent-deliveries';
import { DeliveryUpkeep } from './upkeep';

/** How many chats one sender serves at once: Telegram allows 30 messages a second and answers in about 100 ms. */
const AT_ONCE = 16;
/**
 * At most this many of these chats get something other than an answer at the same time, so that uploads, which take seconds, leave room for
 * answers.
 */
const OTHERS_AT_ONCE = 10;
/**
 * How many extra deliveries may run while slow uploads hang, so that a few hanging uploads do not silence the bot for all people. Each
 * delivery is held in memory.
 */
const SLOW_AT_ONCE = 16;

/**
 * How often the end of a sent message is recorded, at most, while Postgres answers and refuses: most refusals pass, such as a statement that
 * took too long or a deadlock.
 */
const RECORDED_AT_MOST = 20;

interface UnderWay {
  readonly since: number;
  readonly isAnswer: boolean;
  /** The chat that waits for the end of this delivery; null for an answer to a button, for which no chat waits. */
  readonly chat: string | null;
  readonly sending: Promise<void>;
}

/** Sends deliveries. Any number of replicas may run a sender. */
@Injectable()
export class DeliverySender {
  private sending: Repeated | undefined;
  private readonly underWay = new Map<number, UnderWay>();
  private renewing: Repeated | undefined;
  private isRegistered = false;
  /** Chats for which something was added while a delivery to them was under way here. */
  private readonly addedMeanwhile = new Set<string | null>();
  private next: { readonly at: number; readonly askedAt: number; readonly timer: NodeJS.Timeout } | undefined;

  constructor(
    private readonly store: DeliveryStore,
    private readonly deliveries: Deliveries,
    private readonly paced: PacedSender,
    private readonly unsent: UnsentDeliveries,
    private readonly upkeep: DeliveryUpkeep,
    private readonly log: Logger,
    @Optional() private readonly timeouts: DeliveryTimeouts = new DeliveryTimeouts(),
  ) {}

  start(): void {
    const { log, deliveries, paced } = this;
    const { lookEveryMs, renewEveryMs } = this.timeouts;
    let isOpen: Promise<void> | undefined;
    this.sending = every(lookEveryMs, 'deliveries.claim', log, async () => {
      await (isOpen ??= paced.open().catch((error: unknown) => {
        isOpen = undefined;
        throw error;
      }));
      await this.claim();
    });
    if (!this.isRegistered) {
      deliveries.onAdded((added) => this.lookFor(added));
      deliveries.onResult((userId, content) => this.sending && paced.expect(userId, content));
    }
    this.isRegistered = true;
    this.renewing = every(renewEveryMs, 'deliveries.renew', log, () => this.renew());
    this.upkeep.start();
  }

  /** Takes no new deliveries and finishes those under way. */
  async stop(): Promise<void> {
    const { sending } = this;
    this.sending = undefined;
    clearTimeout(this.next?.timer);
    this.next = undefined;
    await Promise.all([sending?.stop(), this.upkeep.stop()]);
    await Promise.all([...this.underWay.values()].map(({ sending }) => sending));
    await this.renewing?.stop();
  }

  private async renew(): Promise<void> {
    const { store } = this;
    await store.renew([...this.underWay.keys()], this.timeouts.leaseMs);
    const slow = this.slow().map(([id]) => id);
    if (slow.length > 0) await store.defer(null, slow);
  }

  private slow(): [number, UnderWay][] {
    return [...this.underWay].filter(([, one]) => this.isSlow(one));
  }

  private isSlow({ since }: UnderWay): boolean {
    return since < performance.now() - this.timeouts.inTurnMs;
  }

  /** Looks for what was added. What goes only to chats that wait for a delivery under way here is looked for at its end. */
  private lookFor({ dueInMs, chats }: Added): void {
    const inTurn = [...this.underWay.values()].filter((one) => !this.isSlow(one));
    const waiting = new Set(inTurn.map(({ chat }) => chat));
    if ([...chats].some((chat) => chat === null || !waiting.has(chat))) return this.lookIn(dueInMs);
    for (const chat of chats) this.addedMeanwhile.add(chat);
  }

  /** Plans when the sender next looks for deliveries. Of several planned times the earliest counts. */
  private lookIn(ms: number): void {
    if (ms <= 0) return this.sending?.wake();
    const askedAt = performance.now();
    const at = askedAt + ms;
    if (this.next && this.next.at <= at) {
      // A claim that is under way knows nothing of this request, so the planned look must survive the claim.
      this.next = { ...this.next, askedAt };
      return;
    }
    clearTimeout(this.next?.timer);
    const timer = setTimeout(() => {
      this.next = undefined;
      this.sending?.wake();
    }, ms);
    this.next = { at, askedAt, timer: timer.unref() };
  }

  private async claim(): Promise<void> {
    const { store, paced, log } = this;
    const slow = this.slow().map(([, one]) => one);
    const extra = Math.min(slow.length, SLOW_AT_ONCE);
    const others = [...this.underWay.values()].filter(({ isAnswer }) => !isAnswer).length;
    const inAll = AT_ONCE - this.underWay.size + extra;
    if (inAll <= 0) return;
    const ofOthers = Math.max(
      0,
      OTHERS_AT_ONCE - others + Math.min(extra, slow.filter(({ isAnswer }) => !isAnswer).length),
    );
    const askedAt = performance.now();
    const { claimed, nextInMs } = await store.claim({ inAll, ofOthers }, this.timeouts.leaseMs);
    for (const delivery of claimed) {
      // The delivery is still being sent here, but a crash of Postgres has undone its claim.
      if (this.underWay.has(delivery.id)) continue;
      const chat = delivery.class === 'callback' ? null : chatOf(delivery.userId, groupOf(delivery));
      const sending = withWorkFacts(factsOf(delivery), () =>
        tracedWork(spanOf(delivery), () => this.send(delivery, askedAt)),
      )
        .catch((error: unknown) => {
          log.failed('delivery.failed', error, { deliveryId: delivery.id });
          return 0;
        })
        .then((moreInMs) => {
          const wasFull = this.underWay.size >= AT_ONCE || ofOthers <= claimed.length;
          this.underWay.delete(delivery.id);
          const hasNew = this.addedMeanwhile.delete(chat);
          if (hasNew || wasFull) this.sending?.wake();
          else if (moreInMs !== null) this.lookIn(moreInMs);
        });
      this.underWay.set(delivery.id, { since: performance.now(), isAnswer: delivery.rank <= 1, chat, sending });
    }
    // The claim has seen all deliveries that were added before it began, and says when the next one is due, so a look that was planned
    // earlier is no longer needed.
    if (this.next && this.next.askedAt < askedAt) {
      clearTimeout(this.next.timer);
      this.next = undefined;
    }
    if (nextInMs !== null) this.lookIn(nextInMs > 0 ? nextInMs : WINDOW_MS / paced.limits.perSecond);
  }

  /** Sends a delivery. Resolves to the milliseconds until the chat's next delivery can be due, or to null if none waits. */
  private async send(delivery: Claimed, askedAt: number): Promise<number | null> {
    const message = messageOf(delivery);
    const outcome = await this.paced.send(delivery, message, askedAt);
    deliveriesEnded.inc({ class: delivery.class, outcome: outcome.kind });
    if (outcome.kind === 'sent') {
      if (delivery.content.since) replySeconds.observe((Date.now() - Date.parse(delivery.content.since)) / 1000);
      if (delivery.class === 'callback') return null;
      // The buttons of the previous screen stay, because removing them would cost a call. The bot answers them as stale.
      const shownBy = newMessageOf(delivery, message, outcome.messageIds);
      const moreInMs = await this.done(delivery, outcome, shownBy);
      // Only deliveries of the class `result` are logged at the level `info`: the many others would hide these lines.
      this.log[delivery.class === 'result' ? 'info' : 'debug']('delivery.sent', {
        deliveryId: delivery.id,
        kind: message.kind,
      });
      return moreInMs;
    }
    const dueInMs = await this.unsent.record(delivery, message, outcome);
    if (dueInMs !== undefined) this.lookIn(dueInMs);
    return 0;
  }

  /**
   * Records that a delivery was sent. While Postgres is away, goes on trying until the sender stops, because a delivery without a record is
   * sent again. What Postgres refuses is tried again, too, RECORDED_AT_MOST times.
   */
  private async done(
    delivery: Claimed,
    { messageIds, gone = [] }: Outcome & { readonly kind: 'sent' },
    shownBy: number | null,
  ): Promise<number | null> {
    const { store, unsent, log, timeouts } = this;
    const end = { gone, shownBy, retryWithinMs: timeouts.retryAfterAnotherMs };
    const isWhole = delivery.class !== 'result' || gone.length === 0;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await (isWhole
          ? store.done(delivery, messageIds, end)
          : unsent.recordSentWithout(delivery, messageIds, end));
      } catch (error) {
        const mayPass = isConnectionLost(error) || attempt < RECORDED_AT_MOST;
        if (!this.sending || !mayPass) throw error;
        log.failed('delivery.end-not-recorded', error, { deliveryId: delivery.id });
        await delay(timeouts.recordAgainMs);
      }
    }
  }
}

/**
 * Turns a card into an edit of its message, or into a new message when it has none. Turns the removal of a card into the deletion of its
 * message, if there is one.
 */
const messageOf = ({ content, cardMessageId: messageId }: Claimed): OutboundMessage => {
  if (content.kind === 'card-removal') return { kind: 'delete', messageIds: messageId === null ? [] : [messageId] };
  if (content.kind !== 'card') return content;
  const { key: _key, kind: _kind, ...drawing } = content;
  return messageId === null ? { ...drawing, kind: 'message' } : { ...drawing, kind: 'edit', messageId };
};

/**
 * The message that now shows a card or screen. Null if that message showed it before, or if the delivery shows neither a card nor a screen.
 */
const newMessageOf = ({ cardKey }: Claimed, message: OutboundMessage, ids: readonly number[]): number | null => {
  const messageId = ids.at(-1) ?? null;
  const isKnown =
    cardKey === null || cardKey.startsWith('once:') || (message.kind === 'edit' && message.messageId === messageId);
  return isKnown ? null : messageId;
};

/** The group to which a delivery goes; Telegram gives groups negative ids. */
const groupOf = ({ chatId }: Claimed): TelegramId | undefined => (chatId < 0 ? chatId : undefined);

const spanOf = ({ class: urgency }: Claimed): UnitSpan => ({
  name: 'deliver',
  facts: { 'aisha.delivery.class': urgency },
});

const factsOf = ({ userId, traceId }: Claimed): WorkFacts => ({ userId, ...(traceId !== null && { traceId }) });
