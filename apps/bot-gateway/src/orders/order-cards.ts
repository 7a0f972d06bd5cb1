import type { ShowProgress } from '@aisha/contracts/bot-gateway';
import { toldPosition, type OrderId, type OrderKind, type UserId } from '@aisha/domain';
import type { Transaction } from '@aisha/database';
import { Cards } from '../engine/cards/cards';
import type { Content } from '../engine/deliveries/content';
import { Deliveries } from '../engine/deliveries/deliveries';
import { acceptedOrder, isOver, orderCard, type OrderCardState } from './order.card';
import type { OrderKindViews } from './order-kind';
import { resultCard } from './result.card';
import type { ReceiptState, ResultCardState, ResultOutcome } from './result.state';

interface Order {
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly kind: OrderKind;
}

/**
 * The two messages of an order: its progress card and its result card. Result and receipt come from different apps in either order.
 * Each locks the progress card first, so neither misses the other.
 */
export class OrderCards {
  constructor(
    private readonly cards: Cards,
    private readonly deliveries: Deliveries,
    private readonly views: OrderKindViews,
  ) {}

  /** Ignores older progress, progress of an ended order, and a step too small to notice. */
  async progress(tx: Transaction, order: Order, progress: Omit<ShowProgress, keyof Order>): Promise<void> {
    const { step, ahead, fraction, secondsLeft, mayCancel, waitsFor, at } = progress;
    const told = { step, ahead, fraction, secondsLeft, mayCancel, waitsFor, at };
    await this.follow(tx, order, (state) =>
      isOver(state.phase) ||
      (state.phase === 'cancelling' && mayCancel) ||
      (state.progress && !isNews(told, state.progress))
        ? state
        : { ...state, phase: 'running', progress: told },
    );
  }

  /**
   * The order has ended: its card says so briefly, then comes the result, if there is one, and below it a message with the outcome.
   */
  async end(tx: Transaction, order: Order, outcome: ResultOutcome, made?: Content): Promise<void> {
    let what = '';
    let receipt: ReceiptState | null = null;
    await this.follow(tx, order, (state) => {
      ({ what, receipt } = state);
      return { ...state, phase: phaseOf(outcome) };
    });
    if (made) await this.deliveries.add(tx, order.userId, made, { class: 'result' });
    const { orderId, kind } = order;
    await this.cards.update(
      tx,
      resultCard(this.views[kind]),
      orderId,
      order.userId,
      (state) => (state && !wasOnlyForgotten(state) ? state : { orderId, kind, what, outcome, receipt }),
      wasOnlyForgotten,
    );
  }

  /** Shows the charge on the result card, or keeps it until that card comes. */
  async receipt(tx: Transaction, order: Order, receipt: ReceiptState): Promise<void> {
    await this.follow(tx, order, (state) => ({ ...state, receipt }));
    const { orderId, userId, kind } = order;
    const card = resultCard(this.views[kind]);
    await this.cards.update(tx, card, orderId, userId, (result) => result && { ...result, receipt });
  }

  /** No app reported an outcome, so billing released the credits. That ends the order, unless the person has seen another outcome. */
  async forgotten(tx: Transaction, order: Order): Promise<void> {
    const card = await this.cards.state(tx, orderCard(this.views[order.kind]), order.orderId, order.userId);
    if (card && isOver(card.phase)) return;
    await this.end(tx, order, { type: 'failed', code: 'hold-forgotten' });
  }

  private follow(tx: Transaction, order: Order, change: (state: OrderCardState) => OrderCardState): Promise<void> {
    const { orderId, kind, userId } = order;
    return this.cards.update(tx, orderCard(this.views[kind]), orderId, userId, (state) =>
      change(state ?? acceptedOrder({ orderId, kind, what: '', price: '0' })),
    );
  }
}

type Progress = NonNullable<OrderCardState['progress']>;

const isNews = (now: Progress, before: Progress): boolean =>
  now.at > before.at &&
  (now.step !== before.step ||
    now.ahead === null ||
    before.ahead === null ||
    now.mayCancel !== before.mayCancel ||
    toldPosition(now.ahead) !== toldPosition(before.ahead));

/** Billing released the credits before the worker reported the outcome: a later report replaces this. */
const wasOnlyForgotten = ({ outcome }: ResultCardState): boolean =>
  outcome.type === 'failed' && outcome.code === 'hold-forgotten';

const phaseOf = (outcome: ResultOutcome): OrderCardState['phase'] => {
  if (outcome.type === 'delivered') return 'done';
  if (outcome.type === 'refused') return 'refused';
  return outcome.code === 'cancelled-by-user' ? 'cancelled' : 'failed';
};
