import { every, withWorkFacts, type Logger, type Repeated, type WorkFacts } from '@aisha/platform';
import { afterCommit, Database, type Transaction } from '@aisha/database';
import { PersonReader } from '@aisha/database/bot';
import type { CardStore } from '../cards/card.store';
import type { ConversationStore } from '../conversation/conversation.store';
import { SCREEN } from '../conversation/chat';
import type { PersonStore } from '../people/person.store';
import { messageWith } from './content';
import type { Courier, Outcome, Parcel } from './courier';
import type { Deliveries } from './deliveries';
import { deliveriesEnded, replySeconds, undeliveredResults } from './delivery.metrics';
import type { Claimed, DeliveryStore } from './delivery.store';
import type { Pace } from './pace';
import { DELIVERY_TIMINGS, type DeliveryTimings } from './timings';
import { undeliveredTexts } from './undelivered.texts';

const PRUNE_EVERY_MS = 3_600_000;
const COUNT_EVERY_MS = 15_000;
/** Chats at once. Telegram allows 30 messages a second and answers in about 100 ms. */
const AT_ONCE = 8;
/** And as many more that take long: a few uploads that hang must not make the bot mute for everybody. They are held in memory. */
const SLOW_AT_ONCE = 16;
/** With the pauses between them about an hour, or ten minutes when all else arrives; then it is given up. */
const MAX_ATTEMPTS = 60;
/** A chat waits for so many attempts of one message, about two seconds; then others may overtake it. */
const ATTEMPTS_IN_TURN = 3;
/** Nobody looks at the spinner any longer. */
const MAX_ANSWER_ATTEMPTS = 2;
const KEEP_MS = 30 * 24 * 3_600_000;

interface Parts {
  readonly database: Database;
  readonly deliveries: Deliveries;
  readonly store: DeliveryStore;
  readonly courier: Courier;
  readonly pace: Pace;
  readonly cards: CardStore;
  readonly conversations: ConversationStore;
  readonly people: PersonStore;
  readonly log: Logger;
  readonly timings?: DeliveryTimings;
}

/** Sends what is to be shown. Any number of replicas may run one. */
export class DeliverySender {
  private loops: Repeated[] = [];
  private readonly underWay = new Map<number, { readonly since: number; readonly sending: Promise<void> }>();
  private renewing: Repeated | undefined;
  private wasAdded = false;
  private readonly timings: DeliveryTimings;

  constructor(private readonly parts: Parts) {
    this.timings = parts.timings ?? DELIVERY_TIMINGS;
  }

  start(): void {
    const { log, store, deliveries } = this.parts;
    const { lookEveryMs, recoverEveryMs, renewEveryMs } = this.timings;
    const sending = every(lookEveryMs, 'deliveries.claim', log, () => this.claim());
    if (!this.wasAdded) deliveries.onAdded((dueInMs) => this.lookIn(dueInMs));
    this.wasAdded = true;
    const recovering = every(recoverEveryMs, 'deliveries.recover', log, () => store.recover());
    recovering.poke();
    this.renewing = every(renewEveryMs, 'deliveries.renew', log, () => this.renew());
    const counting = every(COUNT_EVERY_MS, 'deliveries.count', log, async () =>
      undeliveredResults.set(await store.countUndelivered()),
    );
    this.loops = [sending, recovering, counting, every(PRUNE_EVERY_MS, 'deliveries.prune', log, () => this.prune())];
  }

  /** Takes no more and finishes what is under way. */
  async stop(): Promise<void> {
    const loops = this.loops;
    this.loops = [];
    await Promise.all(loops.map((loop) => loop.stop()));
    await Promise.all([...this.underWay.values()].map(({ sending }) => sending));
    await this.renewing?.stop();
  }

  private async renew(): Promise<void> {
    const { database, store } = this.parts;
    await store.renew([...this.underWay.keys()], this.timings.leaseMs);
    const slow = this.slow();
    if (slow.length > 0) await database.transaction((tx) => store.stepAside(tx, slow));
  }

  private slow(): number[] {
    const patienceEndedAt = performance.now() - this.timings.inTurnMs;
    return [...this.underWay].filter(([, { since }]) => since < patienceEndedAt).map(([id]) => id);
  }

  /** A card lives as long as the last delivery of it. */
  private async prune(): Promise<void> {
    const { database, store, cards } = this.parts;
    await store.prune(KEEP_MS);
    await database.transaction((tx) => cards.prune(tx, KEEP_MS));
  }

  private lookIn(ms: number): void {
    if (ms <= 0) this.loops[0]?.poke();
    else setTimeout(() => this.loops[0]?.poke(), ms + 1).unref();
  }

  private async claim(): Promise<void> {
    const free = AT_ONCE - this.underWay.size + Math.min(this.slow().length, SLOW_AT_ONCE);
    if (free <= 0) return;
    const claimed = await this.parts.store.claim(free, this.timings.leaseMs);
    for (const delivery of claimed) {
      const sending = withWorkFacts(factsOf(delivery), () => this.send(delivery))
        .catch((error: unknown) => this.parts.log.failed('delivery.failed', error, { deliveryId: delivery.id }))
        .finally(() => {
          this.underWay.delete(delivery.id);
          this.loops[0]?.poke();
        });
      this.underWay.set(delivery.id, { since: performance.now(), sending });
    }
  }

  private async send(delivery: Claimed): Promise<void> {
    const { database, store, courier, pace } = this.parts;
    const waitMs = delivery.content.kind === 'answer' ? 0 : await pace.waitFor(delivery.chatId);
    if (waitMs > 0) {
      await database.transaction((tx) =>
        store.later(tx, delivery.id, waitMs, { untried: true, reason: 'chat at its pace' }),
      );
      this.lookIn(waitMs);
      return;
    }
    const parcel = await this.parcel(delivery);
    const outcome = await courier.bring(delivery.userId, delivery.chatId, parcel);
    deliveriesEnded.inc({ class: delivery.class, outcome: outcome.kind });
    if (outcome.kind === 'sent' && delivery.content.since) {
      replySeconds.observe((Date.now() - Date.parse(delivery.content.since)) / 1000);
    }
    await database.transaction((tx) => this.record(tx, delivery, parcel, outcome));
  }

  /** A card becomes an edit of its message, or a new one. */
  private async parcel({ content }: Claimed): Promise<Parcel> {
    if (content.kind !== 'card') return content;
    const { key, kind: _, ...drawing } = content;
    const messageId = await this.parts.database.transaction((tx) => this.parts.cards.messageId(tx, key));
    return messageId === undefined ? { ...drawing, kind: 'message' } : { ...drawing, kind: 'edit', messageId };
  }

  private async record(tx: Transaction, delivery: Claimed, parcel: Parcel, outcome: Outcome): Promise<void> {
    const { store, people, log } = this.parts;
    const { id } = delivery;
    switch (outcome.kind) {
      case 'sent':
        await store.done(tx, id, outcome.messageIds, this.timings.retryAfterAnotherMs);
        // Where the story of an order ends; the rest would drown it.
        log[delivery.class === 'result' ? 'info' : 'debug']('delivery.sent', { deliveryId: id, kind: parcel.kind });
        return this.remember(tx, delivery, outcome.messageIds.at(-1));
      case 'wait':
        log.info('delivery.told-to-wait', { deliveryId: id, ms: outcome.ms });
        await store.toldToWait(tx, id, outcome.ms);
        return afterCommit(tx, () => this.lookIn(outcome.ms));
      case 'unclear': {
        const most = parcel.kind === 'answer' ? MAX_ANSWER_ATTEMPTS : MAX_ATTEMPTS;
        log.warn('delivery.unclear', { deliveryId: id, attempt: delivery.attempts, reason: outcome.reason });
        if (await store.isSuperseded(tx, id)) return store.dropped(tx, id, 'superseded');
        if (delivery.attempts >= most) return this.giveUp(tx, delivery, parcel, outcome.reason);
        const { retryFirstMs, retryAtMostMs } = this.timings;
        const pauseMs = Math.min(retryFirstMs * 2 ** (delivery.attempts - 1), retryAtMostMs);
        await store.later(tx, id, pauseMs, { reason: outcome.reason });
        if (delivery.attempts >= ATTEMPTS_IN_TURN) await store.stepAside(tx, [id]);
        return afterCommit(tx, () => this.lookIn(pauseMs));
      }
      case 'blocked':
        if (await people.wasHeardSince(tx, delivery.chatId, delivery.claimedAt)) {
          await store.later(tx, id, 0, { reason: 'heard of since' });
          return afterCommit(tx, () => this.lookIn(0));
        }
        await people.hasBlockedUs(tx, delivery.chatId);
        return store.dropped(tx, id, 'bot-blocked');
      case 'moved':
        return store.moved(tx, delivery.chatId, outcome.chatId);
      case 'refused':
        log.error('delivery.refused', { deliveryId: id, kind: parcel.kind, reason: outcome.reason });
        return this.giveUp(tx, delivery, parcel, outcome.reason);
    }
  }

  /** What was paid for is kept for an operator, and the person is told. */
  private async giveUp(tx: Transaction, delivery: Claimed, parcel: Parcel, reason: string): Promise<void> {
    const { store, deliveries, log } = this.parts;
    const { id, userId, traceId, content } = delivery;
    if (delivery.class !== 'result') return store.dropped(tx, id, reason);
    // An order's result is in the order's trace, and that has the order's id.
    log.error('delivery.undelivered', { deliveryId: id, orderId: traceId, kind: content.kind, reason });
    await store.undelivered(tx, id, reason);
    // An edit adds to what has arrived, and a message of this class is about credits, which the balance shows.
    if (parcel.kind === 'edit' || content.kind === 'message' || traceId === null) return;
    const language = await new PersonReader(Database.within(tx)).languageOf(userId);
    const words = undeliveredTexts[language].resultRefused(traceId);
    await deliveries.add(tx, userId, messageWith(words), { onceFor: `undelivered ${traceId}` });
  }

  /** Which message a card or a screen is. The screen before it loses its buttons. */
  private async remember(tx: Transaction, delivery: Claimed, messageId: number | undefined): Promise<void> {
    const { cards, conversations, deliveries } = this.parts;
    if (messageId === undefined || delivery.cardKey === null) return;
    if (delivery.cardKey !== SCREEN) return cards.isMessage(tx, delivery.cardKey, messageId);
    const before = await conversations.screenIs(tx, delivery.userId, messageId);
    if (before !== undefined && before !== messageId) {
      await deliveries.add(tx, delivery.userId, { kind: 'strip', messageId: before });
    }
  }
}

const factsOf = ({ userId, traceId }: Claimed): WorkFacts => ({ userId, ...(traceId !== null && { traceId }) });
