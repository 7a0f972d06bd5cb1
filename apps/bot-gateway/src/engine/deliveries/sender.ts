import { setTimeout as delay } from 'node:timers/promises';
import { RETENTION_MS, type TelegramId } from '@aisha/domain';
import { backoffMs, every, withWorkFacts, type Logger, type Repeated, type WorkFacts } from '@aisha/platform';
import { afterCommit, Database, type Transaction } from '@aisha/database';
import { PersonReader } from '@aisha/database/bot';
import type { PersonStore } from '../people/person.store';
import { PRUNE_EVERY_MS, removeInBatches } from '../retention';
import { messageWith } from './content';
import type { BroadcastStore } from './broadcast.store';
import type { Deliveries } from './deliveries';
import { deliveriesEnded, replySeconds, undeliveredResults } from './delivery.metrics';
import type { Claimed, DeliveryStore } from './delivery.store';
import type { BeforeCall, MessageSender, Outcome, OutboundMessage } from './message-sender';
import { GRANT_MS, WINDOW_MS } from './rate-limits';
import type { RateLimiterStore } from './rate-limiter.store';
import { DELIVERY_TIMEOUTS, type DeliveryTimeouts } from './timeouts';
import { undeliveredTexts } from '@aisha/words';

const COUNT_EVERY_MS = 15_000;
/** Shorter than the open deliveries of a broadcast last at 30 a second. */
const FEED_EVERY_MS = 5_000;
/** Chats at once. Telegram allows 30 messages a second and answers in about 100 ms. */
const AT_ONCE = 16;
/** How many of them may serve classes other than answers: uploads take seconds. */
const OTHERS_AT_ONCE = 10;
/** Extra places for slow uploads: a few that hang must not silence the bot for all people. They are held in memory. */
const SLOW_AT_ONCE = 16;
/** With pauses about an hour, or ten minutes if other messages arrive; then the sender gives up. */
const MAX_ATTEMPTS = 60;
/** A chat waits for this many attempts of one message, about two seconds; then others may overtake it. */
const ATTEMPTS_IN_TURN = 3;
/** After this the person no longer watches the spinner. */
const MAX_ANSWER_ATTEMPTS = 2;
/** After this many late grants the sender uses a late one: a slow machine makes no calls too fast. */
const MOST_REDATINGS = 3;
/** One may be a chat of its own, two a coincidence. */
const CHATS_THAT_ARE_ALL = 3;
const KEEP_MS = RETENTION_MS.card;
/** Telegram has the message; we need its content to find in the chat what the person deletes. */
const KEEP_CONTENT_MS = RETENTION_MS.sentMessage;

interface Parts {
  readonly database: Database;
  readonly deliveries: Deliveries;
  readonly store: DeliveryStore;
  readonly broadcasts: BroadcastStore;
  readonly sender: MessageSender;
  readonly limiter: RateLimiterStore;
  readonly people: PersonStore;
  readonly log: Logger;
  readonly timeouts?: DeliveryTimeouts;
}

interface UnderWay {
  readonly since: number;
  readonly isAnswer: boolean;
  readonly sending: Promise<void>;
}

/** Sends deliveries. Any number of replicas may run one. */
export class DeliverySender {
  private loops: Repeated[] = [];
  private readonly underWay = new Map<number, UnderWay>();
  private renewing: Repeated | undefined;
  /** Chats in which Telegram has told the bot to wait since the last message that got through. */
  private readonly toldToWait = new Set<TelegramId>();
  private wasAdded = false;
  private next: { readonly at: number; readonly timer: NodeJS.Timeout } | undefined;
  private readonly timeouts: DeliveryTimeouts;

  constructor(private readonly parts: Parts) {
    this.timeouts = parts.timeouts ?? DELIVERY_TIMEOUTS;
  }

  start(): void {
    const { log, store, deliveries, limiter, broadcasts } = this.parts;
    const { lookEveryMs, recoverEveryMs, renewEveryMs } = this.timeouts;
    let isOpen: Promise<void> | undefined;
    const sending = every(lookEveryMs, 'deliveries.claim', log, async () => {
      await (isOpen ??= limiter.open().catch((error: unknown) => {
        isOpen = undefined;
        throw error;
      }));
      await this.claim();
    });
    if (!this.wasAdded) deliveries.onAdded((dueInMs) => this.lookIn(dueInMs));
    this.wasAdded = true;
    const recovering = every(recoverEveryMs, 'deliveries.recover', log, () => store.recover());
    this.renewing = every(renewEveryMs, 'deliveries.renew', log, () => this.renew());
    const counting = every(COUNT_EVERY_MS, 'deliveries.count', log, async () =>
      undeliveredResults.set(await store.countUndelivered()),
    );
    const feeding = every(FEED_EVERY_MS, 'broadcasts.feed', log, async () => {
      if ((await broadcasts.feed()) > 0) sending.wake();
    });
    const pruning = every(PRUNE_EVERY_MS, 'deliveries.prune', log, () => this.prune());
    for (const loop of [recovering, counting, feeding, pruning]) loop.wake();
    this.loops = [sending, recovering, counting, feeding, pruning];
  }

  /** Takes no new deliveries and finishes those under way. */
  async stop(): Promise<void> {
    const loops = this.loops;
    this.loops = [];
    clearTimeout(this.next?.timer);
    this.next = undefined;
    await Promise.all(loops.map((loop) => loop.stop()));
    await Promise.all([...this.underWay.values()].map(({ sending }) => sending));
    await this.renewing?.stop();
  }

  private async renew(): Promise<void> {
    const { store } = this.parts;
    await store.renew([...this.underWay.keys()], this.timeouts.leaseMs);
    const slow = this.slow().map(([id]) => id);
    if (slow.length > 0) await store.defer(null, slow);
  }

  private slow(): [number, UnderWay][] {
    const patienceEndedAt = performance.now() - this.timeouts.inTurnMs;
    return [...this.underWay].filter(([, { since }]) => since < patienceEndedAt);
  }

  /** A card lives as long as the last delivery of it. */
  private async prune(): Promise<void> {
    const { store } = this.parts;
    const isStopping = (): boolean => this.loops.length === 0;
    await removeInBatches((limit) => store.prune(KEEP_MS, limit), isStopping);
    await removeInBatches((limit) => store.clear(KEEP_CONTENT_MS, limit), isStopping);
    await removeInBatches((limit) => store.pruneCards(KEEP_MS, limit), isStopping);
  }

  /** The earliest of all the times that were asked for. */
  private lookIn(ms: number): void {
    if (ms <= 0) return this.loops[0]?.wake();
    const at = performance.now() + ms;
    if (this.next && this.next.at <= at) return;
    clearTimeout(this.next?.timer);
    const timer = setTimeout(() => {
      this.next = undefined;
      this.loops[0]?.wake();
    }, ms);
    this.next = { at, timer: timer.unref() };
  }

  private async claim(): Promise<void> {
    const { store, limiter, log } = this.parts;
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
      // Postgres has crashed and forgotten that this delivery is being sent.
      if (this.underWay.has(delivery.id)) continue;
      const sending = withWorkFacts(factsOf(delivery), () => this.send(delivery, askedAt))
        .catch((error: unknown) => {
          log.failed('delivery.failed', error, { deliveryId: delivery.id });
          return true;
        })
        .then((hasMore) => {
          const wasFull = this.underWay.size >= AT_ONCE || ofOthers <= claimed.length;
          this.underWay.delete(delivery.id);
          if (hasMore || wasFull) this.loops[0]?.wake();
        });
      this.underWay.set(delivery.id, { since: performance.now(), isAnswer: delivery.rank <= 1, sending });
    }
    if (nextInMs !== null) this.lookIn(nextInMs > 0 ? nextInMs : WINDOW_MS / limiter.limits.perSecond);
  }

  /** Resolves to whether more of the chat is open. */
  private async send(delivery: Claimed, askedAt: number): Promise<boolean> {
    const { database, sender, store } = this.parts;
    const message = messageOf(delivery);
    const { userId, chatId } = delivery;
    const outcome = await sender.send(userId, chatId, message, this.beforeCall(delivery, askedAt));
    deliveriesEnded.inc({ class: delivery.class, outcome: outcome.kind });
    if (outcome.kind === 'sent') {
      if (delivery.content.since) replySeconds.observe((Date.now() - Date.parse(delivery.content.since)) / 1000);
      if (delivery.class === 'callback') return false;
      this.toldToWait.clear();
      // The bot answers buttons of the previous screen as stale: removing them would cost a call.
      const hasMore = await store.done(delivery, outcome.messageIds, {
        shownBy: newMessageOf(delivery, message, outcome.messageIds),
        retryWithinMs: this.timeouts.retryAfterAnotherMs,
      });
      // Logs only the end of an order: the rest would drown it.
      const { log } = this.parts;
      log[delivery.class === 'result' ? 'info' : 'debug']('delivery.sent', {
        deliveryId: delivery.id,
        kind: message.kind,
      });
      return hasMore;
    }
    await database.transaction((tx) => this.record(tx, delivery, message, outcome));
    return true;
  }

  /**
   * The first call uses the grant of the claim, if it comes soon; each other call takes its own. A grant is as old as it can be at most:
   * what the statement waited for in Postgres does not count, or waiting for one another would make all of them renew their grants.
   */
  private beforeCall({ rank, grant, grantedAfterMs }: Claimed, claimAskedAt: number): BeforeCall {
    const { limiter } = this.parts;
    let unused = grant ?? undefined;
    let grantedAt = claimAskedAt + (grantedAfterMs ?? 0);
    return async () => {
      let mine = unused;
      unused = undefined;
      for (let times = 0; mine === undefined || performance.now() - grantedAt > GRANT_MS; times += 1) {
        if (mine !== undefined && times > MOST_REDATINGS) return;
        const askedAt = performance.now();
        const taken = await limiter.take(rank, mine);
        if ('grant' in taken) {
          mine = taken.grant;
          grantedAt = askedAt + taken.afterMs;
        } else await delay(taken.waitMs);
      }
    };
  }

  private async record(
    tx: Transaction,
    delivery: Claimed,
    message: OutboundMessage,
    outcome: Exclude<Outcome, { kind: 'sent' }>,
  ): Promise<void> {
    const { store, people, log } = this.parts;
    const { id } = delivery;
    switch (outcome.kind) {
      case 'wait':
        log.info('delivery.told-to-wait', { deliveryId: id, ms: outcome.ms });
        await this.waitWithAll(delivery, outcome.ms);
        await store.pauseChat(tx, delivery, outcome.ms);
        return afterCommit(tx, () => this.lookIn(outcome.ms));
      case 'unclear': {
        const most = message.kind === 'answer' ? MAX_ANSWER_ATTEMPTS : MAX_ATTEMPTS;
        log.warn('delivery.unclear', { deliveryId: id, attempt: delivery.attempts, reason: outcome.reason });
        if (await store.isSuperseded(tx, id)) return store.dropped(tx, delivery, 'superseded');
        if (delivery.attempts >= most) return this.giveUp(tx, delivery, message, outcome.reason);
        const { retryFirstMs, retryAtMostMs } = this.timeouts;
        const pauseMs = backoffMs(delivery.attempts, retryFirstMs, retryAtMostMs);
        await store.retryIn(tx, delivery, pauseMs, outcome.reason);
        if (delivery.attempts >= ATTEMPTS_IN_TURN) await store.defer(tx, [id]);
        return afterCommit(tx, () => this.lookIn(pauseMs));
      }
      case 'blocked':
        if (await people.wasHeardSince(tx, delivery.chatId, delivery.claimedAt)) {
          await store.retryIn(tx, delivery, 0, 'heard of since');
          return afterCommit(tx, () => this.lookIn(0));
        }
        await people.hasBlockedUs(tx, delivery.chatId);
        return store.dropped(tx, delivery, 'bot-blocked', delivery.class === 'result' ? 'return' : null);
      case 'moved':
        return store.moved(tx, delivery.chatId, outcome.chatId);
      case 'refused':
        log.error('delivery.refused', { deliveryId: id, kind: message.kind, reason: outcome.reason });
        return this.giveUp(tx, delivery, message, outcome.reason);
    }
  }

  /** Telegram does not say whether a chat or the bot has to wait. Chats in a row without a message that got through are the bot. */
  private async waitWithAll({ chatId }: Claimed, ms: number): Promise<void> {
    const { limiter, log } = this.parts;
    this.toldToWait.add(chatId);
    if (this.toldToWait.size < CHATS_THAT_ARE_ALL) return;
    log.warn('delivery.all-told-to-wait', { ms });
    await limiter.pause(ms);
  }

  /** Keeps a paid result for an operator and tells the person. */
  private async giveUp(tx: Transaction, delivery: Claimed, message: OutboundMessage, reason: string): Promise<void> {
    const { store, deliveries, log } = this.parts;
    const { id, userId, traceId, content } = delivery;
    if (delivery.class !== 'result') {
      await store.dropped(tx, delivery, reason);
      return deliveries.tellGivenUp(tx, userId, content);
    }
    // An order's result is in the order's trace, and that has the order's id.
    log.error('delivery.undelivered', { deliveryId: id, orderId: traceId, kind: content.kind, reason });
    await store.undelivered(tx, delivery, reason);
    // An edit only adds to a message that has arrived, and a message of this class is about credits: the balance shows them.
    if (message.kind === 'edit' || content.kind === 'message' || traceId === null) return;
    const language = await new PersonReader(Database.within(tx)).languageOf(userId);
    const words = undeliveredTexts[language].resultRefused({ orderId: traceId });
    await deliveries.add(tx, userId, messageWith(words), { onceFor: `undelivered ${traceId}` });
  }
}

/** Turns a card into an edit of its message, into a new message, or into that message's deletion. */
const messageOf = ({ content, cardMessageId: messageId }: Claimed): OutboundMessage => {
  if (content.kind === 'card-removal') return { kind: 'delete', messageIds: messageId === null ? [] : [messageId] };
  if (content.kind !== 'card') return content;
  const { key: _key, kind: _kind, ...drawing } = content;
  return messageId === null ? { ...drawing, kind: 'message' } : { ...drawing, kind: 'edit', messageId };
};

/** The message that now shows a card or screen; null if it already did, or if the delivery is neither. */
const newMessageOf = ({ cardKey }: Claimed, message: OutboundMessage, ids: readonly number[]): number | null => {
  const messageId = ids.at(-1) ?? null;
  const isKnown =
    cardKey === null || cardKey.startsWith('once:') || (message.kind === 'edit' && message.messageId === messageId);
  return isKnown ? null : messageId;
};

const factsOf = ({ userId, traceId }: Claimed): WorkFacts => ({ userId, ...(traceId !== null && { traceId }) });
