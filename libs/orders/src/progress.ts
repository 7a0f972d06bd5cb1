import { message, type Message } from '@aisha/contracts';
import { botGatewayInbox, type ProgressStep, type WaitReason } from '@aisha/contracts/bot-gateway';
import type { Transaction } from '@aisha/database';
import { ERROR_CODES, type ErrorCode } from '@aisha/domain';
import { ORDER_KIND, type OrderKind } from '@aisha/kinds';
import type { PaidOrder } from '@aisha/kinds/tables';
import { estimate } from './estimate';
import type { OrderStore } from './order.store';
import { isPast, later, type Parts } from './parts';
import type { AnyWork, OrderReference, Policy, Result } from './paid-work';
import { unpaidCost } from './unpaid-cost';

/** The card of a waiting order changes at most this often: all chats share Telegram's rate limit. */
export const TOLD_EVERY_MS = 15_000;

/**
 * The card of an order at work changes at most this often. It may change more often than the card of a waiting order, because no more
 * orders are at work than there are slots.
 */
const AT_WORK_TOLD_EVERY_MS = 5_000;

/** How many cards one transaction updates with their position; the next round updates the others. */
const TOLD_AT_ONCE = 100;

/** The median of recent orders changes slowly: each process queries it once per interval. */
const USUAL_KEPT_MS = 10_000;

/** The card skips a step shorter than this: the person could not read it, and each change costs a call to Telegram. */
const TOLD_AFTER_MS = 1_000;

/** How far an order is. */
interface ProgressUpdate {
  readonly step: ProgressStep;
  readonly ahead?: number | null;
  /** How much is done, from 0 to 1, where the work itself counts. */
  readonly fraction?: number;
  /** When the work ends at the pace of that count. */
  readonly endsAt?: Date | null;
}

/** Updates the person's card with the progress of an order. */
export class Progress<O extends PaidOrder, Start extends OrderReference = OrderReference, R extends Result = Result> {
  private readonly kind: OrderKind;
  private readonly policy: Policy<O>;
  private readonly usual = new Map<string, { seconds: number | null; until: Date }>();

  constructor(
    private readonly work: AnyWork<O, Start, R>,
    private readonly store: OrderStore<O>,
    private readonly parts: Parts,
  ) {
    this.kind = work.kind;
    this.policy = work.policy;
  }

  /** Whether the card is updated now: when its step is another one, or when it was last updated long enough ago. */
  isNews({ shownStep, shownAt }: O, step: ProgressStep): boolean {
    const every = step === 'working' ? AT_WORK_TOLD_EVERY_MS : TOLD_EVERY_MS;
    return shownStep !== step || shownAt === null || isPast(later(shownAt, every), this.parts.clock.now());
  }

  async tell(tx: Transaction, order: O, update: ProgressUpdate): Promise<void> {
    await this.parts.outbox.add(tx, await this.words(tx, order, update));
  }

  /** Shows a step on the card once its work has lasted long enough to notice. */
  async during<T>(order: O, step: ProgressStep, work: () => Promise<T>): Promise<T> {
    const { database, log, toldAfterMs = TOLD_AFTER_MS } = this.parts;
    let isOver = false;
    let telling: Promise<void> | undefined;
    const tell = async (): Promise<void> => {
      try {
        await database.transaction(async (tx) => {
          const said = await this.words(tx, order, { step });
          if (!isOver) await this.parts.outbox.add(tx, said);
        });
      } catch (error) {
        log.failed('order.step-not-told', error, { orderId: order.orderId });
      }
    };
    const timer = toldAfterMs > 0 ? setTimeout(() => void (telling = tell()), toldAfterMs) : undefined;
    if (!timer) await tell();
    try {
      return await work();
    } finally {
      isOver = true;
      clearTimeout(timer);
      await telling;
    }
  }

  /**
   * Updates the cards of waiting orders whose position has changed enough. While the provider takes no work, it updates instead only the
   * cards that do not say so yet.
   */
  async tellPositions(): Promise<void> {
    const { database, clock, outbox } = this.parts;
    const now = clock.now();
    await database.transaction(async (tx) => {
      const refusal = this.refusal(now);
      const told = { reason: refusal && waitReason(refusal), toldBefore: later(now, -TOLD_EVERY_MS) };
      const moved = await this.store.tellPositions(tx, now, told, TOLD_AT_ONCE);
      const said: Message[] = [];
      for (const { order, ahead } of moved) said.push(await this.words(tx, order, { step: 'queued', ahead }));
      await outbox.add(tx, ...said);
    });
  }

  /** Reads everything through `tx`: a transaction must never wait for a second connection. */
  private async words(
    tx: Transaction,
    order: O,
    { step: at, ahead: place = null, fraction, endsAt = null }: ProgressUpdate,
  ): Promise<Message> {
    const { orderId, userId, deferredBy } = order;
    const own = this.isEnding(order) ? 'cancelled' : (this.policy.stepOf?.(order) ?? null);
    const step = own ?? at;
    const now = this.parts.clock.now();
    const waitsBy = deferredBy ?? this.refusal(now);
    const waitsFor = step === 'queued' && waitsBy !== null ? waitReason(waitsBy) : null;
    const ahead = waitsFor || own ? null : place;
    // A request other than the ordered one is timed by itself; the ordered work is timed as a whole.
    const since = own ? (order.submitStartedAt ?? now) : (order.startedAt ?? order.submitStartedAt);
    const soFar = since ? Math.max(0, secondsBetween(since, now)) : 0;
    const usual = HAS_TIME[at] && HAS_TIME[step] ? await this.usualSeconds(tx, order) : null;
    const made = this.isWhole(order) ? null : (this.policy.made?.(order) ?? null);
    const waitSeconds = ahead === null || step !== 'queued' ? 0 : await this.waitSeconds(tx, ahead);
    const { secondsLeft, ...said } = estimate({
      soFarSeconds: step === 'queued' ? 0 : soFar,
      usualSeconds: usual === null || waitSeconds === null ? null : waitSeconds + usual,
      fraction: made === null ? fraction : made / order.units,
      countedSecondsLeft: made ? (soFar / made) * (order.units - made) : endsAt && secondsBetween(now, endsAt),
      isAtWork: at === 'working',
    });
    const isStopped = waitsFor !== null || this.isStopped(ahead);
    return message(botGatewayInbox, 'show-progress', {
      orderId,
      userId,
      kind: this.kind,
      step,
      ahead,
      made,
      of: made === null ? null : order.units,
      ...said,
      secondsLeft: isStopped ? null : secondsLeft,
      waitSeconds: isStopped || made || !waitSeconds ? null : Math.ceil(waitSeconds),
      mayCancel: await this.mayCancel(tx, order),
      waitsFor,
      at: now.toISOString(),
    });
  }

  /**
   * How many seconds the order still waits in our queue, by how long all recent orders of the kind took; null while too few are measured.
   */
  private async waitSeconds(tx: Transaction, ahead: number): Promise<number | null> {
    const limit = this.parts.provider?.slots.limit;
    const atOnce = limit === undefined ? this.policy.atOnce : limit - ORDER_KIND[this.kind].leavesSlots;
    const rounds = Math.floor(ahead / Math.max(1, atOnce));
    const usual = rounds === 0 ? 0 : await this.usualSeconds(tx);
    return usual === null ? null : rounds * usual;
  }

  /** Why the provider takes no order of this kind; null while it does, and for local work. */
  private refusal(now: Date): ErrorCode | null {
    return this.work.shape === 'remote' ? (this.parts.provider?.slots.refusal(now) ?? null) : null;
  }

  /** Whether the order waits for a provider that accepts no work; such an order has no estimate. */
  private isStopped(ahead: number | null): boolean {
    return ahead !== null && this.parts.provider?.slots.isPaused === true;
  }

  /** Whether the order is cancelled, and its finished part waits for our storage. */
  private isEnding({ cancelRequestedAt }: O): boolean {
    return this.work.shape === 'local' && cancelRequestedAt !== null;
  }

  /** Whether all of the order is made. */
  private isWhole(order: O): boolean {
    return this.policy.made?.(order) === order.units;
  }

  /**
   * Whether the card has a cancel button: none when all units are made or the order is ending. An order that no process has begun has one,
   * for it has cost nothing; any other has one while free work covers a cancel, as `Cancellation` grants it.
   */
  private async mayCancel(tx: Transaction, order: O): Promise<boolean> {
    const { calls, freeWork } = this.parts;
    const { userId, orderId, version, leaseUntil } = order;
    if (this.isWhole(order) || this.isEnding(order)) return false;
    if (version === 0 && leaseUntil === null) return true; // known without a statement: most cards of a long queue are such
    const { microDollars } = await unpaidCost(tx, order, null, {
      work: this.work,
      calls,
    });
    return microDollars === 0 || freeWork.mayGive(tx, { userId, orderId, microDollars });
  }

  /**
   * The recent median, of all orders or of those like this one. Null before enough are measured: a guess would hold for
   * one provider only.
   */
  private async usualSeconds(tx: Transaction, like?: O): Promise<number | null> {
    const key = like ? this.store.timedAs(like) : '';
    const now = this.parts.clock.now();
    let known = this.usual.get(key);
    if (!known || isPast(known.until, now)) {
      known = { seconds: await this.store.usualSeconds(tx, like), until: later(now, USUAL_KEPT_MS) };
      this.usual.set(key, known);
    }
    return known.seconds;
  }
}

const waitReason = (deferredBy: ErrorCode): WaitReason => {
  if (deferredBy === 'moderator-unavailable') return 'moderation';
  if (deferredBy === 'provider-out-of-credit' || deferredBy === 'provider-refused-key') return 'account';
  return ERROR_CODES[deferredBy].blame === 'provider' ? 'provider' : 'trouble';
};

/**
 * Whether a card at this step names a time. It names none for an order that may be lost, that lacks only its files, or whose step the times
 * of other orders do not include.
 */
const HAS_TIME: Record<ProgressStep, boolean> = {
  queued: true,
  preparing: true,
  unconfirmed: false,
  'at-provider-queue': true,
  working: true,
  collecting: false,
  comparing: false,
  retraining: true,
  redrawing: false,
  cancelled: false,
};

const secondsBetween = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / 1_000;
