import { message, type Message } from '@aisha/contracts';
import { botGatewayInbox, type ProgressStep, type WaitReason } from '@aisha/contracts/bot-gateway';
import type { PaidOrder, Transaction } from '@aisha/database';
import type { OrderStore } from './order.store';
import { isPast, later, type Parts } from './parts';
import type { Policy } from './paid-work';
import { ERROR_CODES, type ErrorCode, type OrderKind } from '@aisha/domain';

/** A card changes with each step, and otherwise at most this often: all chats share Telegram's rate limit. */
export const TOLD_EVERY_MS = 15_000;

/** Cards that one transaction updates with their position; the next round updates the rest. */
const TOLD_AT_ONCE = 100;

/** A bar that waits at its end seems broken. The rest is for orders that take longer than usual. */
const FULLEST_BAR = 0.95;

/** The median of recent orders changes slowly: each process queries it once per interval. */
const USUAL_KEPT_MS = 10_000;

/** The card skips a step shorter than this: the person could not read it, and each change costs a call. */
const TOLD_AFTER_MS = 1_000;

/** How far an order is. */
export interface ProgressUpdate {
  readonly step: ProgressStep;
  readonly ahead?: number | null;
  /** 0 to 1, where the work itself knows it. */
  readonly fraction?: number | null;
}

/** Updates the person's card with the progress of an order. */
export class Progress<O extends PaidOrder> {
  private readonly usual = new Map<unknown, { seconds: number | null; until: Date }>();

  constructor(
    private readonly kind: OrderKind,
    private readonly policy: Policy<O>,
    private readonly store: OrderStore<O>,
    private readonly parts: Parts,
  ) {}

  /** Whether the card would change enough to be updated now. */
  isNews({ shownStep, shownAt }: O, step: ProgressStep): boolean {
    return shownStep !== step || shownAt === null || isPast(later(shownAt, TOLD_EVERY_MS), this.parts.clock.now());
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
    const timer = toldAfterMs > 0 ? setTimeout(() => (telling = tell()), toldAfterMs) : undefined;
    if (!timer) await tell();
    try {
      return await work();
    } finally {
      isOver = true;
      clearTimeout(timer);
      await telling;
    }
  }

  /** Updates the cards of waiting orders whose position has changed enough. */
  async tellPositions(): Promise<void> {
    const { database, clock, outbox } = this.parts;
    const now = clock.now();
    await database.transaction(async (tx) => {
      const moved = await this.store.tellPositions(tx, now, later(now, -TOLD_EVERY_MS), TOLD_AT_ONCE);
      const said: Message[] = [];
      for (const { order, ahead } of moved) said.push(await this.words(tx, order, { step: 'queued', ahead }));
      await outbox.add(tx, ...said);
    });
  }

  /** Reads everything through `tx`: a transaction must never wait for a second connection. */
  private async words(
    tx: Transaction,
    order: O,
    { step, ahead: place = null, fraction = null }: ProgressUpdate,
  ): Promise<Message> {
    const { orderId, userId, deferredBy } = order;
    const waitsFor = step === 'queued' && deferredBy !== null ? waitReason(deferredBy) : null;
    const ahead = waitsFor ? null : place;
    const usual = await this.usualSeconds(tx, order);
    const since = order.submitStartedAt ?? order.startedAt;
    const now = this.parts.clock.now();
    const soFar = since ? Math.max(0, (now.getTime() - since.getTime()) / 1_000) : 0;
    const isAtWork = step === 'working' && since !== null;
    const left = usual === null ? null : Math.ceil(usual * this.rounds(ahead) - soFar);
    const byTime = usual === null || !isAtWork ? null : Math.min(FULLEST_BAR, soFar / usual);
    return message(botGatewayInbox, 'show-progress', {
      orderId,
      userId,
      kind: this.kind,
      step,
      ahead,
      fraction: rounded(fraction ?? byTime),
      secondsLeft: left !== null && left > 0 && !waitsFor && !this.isStopped(ahead) ? left : null,
      mayCancel: await this.mayCancel(tx, order),
      waitsFor,
      at: now.toISOString(),
    });
  }

  /** How many times the usual duration this order still has to wait. */
  private rounds(ahead: number | null): number {
    const atOnce = this.parts.provider?.slots.limit ?? this.policy.atOnce;
    return ahead === null ? 1 : Math.floor(ahead / Math.max(1, atOnce)) + 1;
  }

  /** The order waits for a provider that accepts no work: there is no estimate. */
  private isStopped(ahead: number | null): boolean {
    return ahead !== null && this.parts.provider?.slots.isPaused === true;
  }

  /** A person at the limit of late cancels gets no cancel button. */
  private async mayCancel(tx: Transaction, { userId, submitStartedAt }: O): Promise<boolean> {
    const { provider, lateCancels, lateCancelsPerMonth, clock } = this.parts;
    if (!provider || submitStartedAt === null) return true;
    return (await lateCancels.within(tx).count(userId, clock.now())) < lateCancelsPerMonth;
  }

  /** The recent median, or else the kind's own estimate. */
  private async usualSeconds(tx: Transaction, order: O): Promise<number | null> {
    const { alikeBy, usualSeconds } = this.policy;
    const key: unknown = alikeBy && order[alikeBy];
    const now = this.parts.clock.now();
    let known = this.usual.get(key);
    if (!known || isPast(known.until, now)) {
      known = { seconds: await this.store.usualSeconds(tx, alikeBy, order), until: later(now, USUAL_KEPT_MS) };
      this.usual.set(key, known);
    }
    return known.seconds ?? usualSeconds(order);
  }
}

const waitReason = (deferredBy: ErrorCode): WaitReason => {
  if (deferredBy === 'moderator-unavailable') return 'moderation';
  return ERROR_CODES[deferredBy].blame === 'provider' ? 'provider' : 'trouble';
};

const rounded = (fraction: number | null): number | null =>
  fraction === null ? null : Math.round(Math.min(1, fraction) * 100) / 100;
