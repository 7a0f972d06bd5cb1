import type { ShowProgress } from '@aisha/contracts/bot-gateway';
import { Database, type Transaction } from '@aisha/database';
import { ApiReader } from '@aisha/database/api';
import { isCancel, type Language, type OrderId, toldPosition, type UserId } from '@aisha/domain';
import type { OrderKind } from '@aisha/kinds';
import { cardKey } from '../engine/cards/card';
import { Cards } from '../engine/cards/cards';
import type { ShownCard } from '../engine/conversation';
import type { Content } from '../engine/deliveries/content';
import { Deliveries } from '../engine/deliveries/deliveries';
import { acceptedOrder, isOver, ORDER_CARD, orderCard, type OrderCardState } from './order.card';
import type { OrderKindViews } from './order-kind';
import { resultCard } from './result.card';
import type { ReceiptState, ResultCardState, ResultOutcome } from './result.state';

interface Order {
  readonly orderId: OrderId;
  readonly userId: UserId;
  readonly kind: OrderKind;
}

/** Reports the end of an order to a part of the bot that waits for it, other than the person's chat. */
export type OnEnded = (tx: Transaction, order: Order, outcome: ResultOutcome) => Promise<void>;

type Optional = 'made' | 'of' | 'waitSeconds';
type Told = Omit<ShowProgress, keyof Order | Optional> & Partial<Pick<ShowProgress, Optional>>;

/**
 * The two messages of an order: its progress card and its result card. The result and the receipt come from different apps, in either
 * order. Each is handled under a lock of the progress card, so that the later of the two finds the earlier one.
 */
export class OrderCards {
  private readonly onEnded: readonly OnEnded[];

  constructor(
    private readonly cards: Cards,
    private readonly deliveries: Deliveries,
    readonly views: OrderKindViews,
    ...onEnded: readonly OnEnded[]
  ) {
    this.onEnded = onEnded;
  }

  /**
   * Locks both cards until the transaction ends. Resolves to the language of their person; null if the person is
   * unknown.
   */
  lock(tx: Transaction, { orderId, userId, kind }: Order): Promise<Language | null> {
    const both = [{ kind: ORDER_CARD }, resultCard(this.views[kind])];
    return this.cards.lock(
      tx,
      both.map((card) => cardKey(card, orderId)),
      userId,
    );
  }

  /**
   * Shows progress on the card. Ignores older progress, a step too small to notice, and progress of an ended order. While a cancel is
   * requested, also ignores progress that still allows a cancel.
   */
  async progress(tx: Transaction, order: Order, progress: Told): Promise<void> {
    const { step, ahead, fraction, secondsLeft, waitSeconds = null, mayCancel, waitsFor, at } = progress;
    const { made = null, of = null } = progress;
    if (await this.isQuiet(tx, order)) return;
    const told = { step, ahead, fraction, secondsLeft, waitSeconds, made, of, mayCancel, waitsFor, at };
    await this.follow(tx, order, (state) =>
      isOver(state.phase) ||
      (state.phase === 'cancelling' && mayCancel) ||
      (state.progress && !isNews(told, state.progress))
        ? state
        : { ...state, phase: 'running', progress: told },
    );
  }

  /**
   * Ends an order. Its result is shown, if there is one, and below it the result card with the receipt and the next steps; the progress
   * card is removed. After a failure the progress card stays until the receipt is shown, so that the chat always has a message about the
   * order.
   */
  async end(tx: Transaction, order: Order, outcome: ResultOutcome, ...made: readonly Content[]): Promise<void> {
    if (!(await this.isQuiet(tx, order))) await this.show(tx, order, outcome, ...made);
  }

  /**
   * Whether the chat shows nothing of the order, because a program placed it by the public API (decision 220). An order from the chat has a
   * card, so only an order without a card is looked up.
   */
  async isQuiet(tx: Transaction, order: Order): Promise<boolean> {
    const { orderId, userId, kind } = order;
    await this.lock(tx, order);
    if (await this.cards.state(tx, orderCard(this.views[kind]), orderId, userId)) return false;
    return new ApiReader(Database.within(tx)).isPlacedByApi(userId, orderId);
  }

  /** Does the work of `end` for an order that the chat shows. */
  async show(tx: Transaction, order: Order, outcome: ResultOutcome, ...made: readonly Content[]): Promise<void> {
    const { orderId, userId, kind } = order;
    let before: OrderCardState | undefined;
    await this.lock(tx, order);
    await this.follow(tx, order, (state) => {
      before = state;
      return { ...state, phase: phaseOf(outcome) };
    });
    const { what = '', receipt = null, likeness, phase = 'accepted' } = before ?? {};
    for (const content of made) await this.deliveries.add(tx, userId, asOrdered(content), { class: 'result' });
    await this.cards.update(
      tx,
      resultCard(this.views[kind]),
      orderId,
      userId,
      (state) =>
        state && !wasOnlyForgotten(state)
          ? state
          : { orderId, kind, what, outcome, receipt, ...(likeness && { likeness }) },
      wasOnlyForgotten,
    );
    if (!isOver(phase) && !waitsForReceipt({ outcome, receipt }))
      await this.cards.remove(tx, { kind: ORDER_CARD }, orderId, userId);
    for (const report of this.onEnded) await report(tx, order, outcome);
  }

  /** Shows a card below a result. */
  async showBelow(tx: Transaction, userId: UserId, { card, id, change, movesDown }: ShownCard): Promise<void> {
    await this.cards.update(tx, card, id, userId, change, movesDown);
  }

  /**
   * Shows the charge on the result card, or keeps it until that card comes. After a failure, removes the progress card, which waited for
   * the receipt.
   */
  async receipt(tx: Transaction, order: Order, receipt: ReceiptState): Promise<void> {
    if (await this.isQuiet(tx, order)) return;
    const { orderId, userId, kind } = order;
    const card = resultCard(this.views[kind]);
    let wasAwaited = false;
    await this.lock(tx, order);
    await this.follow(tx, order, (state) => ({ ...state, receipt }));
    await this.cards.update(tx, card, orderId, userId, (result) => {
      wasAwaited = result !== undefined && waitsForReceipt(result);
      return result && { ...result, receipt };
    });
    if (wasAwaited) await this.cards.remove(tx, { kind: ORDER_CARD }, orderId, userId);
  }

  /**
   * Shows on the result card how similar the pictures are to the photos. If that card has not come yet, keeps the likeness for it. A card
   * that is no longer stored is not made anew.
   */
  async likeness(tx: Transaction, order: Order, likeness: NonNullable<ResultCardState['likeness']>): Promise<void> {
    const { orderId, userId, kind } = order;
    await this.lock(tx, order);
    const said = <State>(state: State | undefined) => state && { ...state, likeness };
    await this.cards.update(tx, orderCard(this.views[kind]), orderId, userId, said);
    await this.cards.update(tx, resultCard(this.views[kind]), orderId, userId, said);
  }

  /**
   * Ends an order about which no app reported an outcome, so that billing released the credits. Does nothing if the person has seen another
   * outcome.
   */
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
    now.made !== before.made ||
    toldPosition(now.ahead) !== toldPosition(before.ahead));

/** Whether billing released the credits before the worker reported the outcome. A later report of the worker replaces this outcome. */
const wasOnlyForgotten = ({ outcome }: ResultCardState): boolean =>
  outcome.type === 'failed' && outcome.code === 'hold-forgotten';

/**
 * Whether the progress card waits for the receipt: after a failure, until billing has sent the receipt, as it does for every order that
 * ran.
 */
const waitsForReceipt = ({ outcome, receipt }: Pick<ResultCardState, 'outcome' | 'receipt'>): boolean =>
  outcome.type === 'failed' && receipt === null;

const phaseOf = (outcome: ResultOutcome): OrderCardState['phase'] => {
  if (outcome.type === 'delivered') return 'done';
  if (outcome.type === 'refused') return 'refused';
  return isCancel(outcome.code) ? 'cancelled' : 'failed';
};

/** Marks words that an order made, so that the person is told if Telegram refuses them. Other results need no mark. */
const asOrdered = (content: Content): Content =>
  content.kind === 'message' ? { ...content, isOrdered: true } : content;
